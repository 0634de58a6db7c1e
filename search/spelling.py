"""Nynorsk spelling brought to Bokmål's, so that both written standards give the same stems.

A small reviewed table of regular spellings only. Words that merely mean the same stand in the word list.
"""

from __future__ import annotations

import re

# Wherever the letters stand in a word, parts of compounds included.
ANYWHERE = {
    "heime": "hjemme",
    "heim": "hjem",
    "sjuk": "syk",
    "tenest": "tjenest",
    "hjart": "hjert",
    "rettleiing": "veiledning",
    "rettlei": "veiled",
    "vegleiing": "veiledning",
    "løysing": "løsning",
    "løys": "løs",
    "verksemd": "virksomhet",
    "heilskap": "helhet",
    "utgrei": "utred",
    "tilbod": "tilbud",
    "tryggleik": "trygghet",
    "rådgjev": "rådgiv",
    "utanforskap": "utenforskap",
    "einsemd": "ensomhet",
    "spørjeskjema": "spørreskjema",
    "brukar": "bruker",
    "pleiar": "pleier",
    "eigen": "egen",
    "eigar": "eier",
    "leiing": "ledelse",
    "leiar": "leder",
    "kjensl": "følels",
    "røynsl": "erfaring",
    "deltaking": "deltakelse",
    "samanlikn": "sammenlign",
    "fråver": "fravær",
    "overvak": "overvåk",
    "meistr": "mestr",
    "søkjar": "søker",
    "naudsynt": "nødvendig",
    "lærar": "lærer",
    "tilvising": "henvisning",
    "tilskot": "tilskudd",
    "tilsett": "ansatt",
    "pårørand": "pårørend",
    "undersøking": "undersøkelse",
    "oppleving": "opplevelse",
    "forståing": "forståelse",
    "innlegging": "innleggelse",
    "utskriving": "utskrivning",
    "forsking": "forskning",
    "medverknad": "medvirkning",
    "medverk": "medvirk",
    "påverk": "påvirk",
    "verknad": "virkning",
    "førebygg": "forebygg",
    "føremål": "formål",
    "retningsline": "retningslinje",
    "rekneskap": "regnskap",
    "framand": "fremmed",
    "auk": "øk",
    "kvardag": "hverdag",
    "eining": "enhet",
    "utvalg": "utvalg",  # or the next would make it «utvalgg»
    "utval": "utvalg",
    "framtid": "fremtid",
}
# Only at the beginning of a word.
AT_THE_BEGINNING = {
    "born": "barn",
    "heil": "hel",
    "vidar": "vider",
    "tidleg": "tidlig",
    "dagleg": "daglig",
    "fleir": "fler",
    "moglegheit": "mulighet",
    "mogleg": "mulig",
    "sjølv": "selv",
    "saman": "sammen",
    "utan": "uten",
    "veke": "uke",
    "køyr": "kjør",
    "høyr": "hør",
    "synleg": "synlig",
    "låg": "lav",
    "høg": "høy",
    "kjelde": "kilde",
    "eigna": "egnet",
    "offentleg": "offentlig",
    "menneskj": "mennesk",
    "fram": "frem",
}
VALG = frozenset({"val", "valet", "vala", "valfri"})
# Only at the end.
ENDINGS = {"leikar": "heter", "leik": "het", "heit": "het", "lege": "lige", "leg": "lig", "semd": "somhet"}

_anywhere = re.compile("|".join(ANYWHERE))
_beginning = re.compile("^(?:" + "|".join(AT_THE_BEGINNING) + ")")
_ending = re.compile("(?:" + "|".join(ENDINGS) + ")$")


def as_bokmaal(word: str) -> str:
    """The word as Bokmål spells it; a word of Bokmål is left as it is, but for the few that look like Nynorsk."""
    if word in VALG:
        return f"valg{word[3:]}"
    word = _anywhere.sub(lambda found: ANYWHERE[found.group()], word)
    word = _beginning.sub(lambda found: AT_THE_BEGINNING[found.group()], word)
    return _ending.sub(lambda found: ENDINGS[found.group()], word)
