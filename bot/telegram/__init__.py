"""The bot in Telegram: the only part that knows python-telegram-bot."""
