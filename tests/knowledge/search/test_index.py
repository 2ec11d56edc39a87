"""The index finds passages by meaning and by words, and keeps cities apart."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from knowledge.models import Passage
from knowledge.search import Index, open_index, units, write_index
from knowledge.search.vocabulary import AskedWords, passage_words
from tests.encoders import HashingEncoder

TEXTS = {
    ("testville", "Help", "en"): (
        "A hotline is open day and night.",
        "Call it when you worry about a child.",
    ),
    ("testville", "Council", "en"): ("The budget of the council is small this year.",),
    ("ville-exemple", "Aide", "fr"): (
        "La ligne d’écoute est ouverte le soir.",
        "Les parents y trouvent conseil.",
    ),
    ("ville-exemple", "Overview", "en"): ("The law of the country protects every witness well.",),
    ("autre-ville", "Overview", "en"): ("The law of the country protects every witness well.",),
}


def _passage(profile: str, section: str, language: str, sentences: tuple[str, ...]) -> Passage:
    text = " ".join(sentences)
    starts = [text.index(sentence) for sentence in sentences]
    spans = tuple((s, s + len(t)) for s, t in zip(starts, sentences, strict=True))
    context = f"{profile}, Land, {section}"
    return Passage(profile, section, language, 0, len(text), text, context, spans)


PASSAGES = [_passage(*place, sentences) for place, sentences in TEXTS.items()]


def _search(index: Index, question: str, **narrow: object) -> list[tuple[str, int | None]]:
    vector = HashingEncoder().encode([question], kind="query")[0]
    hits = index.search(question, vector, **narrow)  # type: ignore[arg-type] # test keywords
    return [(PASSAGES[hit.passage].section, hit.sentence) for hit in hits]


@pytest.fixture(name="index")
def _index(tmp_path: Path) -> Index:
    made = units(PASSAGES)
    vectors = HashingEncoder().encode([unit.text for unit in made])
    write_index(tmp_path, PASSAGES, made, vectors)
    return open_index(tmp_path)


def test_the_sentence_that_matches_leads_to_its_passage(index: Index) -> None:
    """A question about one sentence finds the passage and names the sentence."""
    assert _search(index, "When is the hotline open?")[0] == ("Help", 0)


def test_a_city_narrows_the_search(index: Index) -> None:
    """Only passages of the cities asked for come back."""
    found = _search(index, "hotline open", profiles=["ville-exemple"])
    assert {section for section, _ in found} == {"Aide", "Overview"}


def test_a_city_without_passages_finds_nothing(index: Index) -> None:
    """A profile that the edition does not hold gives an empty list."""
    assert _search(index, "hotline", profiles=["nowhere"]) == []


def test_passages_of_other_cities_can_be_compared(index: Index) -> None:
    """The cosines elsewhere leave out the cities given, and are sorted."""
    vector = HashingEncoder().encode(["When is the hotline open?"], kind="query")[0]
    everywhere = index.cosines_elsewhere(vector, [])
    without = index.cosines_elsewhere(vector, ["testville"])
    assert everywhere[0] > without[0]
    assert list(everywhere) == sorted(everywhere, reverse=True)
    assert len(index.cosines_elsewhere(vector, index.profiles)) == 0


def test_a_shared_text_counts_once(index: Index) -> None:
    """Two profiles with the same words give one result where no city is asked for."""
    found = [section for section, _ in _search(index, "law that protects a witness")]
    assert found.count("Overview") == 1


def test_words_count_beside_meaning(index: Index) -> None:
    """A passage with the question's own words has a lexical score, others have none."""
    vector = HashingEncoder().encode(["écoute parents"], kind="query")[0]
    scores = {h.passage: h.lexical for h in index.search("écoute parents", vector)}
    assert scores[2] > 0
    assert all(score == 0 for row, score in scores.items() if row != 2)


def test_vectors_come_back_nearly_as_written(index: Index) -> None:
    """Half floats cost less than one part in a thousand, for texts and words alike."""
    made = units(PASSAGES)
    written = HashingEncoder().encode([unit.text for unit in made])
    middle = len(made) // 3
    for start, end in [(0, len(made)), (0, middle), (middle, len(made)), (middle, middle)]:
        assert index.unit_vectors(start, end) == pytest.approx(written[start:end], abs=1e-3)


def test_an_empty_edition_finds_nothing(tmp_path: Path) -> None:
    """An index without passages opens and answers with an empty list."""
    encoder = HashingEncoder()
    write_index(tmp_path, [], [], encoder.encode([]))
    assert _search(open_index(tmp_path), "anything") == []


def test_vectors_must_fit_the_units(tmp_path: Path) -> None:
    """A wrong number of vectors is refused before anything is written."""
    with pytest.raises(ValueError, match=r"\d+ texts but 0 vectors"):
        write_index(tmp_path, PASSAGES, units(PASSAGES), HashingEncoder().encode([]))


def test_scattered_passages_are_refused(tmp_path: Path) -> None:
    """Passages of one profile must stand together."""
    scattered = [PASSAGES[0], PASSAGES[2], PASSAGES[1]]
    made = units(scattered)
    vectors = HashingEncoder().encode([unit.text for unit in made])
    with pytest.raises(ValueError, match="passages of testville are scattered"):
        write_index(tmp_path, scattered, made, vectors)


def test_a_word_is_met_by_the_same_word_of_a_passage(index: Index) -> None:
    """A word of the passage has cosine one to itself, a word it lacks is met less."""
    asked = HashingEncoder().encode(["hotline", "budget"])
    cosines = index.word_cosines(asked, 0)
    held = passage_words(PASSAGES[0])
    assert cosines.shape == (2, len(held))
    assert cosines[0, held.index("hotline")] == pytest.approx(1, abs=1e-3)
    assert cosines[1].max() < 0.99


def test_no_word_asked_is_no_match(index: Index) -> None:
    """A question without content words gets no cosines."""
    assert index.word_cosines(HashingEncoder().encode([]), 0).shape[0] == 0


@pytest.mark.parametrize(
    ("text", "known"), [("Hotline", True), ("the hotlines", True), ("zeppelin hotline", False)]
)
def test_the_index_knows_its_words(index: Index, text: str, known: bool) -> None:
    """A text is known if each of its words stands in some passage, in any form."""
    assert index.knows(text) is known


def test_words_that_mean_the_same_lead_to_a_passage(index: Index) -> None:
    """Passages with the words asked rank first, also where the question's vector says nothing."""
    encoder = HashingEncoder()
    asked = AskedWords(encoder.encode(["budget", "council"]), np.array([0.5, 0.5], np.float32))
    nothing = encoder.encode(["zeppelin"])[0]
    best = index.search("zeppelin", nothing, asked=asked)[0]
    assert PASSAGES[best.passage].section == "Council"
    met = index.measure("zeppelin", nothing, asked=asked, profiles=index.profiles).met
    assert met[1] == pytest.approx(1, abs=0.01)
    assert met.argmax() == 1
    wide = index.measure("zeppelin", nothing, asked=asked)
    assert dict(zip(wide.passages.tolist(), wide.met.tolist(), strict=True)) == pytest.approx(
        {row: float(met[row]) for row in wide.passages.tolist()}, abs=1e-3
    )
