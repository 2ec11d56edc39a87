"""A strict Bot API server on this machine: it refuses what Telegram refuses.

Its reading of Telegram HTML shares no code with the bot; requests are checked against aiogram's
models, which others wrote.
"""
