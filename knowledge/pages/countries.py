"""Names of countries in French and English, brought to the English one."""

from __future__ import annotations

from knowledge.pages.labels import fold

_NAMES = """
Albania=Albanie;Algeria=Algérie;Argentina=Argentine;Australia=Australie;Austria=Autriche;Bangladesh=Bangladesh;
Belgium=Belgique;Benin=Bénin;Bosnia and Herzegovina=Bosnie-Herzégovine;Brazil=Brésil;Bulgaria=Bulgarie;
Burkina Faso=Burkina Faso;Cameroon=Cameroun;Canada=Canada;Chad=Tchad;Colombia=Colombie;Croatia=Croatie;
Czechia=Tchéquie,République tchèque,Czech Republic;Denmark=Danemark;Egypt=Égypte;Estonia=Estonie;
Finland=Finlande;France=France;Georgia=Géorgie;Germany=Allemagne;Ghana=Ghana;Greece=Grèce;Hungary=Hongrie;
Iceland=Islande;India=Inde;Indonesia=Indonésie;Iraq=Irak;Ireland=Irlande;Israel=Israël;Italy=Italie;
Ivory Coast=Côte d’Ivoire;Japan=Japon;Jordan=Jordanie;Kazakhstan=Kazakhstan;Kenya=Kenya;Kosovo=Kosovo;
Kyrgyzstan=Kirghizistan;Latvia=Lettonie;Lebanon=Liban;Libya=Libye;Lithuania=Lituanie;Luxembourg=Luxembourg;
Mali=Mali;Malta=Malte;Mauritania=Mauritanie;Mexico=Mexique;Moldova=Moldavie;Montenegro=Monténégro;
Morocco=Maroc;Netherlands=Pays-Bas,The Netherlands;New Zealand=Nouvelle-Zélande;Niger=Niger;Nigeria=Nigéria;
North Macedonia=Macédoine du Nord;Norway=Norvège;Pakistan=Pakistan;Poland=Pologne;Portugal=Portugal;
Romania=Roumanie;Senegal=Sénégal;Serbia=Serbie;Slovakia=Slovaquie;Slovenia=Slovénie;Somalia=Somalie;
South Africa=Afrique du Sud;Spain=Espagne;Sri Lanka=Sri Lanka;Sweden=Suède;Switzerland=Suisse;Tanzania=Tanzanie;
Togo=Togo;Tunisia=Tunisie;Turkey=Turquie,Türkiye;Uganda=Ouganda;Ukraine=Ukraine;
United Kingdom=Royaume-Uni,UK,Great Britain,Grande-Bretagne,England,Angleterre,Scotland,Wales;
United States=États-Unis,USA,United States of America,U.S.
"""
_BY_NAME = {
    fold(name): english
    for entry in _NAMES.replace("\n", "").split(";")
    for english in [entry.split("=")[0]]
    for name in (english, *entry.split("=")[1].split(","))
}


def country_named(text: str) -> str | None:
    """Return the English name of the country a text names, None where it names none.

    >>> country_named("Danemark"), country_named("Viborg")
    ('Denmark', None)
    """
    return _BY_NAME.get(fold(text))
