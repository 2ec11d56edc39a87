"""The connection to the database, and its migrations."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.errors import SettingsError

DRIVER_END_SECONDS = 0.1
MIGRATION_LOCK = 0x63697479
MIGRATIONS = Path(__file__).parent / "migrations"


def default_url(home: Path) -> str:
    """Return the address of the SQLite database in a home, which is made where missing."""
    home.mkdir(parents=True, exist_ok=True)
    return f"sqlite+aiosqlite:///{home / 'conversations.sqlite3'}"


def open_engine(url: str) -> AsyncEngine:
    """Return an engine for an address.

    Raises:
        SettingsError: the address can't be used, or its driver is missing.
    """
    try:
        engine = create_async_engine(make_url(url), pool_pre_ping=not url.startswith("sqlite"))
    except (ArgumentError, SQLAlchemyError, ModuleNotFoundError, ValueError) as error:
        # The address may hold a password: only the kind of trouble is named.
        raise SettingsError(
            f"CITYBOT_DATABASE_URL can't be used ({type(error).__name__}): give an address such "
            "as postgresql+asyncpg://user:password@host/name, and install its driver."
        ) from None
    if engine.dialect.name == "sqlite":
        event.listen(engine.sync_engine, "connect", _tune_sqlite)
    return engine


def _tune_sqlite(connection: Any, _: object) -> None:
    cursor = connection.cursor()
    # Readers go on while one writes; a crash of the machine may cost the last moments only.
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA busy_timeout=5000")
    # What is forgotten is overwritten, not merely unlinked.
    cursor.execute("PRAGMA secure_delete=ON")
    cursor.close()


async def migrate(engine: AsyncEngine) -> None:
    """Bring the tables to the newest revision.

    Raises:
        SettingsError: the database can't be reached or written.
    """
    try:
        async with engine.begin() as connection:
            await connection.run_sync(_upgrade)
    except (SQLAlchemyError, OSError) as error:
        await engine.dispose()
        # The driver's thread tells the loop that it ended: the loop must still be there.
        await asyncio.sleep(DRIVER_END_SECONDS)
        raise SettingsError(
            f"The database can't be opened ({type(error).__name__}): check CITYBOT_DATABASE_URL "
            "and that its folder or server can be written to."
        ) from None


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    if connection.dialect.name == "postgresql":
        # Several bots that start together take turns; the lock ends with the transaction.
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": MIGRATION_LOCK})
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
