"""Alembic's migrations, run when the bot starts."""
