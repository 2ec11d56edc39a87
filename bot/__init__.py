"""Where people meet the bot: the command line, Telegram, and the answering behind both."""
