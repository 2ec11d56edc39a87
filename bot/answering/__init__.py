"""From a question to a reply; knows no channel."""
