"""The reasons that the knowledge gives, and the words that the replies have for them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from string import Formatter

from knowledge import errors
from knowledge.reasons import because
from knowledge.sentences import SENTENCES
from prompts.reasons import Coded, sentences, write_reason
from tests.house.sources import ROOT, modules


def calls(*names: str) -> Iterator[ast.Call]:
    """Yield every call of these names in the knowledge."""
    for module in modules():
        if module.parts[0] == "knowledge":
            tree = ast.parse((ROOT / module).read_text("utf-8"))
            yield from (
                node
                for node in ast.walk(tree)
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") in names
            )


def given() -> Iterator[tuple[str, set[str]]]:
    """Yield every code that the knowledge gives a reason by, with the values it fills in."""
    for call in calls("because"):
        if isinstance(call.args[0], ast.Constant):
            yield str(call.args[0].value), {str(each.arg) for each in call.keywords}


def test_every_code_has_its_words_in_both_languages() -> None:
    """None is missing in the replies, and none is there for nothing."""
    assert set(sentences("fr")) == set(SENTENCES)
    assert set(sentences("en")) == set(SENTENCES)


def test_english_replies_say_what_the_command_line_says() -> None:
    """Word for word."""
    assert dict(sentences("en")) == dict(SENTENCES)


def test_every_code_is_given_somewhere() -> None:
    """Save for those of the system, which it gives itself."""
    codes = {code for code, _ in given()}
    assert codes == {code for code in SENTENCES if not code.startswith("system.")}
    assert len(codes) > 50


def test_every_reason_is_filled_with_what_its_sentence_asks_for() -> None:
    """No value is missing, and none is given for nothing."""
    for code, values in given():
        asked = {name for _, name, _, _ in Formatter().parse(SENTENCES[code]) if name}
        assert values == asked, code


def test_the_replies_know_a_reason_of_the_knowledge() -> None:
    """Neither imports the other: they agree on a code and values beside the sentence."""
    reason = because("profile.not_held", root="pages/")
    assert isinstance(reason, Coded)
    assert write_reason(reason, "fr") == "pages/ ne contient plus cette page."
    assert write_reason(reason, "en") == reason


def test_no_reason_is_given_without_a_code() -> None:
    """An error or a failure with words of its own would be English in a French report."""
    named = (*(name for name in vars(errors) if name.endswith("Error")), "AnswerError")
    plain = [
        ast.unparse(call)
        for call in calls(*named, "Failure")
        if any(isinstance(each, ast.JoinedStr) or _is_sentence(each) for each in call.args)
    ]
    assert plain == []


def _is_sentence(argument: ast.expr) -> bool:
    return isinstance(argument, ast.Constant) and " " in str(argument.value)
