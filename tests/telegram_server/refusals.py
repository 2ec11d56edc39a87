"""What the server says no with."""

from __future__ import annotations


class RefusalError(Exception):
    """The server refuses a request, as Telegram would."""

    def __init__(
        self, code: int, description: str, parameters: dict[str, int] | None = None
    ) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def as_dict(self) -> dict[str, object]:
        """Return the refusal as the Bot API writes it."""
        body: dict[str, object] = {
            "ok": False,
            "error_code": self.code,
            "description": self.description,
        }
        if self.parameters:
            body["parameters"] = self.parameters
        return body


def bad_request(why: str) -> RefusalError:
    """Return the usual refusal: 400 with a reason."""
    return RefusalError(400, f"Bad Request: {why}")
