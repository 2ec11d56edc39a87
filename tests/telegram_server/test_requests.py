"""Requests that the server refuses."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.telegram_server.methods import Methods
from tests.telegram_server.refusals import RefusalError
from tests.telegram_server.requests import check_update, read_request
from tests.telegram_server.world import World, person

WHO = person(5)


@pytest.fixture
def methods() -> Methods:
    """Give the methods in a world with one chat and one message of the bot."""
    world = World()
    chat = world.private(WHO)
    found = Methods(world, flood_control=True)
    world.message(chat, WHO, "a question")
    found.call(read_request("sendMessage", {"chat_id": 5, "text": "hello"}))
    return found


def keyboard(**button: Any) -> str:
    """Return a keyboard of one button as a form field."""
    return json.dumps({"inline_keyboard": [[{"text": "x"} | button]]})


MESSAGE = {"chat_id": "5", "text": "x"}
REFUSED = [
    ("dance", {}, "Not Found"),
    ("sendMessage", {"chat_id": "5"}, "text"),
    ("sendMessage", MESSAGE | {"mood": "fine"}, "unknown field SendMessage.mood"),
    ("sendMessage", MESSAGE | {"reply_parameters": '{"message_id": 1, "x": 2}'}, "unknown field"),
    ("sendMessage", MESSAGE | {"text": " \n"}, "message text is empty"),
    ("sendMessage", MESSAGE | {"text": "x" * 4097}, "message is too long"),
    ("sendMessage", MESSAGE | {"text": "😀" * 2049}, "message is too long"),
    ("sendMessage", MESSAGE | {"text": "<b>", "parse_mode": "HTML"}, "can't parse entities"),
    ("sendMessage", MESSAGE | {"parse_mode": "Poetry"}, "unsupported parse_mode"),
    ("sendMessage", MESSAGE | {"chat_id": "6"}, "chat not found"),
    ("sendMessage", MESSAGE | {"message_thread_id": "7"}, "message thread not found"),
    (
        "sendMessage",
        MESSAGE | {"reply_parameters": '{"message_id": 99}'},
        "to be replied not found",
    ),
    (
        "sendMessage",
        MESSAGE | {"reply_parameters": '{"message_id": 1, "quote": "no such"}'},
        "QUOTE_TEXT_INVALID",
    ),
    ("sendMessage", MESSAGE | {"reply_markup": keyboard()}, "exactly one action"),
    ("sendMessage", MESSAGE | {"reply_markup": keyboard(callback_data="é" * 33)}, "BUTTON_DATA"),
    ("sendMessage", MESSAGE | {"reply_markup": keyboard(url="nowhere")}, "Wrong HTTP URL"),
    ("sendMessage", MESSAGE | {"reply_markup": keyboard(text=" ", callback_data="x")}, "is empty"),
    (
        "sendMessage",
        MESSAGE | {"reply_markup": keyboard(copy_text={"text": "x" * 257})},
        "BUTTON_COPY_TEXT_INVALID",
    ),
    ("sendDocument", {"chat_id": "5", "document": "x", "caption": "x" * 1025}, "too long"),
    ("editMessageText", {"text": "x"}, "identifier is not specified"),
    ("editMessageText", {"chat_id": "5", "message_id": "99", "text": "x"}, "to edit not found"),
    ("editMessageText", {"chat_id": "5", "message_id": "1", "text": "x"}, "can't be edited"),
    ("editMessageText", {"chat_id": "5", "message_id": "2", "text": "hello"}, "not modified"),
    ("editMessageReplyMarkup", {"chat_id": "5", "message_id": "2"}, "not modified"),
    ("deleteMessage", {"chat_id": "5", "message_id": "99"}, "not found"),
    ("answerCallbackQuery", {"callback_query_id": "x"}, "query is too old"),
    ("answerCallbackQuery", {"callback_query_id": "x", "text": "x" * 201}, "MESSAGE_TOO_LONG"),
    ("answerInlineQuery", {"inline_query_id": "x", "results": "[]"}, "query is too old"),
    ("getFile", {"file_id": "x"}, "wrong file_id"),
    ("setMyDescription", {"description": "x" * 513}, "description is too long"),
    ("setMyShortDescription", {"short_description": "x" * 121}, "description is too long"),
    ("setMyCommands", {"commands": '[{"command": "UP", "description": "x"}]'}, "COMMAND_INVALID"),
    ("setMyCommands", {"commands": '[{"command": "up", "description": ""}]'}, "DESCRIPTION"),
    (
        "setMyCommands",
        {"commands": "[]", "scope": '{"type": "chat", "chat_id": 77}'},
        "chat not found",
    ),
    ("sendPoll", {"chat_id": 5, "question": "x", "options": "[]"}, "not simulated"),
]


@pytest.mark.parametrize(("method", "fields", "reason"), REFUSED)
def test_what_telegram_refuses_is_refused(
    methods: Methods, method: str, fields: dict[str, Any], reason: str
) -> None:
    """Unknown fields and methods, broken limits, and what is not there."""
    with pytest.raises(RefusalError, match=reason):
        methods.call(read_request(method, fields))


def result(identifier: str, text: str = "x") -> dict[str, Any]:
    """Return an inline result."""
    content = {"message_text": text, "parse_mode": "HTML"}
    return {"type": "article", "id": identifier, "title": "x", "input_message_content": content}


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"results": [result(str(n)) for n in range(51)]}, "RESULTS_TOO_MUCH"),
        ({"results": [result("a"), result("a")]}, "RESULT_ID_DUPLICATE"),
        ({"results": [result("a" * 65)]}, "RESULT_ID_INVALID"),
        ({"results": [], "next_offset": "x" * 65}, "NEXT_OFFSET_INVALID"),
        ({"results": [], "button": {"text": "x", "start_parameter": "a b"}}, "START_PARAM_INVALID"),
        ({"results": [result("a", "<b>")]}, "can't parse entities"),
    ],
)
async def test_what_telegram_refuses_of_inline_answers(
    methods: Methods, fields: dict[str, Any], reason: str
) -> None:
    """Fifty results, each once, with a short id, and markup that can be sent."""
    query = await methods.world.ask_inline(WHO, "x")
    given = {name: json.dumps(v) if not isinstance(v, str) else v for name, v in fields.items()}
    with pytest.raises(RefusalError, match=reason):
        methods.call(read_request("answerInlineQuery", {"inline_query_id": query, **given}))


def test_flood_control_counts_a_group(methods: Methods) -> None:
    """The twenty-first message of a minute is refused with the time to wait."""
    methods.world.group(-5)
    request = read_request("sendMessage", {"chat_id": -5, "text": "x"})
    for _ in range(20):
        methods.call(request)
    with pytest.raises(RefusalError, match="Too Many Requests") as caught:
        methods.call(request)
    assert caught.value.as_dict()["parameters"] == {"retry_after": 60}


def test_a_text_that_looks_like_json_stays_a_text(methods: Methods) -> None:
    """Only fields that are no text are decoded."""
    sent = methods.call(read_request("sendMessage", {"chat_id": "5", "text": '{"a": [1]}'}))
    assert sent["text"] == '{"a": [1]}'


def test_an_update_of_our_own_must_be_one() -> None:
    """The server does not make up fields either."""
    with pytest.raises(ValueError, match="unknown fields"):
        check_update({"update_id": 1, "mood": "fine"})


async def test_privacy_mode_lets_through_what_is_meant_for_the_bot() -> None:
    """Mentions, replies to it, commands with its name, and plain ones after its own message."""
    world = World()
    group = world.group(-5)
    said = {}
    for text in ("hello", "@city_test_bot hello", "/ask", "/ask@city_test_bot", "/ask@other_bot"):
        await world.say(group, WHO, text)
        said[text] = bool(world.queue)
        world.queue.clear()
    assert said == {
        "hello": False,
        "@city_test_bot hello": True,
        "/ask": False,
        "/ask@city_test_bot": True,
        "/ask@other_bot": False,
    }
    own = world.message(group, world.bot_user, "mine")
    await world.say(group, WHO, "yes", reply_to=own["message_id"])
    assert len(world.queue) == 1
    group.last_was_bot = True
    await world.say(group, WHO, "/ask")
    assert len(world.queue) == 2
