"""Requests as aiogram's models read them; every field that they do not know is refused."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin

import aiogram.methods
from aiogram.types import Update
from pydantic import BaseModel, ValidationError

from tests.telegram_server.refusals import RefusalError, bad_request

START_PARAMETER = re.compile(r"^[A-Za-z0-9_-]{1,64}$")
COMMAND = re.compile(r"^[a-z0-9_]{1,32}$")
UNIONS = (Union, UnionType)
BUTTON_LINK = re.compile(r"^(?:https?|tg)://\S+$")


@cache
def _methods() -> dict[str, type[BaseModel]]:
    found = {}
    for name in aiogram.methods.__all__:
        model = getattr(aiogram.methods, name)
        api_name = getattr(model, "__api_method__", None)
        if isinstance(api_name, str):
            found[api_name.lower()] = model
    return found


def read_request(method: str, fields: Mapping[str, Any]) -> BaseModel:
    """Return the request as its model.

    Raises:
        RefusalError: the method is unknown, a field is unknown or wrong, or a limit is broken.
    """
    model = _methods().get(method.lower())
    if model is None:
        raise RefusalError(404, "Not Found")
    decoded = {name: _decoded(model, name, value) for name, value in fields.items()}
    try:
        request = model.model_validate(decoded)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise bad_request(f"{method}: field {place}: {first['msg']}") from None
    for place, name in unknown_fields(request):
        raise bad_request(f"{method}: unknown field {place}.{name}")
    _check_limits(request)
    return request


def check_update(update: Mapping[str, Any]) -> None:
    """Check that an update of our own is one of the Bot API.

    Raises:
        ValueError: it has a wrong or an unknown field.
    """
    model = Update.model_validate(update)
    if strangers := list(unknown_fields(model)):
        raise ValueError(f"update has unknown fields: {strangers}")


def unknown_fields(model: BaseModel, place: str = "") -> Iterator[tuple[str, str]]:
    """Yield each field that a model or one inside it does not know."""
    place = place or type(model).__name__
    for name in model.model_extra or {}:
        yield place, name
    for name in type(model).model_fields:
        yield from _unknown_inside(getattr(model, name), f"{place}.{name}")


def _unknown_inside(value: object, place: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, BaseModel):
        yield from unknown_fields(value, place)
    elif isinstance(value, list):
        for item in value:
            yield from _unknown_inside(item, place)


def _flattened(annotation: Any) -> set[Any]:
    arguments = get_args(annotation)
    return {annotation}.union(*(_flattened(item) for item in arguments))


def _decoded(model: type[BaseModel], name: str, value: Any) -> Any:
    field = model.model_fields.get(name)
    if field is None or not isinstance(value, str):
        return value
    kinds = _flattened(field.annotation)
    if {int, str} <= kinds and re.fullmatch(r"-?\d+", value):
        return int(value)
    # A form field is JSON unless the method wants a text there.
    is_json = value[:1] in ("{", "[") and str not in _options(field.annotation)
    return json.loads(value) if is_json else value


def _options(annotation: Any) -> set[Any]:
    """Return the members of a union, or the annotation itself."""
    return set(get_args(annotation)) if get_origin(annotation) in UNIONS else {annotation}


def _check_limits(request: BaseModel) -> None:
    markup = getattr(request, "reply_markup", None)
    for row in getattr(markup, "inline_keyboard", None) or []:
        for button in row:
            check_button(button)
    if isinstance(request, aiogram.methods.AnswerCallbackQuery) and len(request.text or "") > 200:
        raise bad_request("MESSAGE_TOO_LONG")
    if isinstance(request, aiogram.methods.AnswerInlineQuery):
        _check_inline(request)
    if isinstance(request, aiogram.methods.SetMyCommands):
        _check_commands(request)
    if (
        isinstance(request, aiogram.methods.SetMyDescription)
        and len(request.description or "") > 512
    ):
        raise bad_request("description is too long")
    short = isinstance(request, aiogram.methods.SetMyShortDescription)
    if short and len(getattr(request, "short_description", None) or "") > 120:
        raise bad_request("short description is too long")


def check_button(button: Any) -> None:
    """Check one inline button.

    Raises:
        RefusalError: Telegram would refuse it.
    """
    kinds = ("url", "callback_data", "web_app", "login_url", "switch_inline_query",
             "switch_inline_query_current_chat", "switch_inline_query_chosen_chat", "copy_text",
             "callback_game", "pay")  # fmt: skip
    if sum(getattr(button, kind, None) is not None for kind in kinds) != 1:
        raise bad_request("inline keyboard button must have exactly one action")
    if not button.text.strip():
        raise bad_request("inline keyboard button text is empty")
    data = button.callback_data
    if data is not None and not 1 <= len(data.encode()) <= 64:
        raise bad_request("BUTTON_DATA_INVALID")
    if button.url is not None and not BUTTON_LINK.match(button.url):
        raise bad_request(f"inline keyboard button URL '{button.url}' is invalid: Wrong HTTP URL")
    if button.copy_text is not None and not 1 <= len(button.copy_text.text) <= 256:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")


def _check_inline(request: aiogram.methods.AnswerInlineQuery) -> None:
    if len(request.results) > 50:
        raise bad_request("RESULTS_TOO_MUCH")
    identifiers = [item.id for item in request.results]
    if len(set(identifiers)) != len(identifiers):
        raise bad_request("RESULT_ID_DUPLICATE")
    if any(not 1 <= len(item.encode()) <= 64 for item in identifiers):
        raise bad_request("RESULT_ID_INVALID")
    if len((request.next_offset or "").encode()) > 64:
        raise bad_request("NEXT_OFFSET_INVALID")
    if request.button is not None:
        parameter = request.button.start_parameter
        if parameter is None or not START_PARAMETER.match(parameter):
            raise bad_request("START_PARAM_INVALID")


def _check_commands(request: aiogram.methods.SetMyCommands) -> None:
    if len(request.commands) > 100:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in request.commands:
        if not COMMAND.match(command.command):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(command.description) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
