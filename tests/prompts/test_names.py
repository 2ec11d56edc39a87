"""Names in French sentences."""

from __future__ import annotations

import pytest

from prompts.names import of_city


@pytest.mark.parametrize(
    ("name", "phrase"),
    [
        ("Viborg", "de Viborg"),
        ("Anvers", "d’Anvers"),
        ("Évry", "d’Évry"),
        ("Ypres", "d’Ypres"),
        ("Yaoundé", "de Yaoundé"),
        ("Le Cap", "du Cap"),
        ("Les Ulis", "des Ulis"),
        ("La Haye", "de La Haye"),
    ],
)
def test_de_elides_and_contracts(name: str, phrase: str) -> None:
    """Vowels elide, masculine and plural articles contract, the feminine one stays."""
    assert of_city(name) == phrase
