"""The bot in Telegram: the only part that knows python-telegram-bot."""

import os

# Its way to ask for durations as such now, instead of a warning at each one.
os.environ.setdefault("PTB_TIMEDELTA", "1")
