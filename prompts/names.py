"""Names of places inside French sentences."""

from __future__ import annotations

import re

ELIDES = re.compile(r"[aeiouàâäæéèêëîïôöœùûü]|y(?![aeiou])", re.IGNORECASE)


def of_city(name: str) -> str:
    """Return "de" with a city's name: de Viborg, d’Anvers, du Cap, des Ulis, de La Haye."""
    if name.startswith("Le "):
        return f"du {name.removeprefix('Le ')}"
    if name.startswith("Les "):
        return f"des {name.removeprefix('Les ')}"
    return f"d’{name}" if ELIDES.match(name) else f"de {name}"
