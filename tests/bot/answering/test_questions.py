"""What a question asks for is read the same way in both languages."""

from __future__ import annotations

import pytest

from bot.answering.needs import holds
from bot.answering.questions import FactName, Kind, Shape, read_question

KINDS: list[tuple[str, Kind]] = [
    ("How does the SSP work?", "how"),
    ("Comment fonctionne le SSP ?", "how"),
    ("How many meetings are held with parents a year?", "how_many"),
    ("Combien de réunions avec les parents chaque année ?", "how_many"),
    ("Since when does the SSP exist?", "when"),
    ("Depuis quand le SSP existe-t-il ?", "when"),
    ("Who leads the national strategy?", "who"),
    ("Qui pilote la stratégie nationale ?", "who"),
    ("What is the hotline's phone number?", "contact"),
    ("Quel est le numéro de la ligne d’écoute ?", "contact"),
    ("Where is the family house?", "where"),
    ("Où se trouve la maison des familles ?", "where"),
    ("Is there a hotline at night?", "yes_no"),
    ("Y a-t-il une ligne d’écoute la nuit ?", "yes_no"),
    ("What is Sted1?", "what"),
    ("Qu’est-ce que Sted1 ?", "what"),
    ("What is the city's motto?", "saying"),
    ("Quelle est la devise de la ville ?", "saying"),
    ("What is the budget of the hotline?", "money"),
    ("Combien coûte la formation ?", "money"),
    ("hotline", "other"),
]
FACTS: list[tuple[str, FactName | None]] = [
    ("How many people live there?", "population"),
    ("Combien d’habitants compte la ville ?", "population"),
    ("population", "population"),
    ("How many people attended the training?", None),
    ("Who is the mayor?", "leader"),
    ("Qui est le maire ?", "leader"),
    ("Nom de la bourgmestre", "leader"),
    ("When did the city join the network?", "member_since"),
    ("Depuis quand la ville est-elle membre du réseau ?", "member_since"),
    ("Depuis quand la ville fait-elle partie du réseau ?", "member_since"),
    ("How many Roma people live there?", None),
    ("Combien de Roms habitent la ville ?", None),
    ("nb d’habitants", "population"),
    ("Who appoints the mayor?", None),
    ("Comment s’appelle le maire ?", "leader"),
    ("How can I join the youth club?", None),
    ("Which country is it in?", "country"),
    ("Dans quel pays se trouve la ville ?", "country"),
    ("What does Section 115 allow?", None),
]
SHAPES: list[tuple[str, int, Shape]] = [
    ("Which cities have a hotline?", 0, "list"),
    ("Quelles villes ont une ligne d’écoute ?", 0, "list"),
    ("Compare Testville and Sampleton on work with parents", 2, "comparison"),
    ("Différences entre Testville et Sampleton pour les parents", 2, "comparison"),
    ("Tell me about Testville", 1, "summary"),
    ("Présente-moi Ville-Exemple", 1, "summary"),
    ("What are the main points about Testville?", 1, "summary"),
    ("Que faut-il savoir en bref sur Testville ?", 1, "summary"),
    ("Who runs the hotline of Testville?", 1, "answer"),
    ("Tell me about the hotline", 0, "answer"),
]


@pytest.mark.parametrize(("question", "kind"), KINDS)
def test_the_kind_is_told(question: str, kind: Kind) -> None:
    """Each kind is recognised in both languages."""
    assert read_question(question).kind == kind


@pytest.mark.parametrize(("question", "fact"), FACTS)
def test_a_key_fact_is_told_from_its_look_alikes(question: str, fact: FactName | None) -> None:
    """A question about a key fact is one, a question that only resembles it is not."""
    assert read_question(question).fact == fact


@pytest.mark.parametrize(("question", "cities", "shape"), SHAPES)
def test_the_shape_follows_the_cities(question: str, cities: int, shape: Shape) -> None:
    """Lists, comparisons and summaries depend on how many cities are named."""
    assert read_question(question, cities=cities).shape == shape


def test_a_city_alone_asks_for_its_profile() -> None:
    """The name of a city and nothing else gives the summary."""
    assert read_question("Testville ?", cities=1, rest="?").shape == "summary"


@pytest.mark.parametrize(
    ("kind", "text", "held"),
    [
        ("how_many", "It holds 170 meetings.", True),
        ("how_many", "Elle tient trois réunions.", True),
        ("how_many", "It holds meetings.", False),
        ("when", "Since 2011 it has grown.", True),
        ("when", "Ouvert le mardi.", True),
        ("when", "It has grown a lot.", False),
        ("contact", "Call 555 01 23 45.", True),
        ("contact", "Écrire à aide@ville.example", True),
        ("contact", "Anyone may call.", False),
        ("contact", "Dial 3919 at night.", True),
        ("contact", "Le numéro est le 116 006.", True),
        ("contact", "The city has 163 400 people.", False),
        ("contact", "From 1990-2000 it held 170 meetings.", False),
        ("how_many", "Sted1 is a unit.", False),
        ("saying", "It says: “Nobody is left alone!”", True),
        ("saying", "It says little.", False),
        ("money", "It costs 40 kroner.", True),
        ("money", "L’accueil est gratuit.", True),
        ("money", "It has met since 2011.", False),
        ("what", "Anything.", None),
    ],
)
def test_an_answer_holds_what_was_asked_for(kind: Kind, text: str, held: bool | None) -> None:
    """Numbers, times and addresses are seen in either language."""
    assert holds(kind, text) is held
