"""One experience as a house: the form says who, the windows how far, the attic whether it runs, the footing why.

A house is 48 units high above the ground; the buildings stand side by side, 2 units apart, from hospital to home.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from hub.drawing.footing import footing
from hub.drawing.svg import Path, Picture, number, scaled
from hub.enums import OrganisationKind, Phase, ServiceStatus

HOSPITALS: frozenset[str] = frozenset({OrganisationKind.HELSEFORETAK, OrganisationKind.REGIONALT_HELSEFORETAK})
RUNNING = frozenset({ServiceStatus.I_DRIFT, ServiceStatus.VIDEREFORT})
UNDER_WAY = tuple(phase for phase in Phase if phase != Phase.AVSLUTTET)
"""Phases in order: a house in the nth has n of its six windows lit."""

ABOVE_GROUND, WITH_FOOTING, GROUND = 48, 68, 49
MARGIN, GAP, BEYOND = 1, 2, 300
WINDOW, ROWS = "h6v5.5h-6z", (39, 30.5, 22)


@dataclass(frozen=True)
class HouseFacts:
    """All a house is drawn from: ids of closed vocabularies and one count, exactly as the page itself states them.

    `municipalities` is how many take part; `forms` are service forms, the main one first; `evidence` is the strongest
    among the results, planned ones left out (`hub.drawing.footing.strongest`). Empty means that the page does not say.
    """

    owner_kind: str = ""
    partner_kinds: tuple[str, ...] = ()
    municipalities: int = 0
    forms: tuple[str, ...] = ()
    phase: str = ""
    status: str = ""
    evidence: str = ""
    abroad: bool = False


class Variant(StrEnum):
    """Where a house stands, which decides its size and what belongs to the picture."""

    PORTRAIT = "portrait"
    ROW = "row"
    LEGEND = "legend"
    RELATED = "related"
    STREET = "street"
    LADDER = "ladder"
    SIGHT = "sight"
    NOTICE = "notice"


@dataclass(frozen=True)
class Frame:
    """`height` in pixels; whether ground and footing show, the ground runs on, and only the main building stands."""

    height: int
    grounded: bool = False
    wide_ground: bool = False
    alone: bool = False


FRAMES = {
    Variant.PORTRAIT: Frame(220, grounded=True, wide_ground=True),
    Variant.ROW: Frame(68, grounded=True),
    Variant.LEGEND: Frame(72, grounded=True),
    Variant.RELATED: Frame(44),
    Variant.STREET: Frame(42, alone=True),
    Variant.LADDER: Frame(76),
    Variant.SIGHT: Frame(190),
    Variant.NOTICE: Frame(130),
}


@dataclass(frozen=True)
class Building:
    """A block (hospital, flat roof) or a gable (everyone else), `left` units from the edge; windows in the main one."""

    left: int
    block: bool
    main: bool

    @property
    def width(self) -> int:
        """Units from wall to wall."""
        if not self.main:
            return 20
        return 28 if self.block else 30


@lru_cache(maxsize=1024)  # a street shows the same few houses at every view: 1 µs instead of 130
def house(facts: HouseFacts, variant: Variant = Variant.ROW) -> Picture:
    """Draw the facts for one place on the site. Unknown ids count as not stated, so old data never breaks a list."""
    frame = FRAMES[variant]
    buildings = _buildings(facts, alone=frame.alone)
    main = next(building for building in buildings if building.main)
    width = buildings[-1].left + buildings[-1].width + MARGIN
    height = WITH_FOOTING if frame.grounded else ABOVE_GROUND
    paths = [path for building in buildings for path in _building(building, facts)]
    if frame.grounded:
        beyond = BEYOND if frame.wide_ground else 0
        paths.append(Path("g", f"M{-beyond} {GROUND}H{width + beyond}"))
        paths.extend(footing(facts.evidence, main.left, main.width))
    return Picture(
        paths=tuple(paths),
        width=scaled(frame.height, width, height),
        height=frame.height,
        view_width=width,
        view_height=height,
        form=facts.forms[0] if facts.forms else "",
        abroad=facts.abroad,
    )


def _buildings(facts: HouseFacts, *, alone: bool) -> list[Building]:
    kinds = {facts.owner_kind, *facts.partner_kinds}
    owned_by_hospital = facts.owner_kind in HOSPITALS
    shapes = [] if HOSPITALS.isdisjoint(kinds) else [True]
    shapes += [False] * _gables(facts, shared=OrganisationKind.KOMMUNE in kinds, needed=not owned_by_hospital)
    main = shapes.index(owned_by_hospital)
    buildings, left = [], MARGIN
    for position, block in enumerate(shapes):
        if alone and position != main:
            continue
        buildings.append(Building(left, block, position == main))
        left += buildings[-1].width + GAP
    return buildings


def _gables(facts: HouseFacts, *, shared: bool, needed: bool) -> int:
    if not shared:
        return int(needed)
    if facts.municipalities >= 5:
        return 3
    return 2 if facts.municipalities >= 2 else 1


def _building(building: Building, facts: HouseFacts) -> Iterator[Path]:
    yield Path("w" if building.main else "n", _wall(building))
    if not building.main:
        return
    if len(facts.forms) > 1:
        yield Path("r", _roof(building), form=facts.forms[1])
    # Lit, dark, framed: one path each, so that a house is a handful of elements and not nine.
    for css in "luo":
        outline = "".join(opening for light, opening in _openings(building, facts) if light == css)
        if outline:
            yield Path(css, outline)


def _wall(building: Building) -> str:
    left, right = building.left, building.left + building.width
    if building.block:
        return f"M{left} {ABOVE_GROUND}V{6 if building.main else 16}H{right}V{ABOVE_GROUND}z"
    eaves, ridge = (19, 4) if building.main else (29, 19)
    middle = left + building.width // 2
    return f"M{left} {ABOVE_GROUND}V{eaves}L{middle} {ridge}L{right} {eaves}V{ABOVE_GROUND}z"


def _roof(building: Building) -> str:
    left, right = building.left, building.left + building.width
    if building.block:
        return f"M{left} 8H{right}"
    return f"M{left + 1} 18.6L{left + 15} 4.8L{right - 1} 18.6"


def _openings(building: Building, facts: HouseFacts) -> Iterator[tuple[str, str]]:
    """Windows from the bottom left, then the attic: each with its light (l lit, u dark, o empty frame)."""
    columns = (5.5, 16.5) if building.block else (6.5, 17.5)
    lit = lit_windows(facts.phase)
    dark = "o" if facts.phase == Phase.AVSLUTTET else "u"
    corners = ((x, y) for y in ROWS for x in columns)
    for position, (x, y) in enumerate(corners):
        yield ("l" if position < lit else dark), f"M{number(building.left + x)} {number(y)}{WINDOW}"
    if facts.status != ServiceStatus.STOPPET:
        yield ("l" if facts.status in RUNNING else dark), _attic(building)


def _attic(building: Building) -> str:
    if building.block:
        return f"M{number(building.left + 5.5)} 12h17v4.5h-17z"
    return f"M{number(building.left + 12.5)} 11.5h5v5h-5z"


def lit_windows(phase: str) -> int:
    """Windows lit in a phase, of six: 0 when the project has ended and when the phase is not stated."""
    return next((lit for lit, reached in enumerate(UNDER_WAY, start=1) if reached == phase), 0)
