"""Reading pairs and making variants of them."""

from __future__ import annotations

import gzip
import random
from pathlib import Path

import pytest

from embeddings.errors import TrainingDataError
from embeddings.training.pairs import (
    Pair,
    collect_names,
    find_pair_files,
    load_pairs,
    misspell,
    read_pairs,
    rename,
    vary,
    write_pairs,
)

PAIR = Pair("toy", "Hier, Testville a reçu Ostberg.", "Yesterday, Testville hosted Ostberg.")


def test_plain_and_gzipped_files_read_alike(tmp_path: Path) -> None:
    """Both give French, English and the name of the file."""
    (tmp_path / "a.fr-en.tsv").write_text("oui\tyes\n", encoding="utf-8")
    with gzip.open(tmp_path / "b.fr-en.tsv.gz", "wt", encoding="utf-8") as out:
        out.write("été\tsummer\n")
    (tmp_path / "notes.txt").write_text("not pairs", encoding="utf-8")
    pairs = [pair for path in find_pair_files(tmp_path) for pair in read_pairs(path)]
    assert pairs == [Pair("a", "oui", "yes"), Pair("b", "été", "summer")]


def test_a_line_of_other_columns_is_named(tmp_path: Path) -> None:
    """The message says which file and line, and what is wanted."""
    path = tmp_path / "a.fr-en.tsv"
    path.write_text("oui\tyes\nnon\n", encoding="utf-8")
    with pytest.raises(TrainingDataError, match="line 2, has 1 columns: give French"):
        list(read_pairs(path))


def test_a_folder_without_pairs_is_refused(tmp_path: Path) -> None:
    """Nothing to train on is an error, not an empty run."""
    with pytest.raises(TrainingDataError, match="holds no"):
        find_pair_files(tmp_path)


def test_names_stand_inside_both_sides() -> None:
    """A word that begins a sentence, or stands on one side alone, is no name."""
    assert collect_names([PAIR]) == ["Ostberg", "Testville"]


def test_a_name_is_exchanged_on_both_sides() -> None:
    """The same new name takes the place of the old one in both languages."""
    renamed = rename(PAIR, ["Nordhaven"], random.Random(1))
    assert renamed is not None
    assert renamed.source == "toy+names"
    assert "Nordhaven" in renamed.french
    assert "Nordhaven" in renamed.english


def test_a_pair_without_a_name_is_left() -> None:
    """Nothing is renamed where no name is shared."""
    assert rename(Pair("toy", "Oui.", "Yes."), ["Nordhaven"], random.Random(1)) is None


def test_a_slip_is_in_one_word() -> None:
    """One letter is lost, doubled or swapped in the French, and the English stays."""
    for seed in range(20):
        slipped = misspell(PAIR, random.Random(seed))
        assert slipped is not None
        assert slipped.english == PAIR.english
        assert abs(len(slipped.french) - len(PAIR.french)) <= 1
        ours, theirs = PAIR.french.split(), slipped.french.split()
        assert sum(a != b for a, b in zip(ours, theirs, strict=True)) <= 1


def test_short_words_do_not_slip() -> None:
    """A text of short words has no misspelt variant."""
    assert misspell(Pair("toy", "Je le sais.", "I know."), random.Random(1)) is None


def test_variants_repeat_with_the_seed() -> None:
    """The same seed makes the same variants, as many as their shares."""
    pairs = [PAIR] * 100
    assert vary(pairs, 0.5, 0.5, seed=3) == vary(pairs, 0.5, 0.5, seed=3)
    assert 70 < len(vary(pairs, 0.5, 0.5, seed=3)) < 130
    assert vary(pairs, 0, 0, seed=3) == []


def test_written_pairs_read_back(tmp_path: Path) -> None:
    """What is prepared is what is trained on."""
    assert write_pairs([PAIR, PAIR], tmp_path / "pairs.tsv") == 2
    assert load_pairs(tmp_path / "pairs.tsv") == [PAIR, PAIR]
