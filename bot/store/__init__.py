"""What the bot remembers of conversations, in SQLite or any database SQLAlchemy speaks to."""
