"""Profiles of cities, real and invented, for the tests of places."""

from knowledge.models import Profile


def profile(slug: str, city: str, country: str | None) -> Profile:
    """Make a profile that says nothing but its city."""
    return Profile(
        slug=slug,
        title=f"{city}, {country}",
        city=city,
        country=country,
        url=None,
        retrieved=None,
        source=f"{slug}.txt",
        source_sha256="0" * 64,
        text="",
    )


PROFILES = {
    made.slug: made
    for made in (
        profile("viborg", "Viborg", "Denmark"),
        profile("viborg-fr", "Viborg", "Danemark"),
        profile("aarhus", "Aarhus", "Denmark"),
        profile("copenhagen", "Copenhague", "Danemark"),
        profile("antwerp", "Antwerp", "Belgium"),
        profile("vilvoorde", "Vilvoorde", "Belgique"),
        profile("mechelen", "Mechelen", "Belgium"),
        profile("ghent", "Gent", "Belgium"),
        profile("cape-town", "Cape Town", "South Africa"),
        profile("the-hague", "The Hague", "Netherlands"),
        profile("le-havre", "Le Havre", "France"),
        profile("nice", "Nice", "France"),
        profile("tours", "Tours", "France"),
        profile("reading", "Reading", "United Kingdom"),
        profile("london", "London", "United Kingdom"),
        profile("tripoli-lb", "Tripoli", "Lebanon"),
        profile("tripoli-ly", "Tripoli", "Libye"),
        profile("saint-denis", "Saint-Denis", "France"),
        profile("kumanovo", "Kumanovo", "North Macedonia"),
        profile("testville", "Testville", "Exempleland"),
        profile("ville-exemple", "Ville-Exemple", "France"),
    )
}
