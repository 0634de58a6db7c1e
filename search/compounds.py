"""Norwegian compounds taken apart: «hjemmeblodtrykksmåling» is about «hjemme», «blodtrykk» and «måling». Pure.

The parts are words of simplemma's lexicons (nb and nn, as installed, MIT), of the hub's own word lists, and of a
reviewed list of short ones. The cut with the fewest parts wins, own words first.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from functools import cache

from simplemma.strategies.dictionaries import DefaultDictionaryFactory

from search.stopwords import words_of

SHORTEST = 4  # letters of a part that any lexicon may vouch for
LONGEST = 24
LINKS = ("", "s", "e")
OWN, FOREIGN, LINKED = 10, 12, 1  # costs
REMEMBERED = 200_000  # words; readers may ask for anything, so what is remembered must end somewhere
# Parts of three letters that occur in compounds of this field; all others are more often an accident.
SHORT_PARTS = words_of("""
    app akt bad bil dag egg fag fot før gen hud hus kur lab lag lek liv lov lån løp mal mat mor mål nav nær nød ord
    råd sak sår søk syk syn tid ung vei vår web øye øre ønh øst
""")
# Words that look like compounds and are none, or that lose their meaning in pieces.
WHOLE = words_of("""
    behandling forskning erfaring oppfølging gjennomføring innføring opplæring utprøving kommune kommunal samarbeid
    samhandling tilskudd pasient sykehus sjukehus helsefellesskap organisasjon medisin innovasjon konferanse
    veiledning rettleiing erfaringer kompetanse deltakelse virksomhet kunnskap trygghet forebygging henvisning
    medisinering forankring utanforskap utenforskap beredskap sammenheng samanheng utdanning utvikling beslutning
    kartlegging overvåking registrering avstand rehabilitering habilitering
""")


@cache
def lexicons() -> tuple[Container[str], ...]:
    """The words that are known of Norwegian; a second to load, once in a process."""
    factory = DefaultDictionaryFactory()
    return factory.get_dictionary("nb"), factory.get_dictionary("nn")


class Splitter:
    """Takes compounds apart.

    Args:
        own: Words of the hub, that are parts before all others.
        foreign: Lexicons; those of Norwegian when left out.
    """

    def __init__(self, own: Iterable[str] = (), foreign: tuple[Container[str], ...] | None = None):
        self.own = frozenset(own)
        self.foreign = lexicons() if foreign is None else foreign
        self._known: dict[str, tuple[str, ...]] = {}

    def parts(self, word: str) -> tuple[str, ...]:
        """The parts of a compound in lower case, without the letters that link them; none for any other word."""
        found = self._known.get(word)
        if found is None:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            found = self._known[word] = self._cut(word) if self._may_be_compound(word) else ()
        return found

    def _may_be_compound(self, word: str) -> bool:
        return len(word) >= 2 * SHORTEST - 1 and word.isalpha() and word not in WHOLE

    def _cost(self, part: str) -> int | None:
        """What a part costs; None for what is no word."""
        if part in self.own or part in SHORT_PARTS:
            return OWN
        if len(part) >= SHORTEST and any(part in lexicon for lexicon in self.foreign):
            return FOREIGN
        return None

    def _part(self, piece: str, *, last: bool) -> tuple[int, str] | None:
        """The cheapest reading of a piece: cost and part."""
        best = None
        for link in ("",) if last else LINKS:
            part = piece[: len(piece) - len(link)] if piece.endswith(link) else ""
            cost = self._cost(part) if part else None
            if cost is not None and (best is None or cost + LINKED * bool(link) < best[0]):
                best = cost + LINKED * bool(link), part
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
                if part and (best[end] is None or before[0] + part[0] < best[end][0]):  # type: ignore[index]
                    best[end] = before[0] + part[0], (*before[1], part[1])
        return best[length][1] if best[length] else ()  # type: ignore[index]
