"""Times side by side."""

from __future__ import annotations

from embeddings.training.speed import compare, time_encoder


def test_the_table_says_how_many_times() -> None:
    """Medians of both stand beside each other, with their ratio."""
    table = compare("other", lambda name: [1.0, 0.06, 9.0, 900] if name else [0.5, 0.01, 3.0, 300])
    assert "one query, ms" in table
    assert "10.00  60.00 (6.0 times)" in table
    assert "300.00  900.00 (3.0 times)" in table


def test_the_bundled_encoder_is_timed() -> None:
    """A process of its own reports four positive numbers."""
    values = time_encoder("")
    assert len(values) == 4
    assert min(values) > 0
