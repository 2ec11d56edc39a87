"""The table of languages, built from frequencies handed in."""

from pathlib import Path

from bot.answering.language import LanguageModel
from bot.answering.lexicon import OTHERS, count_trigrams, learn, read_frequencies, write_table

FRENCH = {"où": 0.05, "est": 0.05, "maison": 0.01, "42": 0.9}
ENGLISH = {"where": 0.05, "is": 0.05, "house": 0.01}
GERMAN = {"wo": 0.05, "ist": 0.05, "das": 0.05, "haus": 0.01}


class Frequencies:
    """The words of three tiny languages; all others are empty."""

    def top_n_list(self, lang: str, n: int) -> list[str]:
        """Return the commonest words."""
        return list(self._words(lang))[:n]

    def word_frequency(self, word: str, lang: str) -> float:
        """Return the share of a word."""
        return self._words(lang)[word]

    @staticmethod
    def _words(lang: str) -> dict[str, float]:
        return {"fr": FRENCH, "en": ENGLISH, "de": GERMAN}.get(lang, {"xyz": 1e-9})


def test_learned_table_tells_the_languages_it_was_learned_from(tmp_path: Path) -> None:
    """What is learned and written is what the model weighs."""
    path = tmp_path / "languages.z"
    assert write_table(path, *learn(Frequencies())) == path.stat().st_size
    model = LanguageModel(path.read_bytes())
    french, english, german = map(model.weigh, ("ou est", "where is", "wo ist das"))
    assert french.french > max(french.english, french.other)
    assert english.english > max(english.french, english.other)
    assert german.other > max(german.french, german.english)


def test_strange_words_are_weighed_by_their_letters(tmp_path: Path) -> None:
    """A word in no table looks like the language whose runs of letters it has."""
    path = tmp_path / "languages.z"
    write_table(path, *learn(Frequencies()))
    found = LanguageModel(path.read_bytes()).weigh("maisons")
    assert found.french > found.english


def test_frequencies_are_of_folded_words_only() -> None:
    """Accents are folded, numbers left out."""
    assert read_frequencies(Frequencies(), "fr") == {"ou": 0.05, "est": 0.05, "maison": 0.01}
    assert "de" in OTHERS


def test_runs_of_letters_share_out_a_language() -> None:
    """The shares of all runs add up to one."""
    counts = count_trigrams({"le": 0.5, "la": 0.5})
    assert set(counts) == {"^le", "le$", "^la", "la$"}
    assert abs(sum(counts.values()) - 1) < 1e-9
