"""Words → stems, once, in Python, for documents and questions of every engine (decision 8). Pure.

Norwegian: Nynorsk spelling is brought to Bokmål's, then Snowball's stemmer twice, which joins what it otherwise keeps
apart («sykepleierne», «sykepleier»). English: Snowball's. Other languages are read as Norwegian: Danish and Swedish
come close enough. Measured: light stemmers and lemmas were no better.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import Stemmer

from search.spelling import as_bokmaal
from search.stopwords import STOPWORDS

# Change this with every change of what follows, of the splitter, of the bag's weights or of the tables: a system check
# then asks for a rebuild.
VERSION = "2"

ENGLISH, NORWEGIAN = "en", "nb"
SHORTEST_SECOND_STEM = 4
WORD = re.compile(r"\w+")
FOLDED = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "ö": "o", "ä": "ae"})
# Stems that Snowball keeps apart though they are one word: with another vowel, with and without «e», forms of verbs.
IRREGULAR = {
    "bøk": "bok", "tær": "tå", "ideer": "ide", "idé": "ide", "enh": "enhet", "usikr": "usikk",
    "enkl": "enkel", "trygt": "trygg", "raskt": "rask", "ulikt": "ulik", "svakt": "svak", "strengt": "streng",
    "brukt": "bruk", "målt": "mål", "fulgt": "følg", "prøvd": "prøv", "innført": "innfør", "undersøkt": "undersøk",
    "opplevd": "opplev", "planlagt": "planlegg", "planl": "planlegg", "kartl": "kartlegg", "kartlagt": "kartlegg",
    "beskrev": "beskriv", "beskrevn": "beskriv", "lært": "lær", "krevd": "krev", "valgt": "velg", "møtt": "møt",
    "søkt": "søk", "skrev": "skriv", "drev": "driv", "spart": "spar", "fortal": "fortell", "fortalt": "fortell",
    "videreført": "viderefør", "delt": "del", "vurdert": "vurder", "vokst": "voks",
}  # fmt: skip
# Endings that forms of one word keep: «sykdommer» («sykdom»), «helsesentre», «digitalt», «virtuelt».
LEFT = (
    (re.compile("mm$"), "m"),
    (re.compile("sentr?$"), "senter"),
    (re.compile("midl$"), "middel"),
    (re.compile("regl$"), "regel"),
    (re.compile("artikl$"), "artikkel"),
    (re.compile("eksempl$"), "eksempel"),
    (re.compile("(?<=..al|.bil)t$"), ""),
    (re.compile("ib(?:el|l)t?$"), "ibel"),
    (re.compile("(?<=[iu]el)t$"), "l"),
)
# Words that Snowball joins with others by accident: «kols» with «kollega», «fastlege» with «fast».
KEPT = {
    form: kept
    for kept, forms in {
        "kols": "kols kolsen",
        "demens": "demens demensen",
        "kollega": "kollega kollegaen kollegaer kollegaene kolleger kollegene kollegar kollegane",
        "kurs": "kurs kurset kursa kursene",
        "delta": "delta deltar deltok deltatt deltek",
        "tidlig": "tidlig tidlige tidligere tidligst tidligste tidleg tidlege tidlegare tidlegast tidlegaste",
        "uke": "uke uken uka uker ukene ukers veke veka veker vekene vekers",
        "vei": "vei veien veier veiene veg vegen vegar vegane",
        "år": "år året årets årene åra års",
        "varighet": "varighet varigheten varigheit",
        "prem": "prem prems",
        "prom": "prom proms",
    }.items()
    for form in forms.split()
}
PHYSICIAN = re.compile(
    r"((?:fast|barne|over|nett|sykehus|sjukehus|kommune|legevakt|legevakts|allmenn|turnus|tilsyns|avdelings|bydels"
    r"|primær|spesialist|syke|skips|distrikts|tann|bedrifts|sykehjems|skole|helsestasjons"
    r"|prosjekt|vakt|kvinne|øye)?lege)(?:n|r|ne|s|ns|rs)?|((?:.*)leg)(?:ar|ane)"
)
LEADER = re.compile(r"(\w*(?<!vei)leder)(?:e|en|ne|s|es|ens|nes|ar|ane)?")
COMPARED = re.compile("(?<=ig)(?:ere|ste?)$")  # «viktigere» as «viktig»

_norwegian = Stemmer.Stemmer("norwegian")
_english = Stemmer.Stemmer("english")


@dataclass(frozen=True)
class Token:
    """A word of a text in lower case, and where it stands in the text."""

    word: str
    start: int
    end: int

    @property
    def is_stopword(self) -> bool:
        """Whether it carries no subject."""
        return self.word in STOPWORDS


def tokens(text: str) -> list[Token]:
    """The words of a text. Positions count in the text as composed (NFC); see `composed`."""
    return [Token(found.group().lower(), *found.span()) for found in WORD.finditer(composed(text))]


def composed(text: str) -> str:
    """The text with each letter and its accents as one character."""
    return unicodedata.normalize("NFC", text)


def stemmer_of(language: str) -> str:
    """Which of the two stemmers reads a text in the language."""
    return ENGLISH if language == "en" else NORWEGIAN


@lru_cache(200_000)
def stem(word: str, language: str = NORWEGIAN) -> str:
    """The stem of a word in lower case."""
    if language == ENGLISH:
        return _english.stemWord(word)
    if word in KEPT:
        return KEPT[word]
    physician = PHYSICIAN.fullmatch(word)
    if physician:
        return physician[1] or f"{physician[2]}e"
    word = COMPARED.sub("", as_bokmaal(word))
    leader = LEADER.fullmatch(word)
    if leader:
        return leader[1]
    once = _norwegian.stemWord(word)
    twice = _norwegian.stemWord(once[:-1] if once.endswith("ern") else once)
    found = twice if len(twice) >= SHORTEST_SECOND_STEM else once
    for ending, other in LEFT:
        found = ending.sub(other, found)
    return IRREGULAR.get(found, found)


def folded(word: str) -> str:
    """The word without its Norwegian letters and accents, for readers whose keyboard lacks them."""
    bare = word.translate(FOLDED).replace("aa", "a")
    if bare.isascii():
        return bare
    return "".join(letter for letter in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(letter))
