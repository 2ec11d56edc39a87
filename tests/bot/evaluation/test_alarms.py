"""The alarm's fit."""

import json
from pathlib import Path

import pytest

from bot.answering.alarm import Alarm
from bot.evaluation.alarms import fit, main, read_messages, write_alarm
from tests.encoders import HashingEncoder

MESSAGES = [
    (True, "he has a knife"),
    (True, "a knife at the school"),
    (True, "he pulled a knife on us"),
    (False, "opening hours of the library"),
    (False, "budget of the library"),
    (False, "who runs the library"),
]


def test_fitted_alarm_tells_its_messages_apart() -> None:
    """What is like the urgent messages is likelier than what is like the others."""
    encoder = HashingEncoder()
    fitted = fit(MESSAGES, encoder)
    alarm = Alarm(fitted["encoder"], fitted["intercept"], tuple(fitted["weights"]))
    knife, library = encoder.encode(["a knife", "the library"], kind="query")
    assert alarm.encoder == encoder.digest
    assert alarm.probability(knife) > 0.5 > alarm.probability(library)


def test_only_the_part_to_tune_on_is_read(tmp_path: Path) -> None:
    """Messages that are left aside are not fitted on."""
    path = tmp_path / "messages.tsv"
    path.write_text("urgent\ttune\the has a knife\ntopic\theld\tbudget\ntopic\ttune\tlibrary\n")
    assert read_messages(path) == [(True, "he has a knife"), (False, "library")]


def test_coefficients_are_written_for_the_answering(tmp_path: Path) -> None:
    """Messages and questions go in, the file of the alarm comes out."""
    messages, questions = tmp_path / "messages.tsv", tmp_path / "questions.jsonl"
    messages.write_text("".join(f"urgent\ttune\t{text}\n" for urgent, text in MESSAGES if urgent))
    asked = [{"question": text, "part": "tune"} for urgent, text in MESSAGES if not urgent]
    questions.write_text("\n".join(map(json.dumps, asked)))
    target = tmp_path / "alarm.json"
    write_alarm(messages, questions, HashingEncoder(), target)
    stored = json.loads(target.read_text())
    assert stored["encoder"] == HashingEncoder.digest
    assert len(stored["weights"]) == HashingEncoder.dimension


def test_two_files_are_needed() -> None:
    """Without its two files there is nothing to fit on."""
    with pytest.raises(ValueError, match="not enough values"):
        main([])
