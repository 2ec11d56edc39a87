"""Replies as JSON and back."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from bot.store.codec import decode_reply, encode_reply
from prompts.replies import Reply
from tests.prompts.replies import one_of_each


@pytest.mark.parametrize("reply", one_of_each("fr"), ids=lambda reply: reply.kind)
def test_each_kind_of_reply_comes_back(reply: Reply) -> None:
    """Nested quotes, cells and choices too; the question alone is gone."""
    content = json.loads(json.dumps(encode_reply(reply)))
    assert decode_reply(content) == replace(reply, question="", id=None)


def test_a_field_that_a_newer_version_dropped_is_left_out() -> None:
    """What is unknown does no harm."""
    reply = one_of_each("en")[0]
    assert decode_reply(encode_reply(reply) | {"mood": "fine"}) == replace(reply, question="")


@pytest.mark.parametrize(
    ("content", "reason"), [({}, "unknown kind"), ({"kind": "answer"}, "can't be read")]
)
def test_what_is_no_reply_is_refused(content: dict[str, str], reason: str) -> None:
    """A kind or a field is missing."""
    with pytest.raises(ValueError, match=reason):
        decode_reply(content)
