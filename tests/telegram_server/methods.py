"""What each method of the Bot API does in the world of the test."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import aiogram.methods as api
from pydantic import BaseModel

from tests.telegram_server.markup import parse_html, utf16
from tests.telegram_server.refusals import RefusalError, bad_request
from tests.telegram_server.world import JSON, Chat, World, shallow

TEXT_LIMIT, CAPTION_LIMIT, FILE_LIMIT = 4096, 1024, 20 * 1024 * 1024
GROUP_LIMIT, GROUP_WINDOW = 20, 60.0


class Methods:
    """The methods that a bot like ours calls; any other is refused and noted."""

    def __init__(self, world: World, *, flood_control: bool = False) -> None:
        self.world = world
        self.flood_control = flood_control
        self.callback_answers: dict[str, JSON] = {}
        self.inline_answers: dict[str, api.AnswerInlineQuery] = {}
        self.menus: dict[tuple[str, str], list[JSON]] = {}
        self.descriptions: dict[tuple[str, str], str] = {}

    def call(self, request: BaseModel) -> Any:
        """Carry out a request and return its result.

        Raises:
            RefusalError: Telegram would refuse it, or this server does not know the method.
        """
        name = type(request).__name__
        method: Callable[[Any], Any] | None = getattr(self, f"_{name}", None)
        if method is None:
            raise bad_request(f"{name} is not simulated")
        return method(request)

    def _GetMe(self, _: api.GetMe) -> JSON:  # noqa: N802 - named as the method
        return self.world.bot

    def _SendMessage(self, request: api.SendMessage) -> JSON:  # noqa: N802
        chat = self._writable(request.chat_id, request.message_thread_id)
        text, entities = self._text(request.text, request.parse_mode, TEXT_LIMIT)
        message = self._post(chat, request, {"text": text})
        if entities:
            message["entities"] = entities
        return message

    def _SendDocument(self, request: api.SendDocument) -> JSON:  # noqa: N802
        chat = self._writable(request.chat_id, request.message_thread_id)
        content: JSON = {"document": self.world.add_file("report.txt", b"")}
        if request.caption:
            caption, entities = self._text(request.caption, request.parse_mode, CAPTION_LIMIT)
            content |= {"caption": caption}
            content |= {"caption_entities": entities} if entities else {}
        return self._post(chat, request, content)

    def _post(self, chat: Chat, request: Any, content: JSON) -> JSON:
        reply = self._replied(chat, request.reply_parameters)
        self._count(chat)
        thread = request.message_thread_id
        message = self.world.message(chat, self.world.bot_user, None, thread=thread, **content)
        if reply:
            message["reply_to_message"] = shallow(reply)
        if request.reply_markup is not None:
            message["reply_markup"] = _plain(request.reply_markup)
        chat.last_was_bot = True
        return message

    def _EditMessageText(self, request: api.EditMessageText) -> JSON | bool:  # noqa: N802
        if request.inline_message_id:
            return True
        message = self._own_message(request.chat_id, request.message_id)
        text, entities = self._text(request.text or "", request.parse_mode, TEXT_LIMIT)
        markup = _plain(request.reply_markup) if request.reply_markup else None
        if (text, entities, markup) == (
            message.get("text"),
            message.get("entities", []),
            message.get("reply_markup"),
        ):
            raise _not_modified()
        message.pop("entities", None)
        message |= {"text": text, "edit_date": int(time.time())}
        message |= {"entities": entities} if entities else {}
        self._set_markup(message, markup)
        return message

    def _EditMessageReplyMarkup(self, request: api.EditMessageReplyMarkup) -> JSON | bool:  # noqa: N802
        message = self._own_message(request.chat_id, request.message_id)
        markup = _plain(request.reply_markup) if request.reply_markup else None
        if markup == message.get("reply_markup"):
            raise _not_modified()
        self._set_markup(message, markup)
        return message

    def _DeleteMessage(self, request: api.DeleteMessage) -> bool:  # noqa: N802
        message = self._own_message(request.chat_id, request.message_id)
        del self._chat(request.chat_id).messages[message["message_id"]]
        return True

    def _SendChatAction(self, request: api.SendChatAction) -> bool:  # noqa: N802
        self._writable(request.chat_id, request.message_thread_id).actions.append(request.action)
        return True

    def _AnswerCallbackQuery(self, request: api.AnswerCallbackQuery) -> bool:  # noqa: N802
        if request.callback_query_id not in self.world.pending_callbacks:
            raise bad_request(
                "query is too old and response timeout expired or query ID is invalid"
            )
        self.world.pending_callbacks.remove(request.callback_query_id)
        self.callback_answers[request.callback_query_id] = _plain(request)
        return True

    def _AnswerInlineQuery(self, request: api.AnswerInlineQuery) -> bool:  # noqa: N802
        if request.inline_query_id not in self.world.pending_inline:
            raise bad_request(
                "query is too old and response timeout expired or query ID is invalid"
            )
        for result in request.results:
            content = getattr(result, "input_message_content", None)
            if content is not None:
                self._text(content.message_text, content.parse_mode, TEXT_LIMIT)
        self.world.pending_inline.remove(request.inline_query_id)
        self.inline_answers[request.inline_query_id] = request
        return True

    def _SetMyCommands(self, request: api.SetMyCommands) -> bool:  # noqa: N802
        scope = request.scope.type if request.scope else "default"
        key = (f"{scope}:{getattr(request.scope, 'chat_id', '')}", request.language_code or "")
        if scope == "chat" and getattr(request.scope, "chat_id", None) not in self.world.chats:
            raise bad_request("chat not found")
        self.menus[key] = [_plain(command) for command in request.commands]
        return True

    def _SetMyDescription(self, request: api.SetMyDescription) -> bool:  # noqa: N802
        self.descriptions["long", request.language_code or ""] = request.description or ""
        return True

    def _SetMyShortDescription(self, request: api.SetMyShortDescription) -> bool:  # noqa: N802
        self.descriptions["short", request.language_code or ""] = request.short_description or ""
        return True

    def _GetFile(self, request: api.GetFile) -> JSON:  # noqa: N802
        if request.file_id not in self.world.files:
            raise bad_request("wrong file_id or the file is temporarily unavailable")
        path, _, size = self.world.files[request.file_id]
        if size > FILE_LIMIT:
            raise bad_request("file is too big")
        identifier = request.file_id
        fields = {"file_id": identifier, "file_unique_id": f"u{identifier}", "file_size": size}
        return fields | {"file_path": path}

    # Checks -----------------------------------------------------------------------------------

    def _chat(self, identifier: int | str) -> Chat:
        chat = self.world.chats.get(int(identifier))
        if chat is None:
            raise bad_request("chat not found")
        return chat

    def _writable(self, identifier: int | str, thread: int | None) -> Chat:
        chat = self._chat(identifier)
        if chat.moved_to is not None:
            parameters = {"migrate_to_chat_id": chat.moved_to}
            raise RefusalError(
                400, "Bad Request: group chat was upgraded to a supergroup chat", parameters
            )
        if chat.status in ("kicked", "left"):
            why = "blocked by the user" if chat.is_private else "kicked from the group chat"
            raise RefusalError(403, f"Forbidden: bot was {why}")
        if thread is not None and thread not in chat.threads:
            raise bad_request("message thread not found")
        return chat

    def _own_message(self, chat: int | str | None, number: int | None) -> JSON:
        if chat is None or number is None:
            raise bad_request("message identifier is not specified")
        message = self._writable(chat, None).messages.get(number)
        if message is None:
            raise bad_request("message to edit not found")
        if message["from"]["id"] != self.world.bot["id"]:
            raise bad_request("message can't be edited")
        return message

    def _text(self, source: str, mode: object, limit: int) -> tuple[str, list[JSON]]:
        if mode not in ("HTML", None) and not type(mode).__name__ == "Default":
            raise bad_request(f"unsupported parse_mode {mode}")
        text, entities = parse_html(source) if mode == "HTML" else (source.rstrip(), ())
        if not text.strip():
            raise bad_request("message text is empty")
        if utf16(text) > limit:
            raise bad_request("message is too long")
        return text, [entity.as_dict() for entity in entities]

    def _replied(self, chat: Chat, parameters: Any) -> JSON | None:
        if parameters is None:
            return None
        message = chat.messages.get(parameters.message_id)
        if message is None and parameters.allow_sending_without_reply is not True:
            raise bad_request("message to be replied not found")
        if message and parameters.quote and parameters.quote not in message.get("text", ""):
            raise bad_request("QUOTE_TEXT_INVALID")
        return message

    def _count(self, chat: Chat) -> None:
        now = time.monotonic()
        chat.sent_at = [at for at in chat.sent_at if now - at < GROUP_WINDOW] + [now]
        if self.flood_control and not chat.is_private and len(chat.sent_at) > GROUP_LIMIT:
            chat.sent_at.pop()
            wait = int(GROUP_WINDOW - (now - chat.sent_at[0])) + 1
            raise too_many(wait)

    @staticmethod
    def _set_markup(message: JSON, markup: JSON | None) -> None:
        message.pop("reply_markup", None)
        if markup is not None:
            message["reply_markup"] = markup


def too_many(wait: int) -> RefusalError:
    """Return the refusal of flood control."""
    description = f"Too Many Requests: retry after {wait}"
    return RefusalError(429, description, {"retry_after": wait})


def _not_modified() -> RefusalError:
    return bad_request(
        "message is not modified: specified new message content and reply markup are exactly "
        "the same as a current content and reply markup of the message"
    )


def _plain(model: BaseModel) -> JSON:
    return model.model_dump(exclude_none=True, exclude_defaults=True, mode="json")
