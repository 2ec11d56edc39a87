"""Names of cities and countries, and where a question says them."""

from knowledge.places.index import PlaceIndex
from knowledge.places.mentions import AbsentCity, CityMention, CountryMention, Mentions

__all__ = ["AbsentCity", "CityMention", "CountryMention", "Mentions", "PlaceIndex"]
