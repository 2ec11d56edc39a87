"""``python -m bot.cli``: the command where no script is installed."""

import sys

from bot.cli.main import main

sys.exit(main())
