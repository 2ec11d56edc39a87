"""The database and its migrations."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, inspect

from bot.errors import SettingsError
from bot.store.database import default_url, migrate, open_engine
from bot.store.tables import Base


async def test_the_migrations_make_the_tables_of_the_code(url: str) -> None:
    """Compared with the models, nothing is missing and nothing too many; twice is once."""
    engine = open_engine(url)
    await migrate(engine)
    await migrate(engine)

    def differences(connection: Connection) -> list[object]:
        found = inspect(connection).get_table_names()
        assert set(found) == {*Base.metadata.tables, "alembic_version"}
        return list(compare_metadata(MigrationContext.configure(connection), Base.metadata))

    async with engine.connect() as connection:
        assert await connection.run_sync(differences) == []
    await engine.dispose()


async def test_the_migrations_go_back(url: str) -> None:
    """Down to nothing."""
    from alembic import command
    from alembic.config import Config

    from bot.store.database import MIGRATIONS

    engine = open_engine(url)
    await migrate(engine)

    def downgrade(connection: Connection) -> list[str]:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.set_main_option("path_separator", "os")
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
        return inspect(connection).get_table_names()

    async with engine.begin() as connection:
        assert await connection.run_sync(downgrade) == ["alembic_version"]
    await engine.dispose()


@pytest.mark.parametrize(
    "address",
    [
        "nonsense",
        "dance+tango://user:secret-word@host/x",
        "postgresql+nodriver://u:secret-word@h/x",
    ],
)
def test_an_address_that_cannot_be_used_is_refused_without_its_password(address: str) -> None:
    """The message names the setting and an example."""
    with pytest.raises(SettingsError, match="CITYBOT_DATABASE_URL can't be used") as caught:
        open_engine(address)
    assert "secret-word" not in str(caught.value)


async def test_a_database_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    """A folder that does not exist."""
    engine = open_engine(f"sqlite+aiosqlite:///{tmp_path / 'none' / 'x.sqlite3'}")
    with pytest.raises(SettingsError, match="can't be opened"):
        await migrate(engine)
    await engine.dispose()


def test_the_default_is_in_the_home(tmp_path: Path) -> None:
    """The home is made where it is missing."""
    url = default_url(tmp_path / "new")
    assert url.endswith("new/conversations.sqlite3")
    assert (tmp_path / "new").is_dir()
