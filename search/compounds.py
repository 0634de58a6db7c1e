"""Norwegian compounds taken apart: «hjemmeblodtrykksmåling» is about «hjemme», «blodtrykk» and «måling». Pure.

The parts are words of simplemma's lexicons (nb and nn, as installed, MIT), of the hub's own word lists, and of a
reviewed list of short ones. The cut with the fewest parts wins, own words first. What a lexicon knows as a form of
another word is cut as that word is, so that no ending becomes a part: «tjenesten» is no «tjene» and «sten».
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from simplemma.strategies.dictionaries import DefaultDictionaryFactory

from search.stopwords import words_of

SHORTEST = 4  # letters of a part that any lexicon may vouch for
LONGEST = 24
LINKS = {"": 0, "s": 0, "e": 1}  # letters between parts, with what they cost: «s» is more often a link than an ending
OWN, FOREIGN, STARTS_WITH_LINK = 10, 12, 4  # costs
REMEMBERED = 200_000  # words; readers may ask for anything, so what is remembered must end somewhere
# Parts of three letters that occur in compounds of this field; all others are more often an accident.
SHORT_PARTS = words_of("""
    app bad bil dag egg fag fot gen hud hus lab lag lek liv lov lån løp mal mat mor mål nav nær nød ord
    råd sak sår søk syk syn tid ung vei vår web øye øre ønh øst
""")
# Words that occur within others by accident, or there say nothing of their own: prefixes, endings, look-alikes.
NEVER = words_of("""
    over under fore føre gjennom videre vider vidare vidar tilbake sammen saman etter mellom hver kvar andre
    ende ring ting skap leik stikk heten heter heta heit ingen inga inger sjon sion este ester sten stene ster elle
    orter oller alen aler alene lene lane esker eske mere arar ande skje akar tisk tikk taka
    kont regi spørs systema logi ordi krite ambuler till forn øyde ehelse ebehandling esykehus enter hets nester
""")
# Words that look like compounds and are none, or that lose their meaning in pieces.
WHOLE = words_of("""
    behandling forskning erfaring oppfølging gjennomføring innføring opplæring utprøving kommune kommunal samarbeid
    samhandling tilskudd pasient sykehus sjukehus helsefellesskap organisasjon medisin innovasjon konferanse
    veiledning rettleiing erfaringer kompetanse deltakelse virksomhet kunnskap trygghet forebygging henvisning
    medisinering forankring utanforskap utenforskap beredskap sammenheng samanheng utdanning utvikling beslutning
    kartlegging overvåking registrering avstand rehabilitering habilitering

    avgjørelse bærekraft deltaking deltaker deltakar egenskap eigenskap fellesskap forutsetning fortsette forteller
    framdrift framtid fremdrift fremtid fullstendig fylkesmann grunnlag halvpart kartlegge kontakt kontroll kransåre
    leverandør livsstil mangelfull midlertidig mottaker mottakar måltid nettverk organisering personvern planlegge
    planlegging planleggje plattform retningslinje retningsline rettlei rettleia rettleidd rettleie rettleiar
    rettleier samtidig sannsynlig selvstendig sektor sentral sjekkliste sjukepleie sjukepleiar sjukepleier stadfeste
    stedfeste sykepleie sykepleier tidspunkt tidsskrift tjeneste teknologi utgangspunkt veilede veileder veikart
    verksted verktøy øremerke spørsmål fortsatt planlagt planlagd sanntid grunngiving bærekraftig beskrive
    beskriving beskrivelse beslutningstaker

    akershus badalona finnmark finnsnes gardermoen grimstad hanshaugen helgeland holmestrand kongsberg kongsvinger
    kvænangen lovisenberg målselv nordland nordreisa sandefjord stavanger storfjord sunnfjord telemark ullensaker
    eigersund sjælland vesterålen vestfold vestland vestlandet østfold østlandet sørlandet
""")
# Endings that a part is linked to the next one by «s» after, so that «samarbeidsparter» are no «sparter».
LINKED_BY_S = re.compile("(?:ing|het|heit|skap|sjon|dom|tet|leik|eid|drift)$")


@cache
def lexicons() -> tuple[Mapping[str, str], ...]:
    """The words that are known of Norwegian, with their dictionary forms; a second to load, once in a process."""
    factory = DefaultDictionaryFactory()
    return factory.get_dictionary("nb"), factory.get_dictionary("nn")


class Splitter:
    """Takes compounds apart.

    Args:
        own: Words of the hub, that are parts before all others.
        foreign: Lexicons, word to dictionary form; those of Norwegian when left out.
    """

    def __init__(self, own: Iterable[str] = (), foreign: tuple[Mapping[str, str], ...] | None = None):
        self.own = frozenset(own)
        self.foreign = lexicons() if foreign is None else foreign
        self._known: dict[str, tuple[str, ...]] = {}

    def parts(self, word: str) -> tuple[str, ...]:
        """The parts of a compound in lower case, without the letters that link them; none for any other word."""
        found = self._known.get(word)
        if found is None:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            found = self._known[word] = self._parts(word)
        return found

    def _parts(self, word: str) -> tuple[str, ...]:
        base = self.base(word)
        return self._cut(base) if self._may_be_compound(word) and self._may_be_compound(base) else ()

    def base(self, word: str) -> str:
        """The dictionary form of a word; itself when no lexicon knows it, or knows it as a form of quite another."""
        known = (lexicon.get(word, "") for lexicon in self.foreign)
        return next((base for base in known if base[:SHORTEST] == word[:SHORTEST]), word)

    def _may_be_compound(self, word: str) -> bool:
        return len(word) >= 2 * SHORTEST - 1 and word.isalpha() and word not in WHOLE

    def _cost(self, part: str) -> int | None:
        """What a part costs; None for what is no word."""
        if part in NEVER:
            return None
        if part in self.own or part in SHORT_PARTS or part in WHOLE:
            return OWN
        if len(part) >= SHORTEST and any(part in lexicon for lexicon in self.foreign):
            return FOREIGN
        return None

    def _part(self, piece: str, *, last: bool) -> tuple[int, str] | None:
        """The cheapest reading of a piece: cost and part."""
        best = None
        for link, extra in LINKS.items():
            part = piece[: len(piece) - len(link)] if piece.endswith(link) else ""
            cost = self._cost(part) if part and not (last and link) else None
            if cost is not None and (best is None or cost + extra <= best[0]):
                best = cost + extra, part
        return best

    def _cut(self, word: str) -> tuple[str, ...]:
        length = len(word)
        best: list[tuple[int, tuple[str, ...]] | None] = [None] * (length + 1)
        best[0] = 0, ()
        for end in range(3, length + 1):
            for start in range(max(0, end - LONGEST), end - 2):
                before = best[start]
                if before is None or (start == 0 and end == length):
                    continue
                part = self._part(word[start:end], last=end == length)
                if part is None:
                    continue
                cost = before[0] + part[0]
                if word[start] == "s" and before[1] and LINKED_BY_S.search(before[1][-1]):
                    cost += STARTS_WITH_LINK
                if best[end] is None or cost < best[end][0]:  # type: ignore[index]
                    best[end] = cost, (*before[1], part[1])
        return best[length][1] if best[length] else ()  # type: ignore[index]
