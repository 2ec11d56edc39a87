"""What the server knows: people, chats, messages, files and the updates that wait for the bot."""

from __future__ import annotations

import asyncio
import copy
import itertools
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.telegram_server.markup import utf16
from tests.telegram_server.requests import check_update

JSON = dict[str, Any]
COMMAND = re.compile(r"(?<!\S)/[A-Za-z0-9_]{1,32}(?:@[A-Za-z0-9_]+)?")
MENTION = re.compile(r"(?<!\w)@[A-Za-z0-9_]{4,32}")
NOT_BY_DEFAULT = {"chat_member", "message_reaction", "message_reaction_count"}


@dataclass(slots=True)
class Chat:
    """A chat with all that was said in it.

    Attributes:
        fields: the chat as the Bot API writes it.
        status: of the bot in it ("member", "kicked", "left").
        threads: topics that exist, in a forum.
        moved_to: the supergroup that this group became.
    """

    fields: JSON
    status: str = "member"
    messages: dict[int, JSON] = field(default_factory=dict)
    threads: set[int] = field(default_factory=set)
    moved_to: int | None = None
    last_was_bot: bool = False
    actions: list[str] = field(default_factory=list)
    sent_at: list[float] = field(default_factory=list)

    @property
    def id(self) -> int:
        """Return the chat's identifier."""
        return int(self.fields["id"])

    @property
    def is_private(self) -> bool:
        """Tell whether the chat is with one person."""
        return bool(self.fields["type"] == "private")


@dataclass(slots=True)
class Waiting:
    """An update in the queue of the bot."""

    update: JSON
    delivered: bool = False


def person(identifier: int, language: str | None = "fr") -> JSON:
    """Return a person as the Bot API writes one."""
    fields: JSON = {"id": identifier, "is_bot": False, "first_name": f"Person {identifier}"}
    return fields | ({"language_code": language} if language else {})


class World:
    """People and chats around one bot."""

    def __init__(self, *, privacy: bool = True, username: str = "city_test_bot") -> None:
        self.privacy = privacy
        self.bot: JSON = {
            "id": 4242,
            "is_bot": True,
            "first_name": "City bot",
            "username": username,
            "can_join_groups": True,
            "can_read_all_group_messages": not privacy,
            "supports_inline_queries": True,
        }
        self.chats: dict[int, Chat] = {}
        self.files: dict[str, tuple[str, bytes, int]] = {}
        self.queue: list[Waiting] = []
        self.allowed: set[str] | None = None
        self.changed = asyncio.Condition()
        self._updates = itertools.count(1000)
        self._shared_ids = itertools.count(1)
        self._own_ids: dict[int, Iterator[int]] = {}
        self._queries = itertools.count(1)
        self.pending_callbacks: set[str] = set()
        self.pending_inline: set[str] = set()

    @property
    def bot_user(self) -> JSON:
        """Return the bot as it appears in messages."""
        return {key: self.bot[key] for key in ("id", "is_bot", "first_name", "username")}

    # Chats ------------------------------------------------------------------------------------

    def private(self, who: JSON) -> Chat:
        """Return the private chat of a person, open to the bot."""
        fields = {"id": who["id"], "type": "private", "first_name": who["first_name"]}
        return self.chats.setdefault(int(who["id"]), Chat(fields))

    def group(
        self, identifier: int, *, kind: str = "group", threads: set[int] | None = None
    ) -> Chat:
        """Return a group or supergroup; with topics where threads are given."""
        fields: JSON = {"id": identifier, "type": kind, "title": f"Group {-identifier}"}
        if threads:
            fields["is_forum"] = True
        return self.chats.setdefault(identifier, Chat(fields, threads=set(threads or ())))

    def next_message_id(self, chat: Chat) -> int:
        """Return the next message number: shared by small chats, a supergroup's own otherwise."""
        if chat.fields["type"] == "supergroup":
            return next(self._own_ids.setdefault(chat.id, itertools.count(1)))
        return next(self._shared_ids)

    # What people do ---------------------------------------------------------------------------

    async def say(
        self,
        chat: Chat,
        who: JSON,
        text: str | None = None,
        *,
        reply_to: int | None = None,
        thread: int | None = None,
        **content: Any,
    ) -> JSON:
        """Let a person write, and return the message."""
        message = self.message(chat, who, text, thread=thread, **content)
        if reply_to is not None:
            message["reply_to_message"] = shallow(chat.messages[reply_to])
        if self._reaches_bot(chat, message):
            await self.push("message", message)
        chat.last_was_bot = False
        return message

    def message(
        self, chat: Chat, who: JSON, typed: str | None, *, thread: int | None = None, **content: Any
    ) -> JSON:
        """Return a new message of the chat, numbered and kept."""
        message: JSON = {
            "message_id": self.next_message_id(chat),
            "date": int(time.time()),
            "chat": chat.fields,
            "from": who,
            **content,
        }
        if typed is not None:
            message["text"] = typed
            if entities := list(text_entities(typed)):
                message["entities"] = entities
        if thread is not None:
            message |= {"message_thread_id": thread, "is_topic_message": True}
        chat.messages[message["message_id"]] = message
        return message

    async def edit(self, chat: Chat, message_id: int, text: str) -> None:
        """Let a person change what they wrote."""
        message = chat.messages[message_id]
        message.pop("entities", None)
        message |= {"text": text, "edit_date": int(time.time())}
        if entities := list(text_entities(text)):
            message["entities"] = entities
        if self._reaches_bot(chat, message):
            await self.push("edited_message", copy.deepcopy(message))

    async def press(self, chat: Chat, who: JSON, message_id: int, data: str) -> str:
        """Let a person tap a button, and return the query's id."""
        query = f"query-{next(self._queries)}"
        self.pending_callbacks.add(query)
        callback = {"id": query, "from": who, "chat_instance": str(chat.id), "data": data}
        await self.push("callback_query", callback | {"message": chat.messages[message_id]})
        return query

    async def ask_inline(self, who: JSON, text: str, offset: str = "") -> str:
        """Let a person type an inline query, and return its id."""
        query = f"inline-{next(self._queries)}"
        self.pending_inline.add(query)
        fields = {"id": query, "from": who, "query": text, "offset": offset, "chat_type": "sender"}
        await self.push("inline_query", fields)
        return query

    async def change_membership(self, chat: Chat, who: JSON, status: str) -> None:
        """Let a person block, add or remove the bot."""
        old, chat.status = chat.status, status
        change = {
            "chat": chat.fields,
            "from": who,
            "date": int(time.time()),
            "old_chat_member": self._member(old),
            "new_chat_member": self._member(status),
        }
        await self.push("my_chat_member", change)

    async def migrate(self, group: Chat, identifier: int, who: JSON) -> Chat:
        """Turn a group into a supergroup."""
        new = self.group(identifier, kind="supergroup")
        group.moved_to = identifier
        await self.push("message", self.message(group, who, None, migrate_to_chat_id=identifier))
        await self.push("message", self.message(new, who, None, migrate_from_chat_id=group.id))
        return new

    def _member(self, status: str) -> JSON:
        member: JSON = {"user": self.bot_user}
        return member | {"status": status} | ({"until_date": 0} if status == "kicked" else {})

    def add_file(self, name: str, content: bytes, size: int | None = None) -> JSON:
        """Return a document that the bot can download."""
        identifier = f"file-{len(self.files) + 1}"
        size = len(content) if size is None else size
        self.files[identifier] = (f"documents/{identifier}", content, size)
        return {
            "file_id": identifier,
            "file_unique_id": f"u{identifier}",
            "file_name": name,
            "file_size": size,
        }

    # Updates ----------------------------------------------------------------------------------

    def _reaches_bot(self, chat: Chat, message: JSON) -> bool:
        """Tell whether privacy mode lets a message through.

        Source: https://core.telegram.org/bots/features#privacy-mode
        """
        if chat.is_private or not self.privacy:
            return True
        if message.get("reply_to_message", {}).get("from", {}).get("id") == self.bot["id"]:
            return True
        name = f"@{self.bot['username']}".lower()
        for found in message.get("entities", ()):
            start, end = found["offset"], found["offset"] + found["length"]
            word = (
                message["text"].encode("utf-16-le")[start * 2 : end * 2].decode("utf-16-le").lower()
            )
            if found["type"] == "mention" and word == name:
                return True
            if found["type"] == "bot_command" and (
                word.endswith(name) or ("@" not in word and chat.last_was_bot)
            ):
                return True
        return "text" not in message

    async def push(self, kind: str, content: JSON) -> JSON:
        """Put an update in the queue, where the bot asked for its kind, and return it."""
        update = {"update_id": next(self._updates), kind: copy.deepcopy(content)}
        check_update(update)
        if self.allowed is None and kind in NOT_BY_DEFAULT:
            return update
        if self.allowed is None or kind in self.allowed:
            await self.redeliver(update)
        return update

    async def redeliver(self, update: JSON) -> None:
        """Put an update in the queue, whether or not it was there before."""
        async with self.changed:
            self.queue.append(Waiting(update))
            self.changed.notify_all()

    def confirm(self, offset: int) -> None:
        """Forget delivered updates below an offset."""
        self.queue = [
            item
            for item in self.queue
            if not (item.delivered and item.update["update_id"] < offset)
        ]


def shallow(message: JSON) -> JSON:
    """Return a message without the one it replied to, as Telegram nests them one deep."""
    return {k: v for k, v in message.items() if k != "reply_to_message"}


def text_entities(text: str) -> Iterator[JSON]:
    """Yield the commands and mentions that Telegram marks in what a person writes."""
    for kind, pattern in (("bot_command", COMMAND), ("mention", MENTION)):
        for match in pattern.finditer(text):
            yield {
                "type": kind,
                "offset": utf16(text[: match.start()]),
                "length": utf16(match[0]),
            }
