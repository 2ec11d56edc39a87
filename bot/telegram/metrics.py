"""Counts and times, for Prometheus; none of them tells who asked what."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Metrics:
    """The bot's figures in a registry of their own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.replies = Counter(
            "citybot_replies",
            "Replies sent, by kind and language.",
            ("kind", "language"),
            registry=self.registry,
        )
        self.updates = Counter(
            "citybot_updates", "Updates handled, by kind.", ("kind",), registry=self.registry
        )
        self.errors = Counter(
            "citybot_errors", "Handlers that failed, by error.", ("error",), registry=self.registry
        )
        self.feedback = Counter(
            "citybot_feedback", "Replies rated, by usefulness.", ("useful",), registry=self.registry
        )
        self.answering = Histogram(
            "citybot_answering_seconds",
            "From a question to its reply, before it is sent.",
            buckets=SECONDS,
            registry=self.registry,
        )

    def exposition(self) -> bytes:
        """Return the figures in Prometheus's text format."""
        return generate_latest(self.registry)
