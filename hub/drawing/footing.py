"""What results rest on, drawn as courses of brick: the footing of a house, or the wall of a table cell."""

from collections.abc import Iterable, Iterator

from hub.drawing.svg import Path, Picture, number
from hub.enums import EvidenceLevel

TOP = 52.4
COURSE = 3.6
WALL_WIDTH, WALL_HEIGHT, WALL_BOTTOM = 40, 19, 17


def strongest(levels: Iterable[str]) -> str:
    """The strongest of some evidence levels. What is only planned carries nothing: "" when no result is left."""
    return max((level for level in levels if courses(level)), key=courses, default="")


def courses(evidence: str) -> int:
    """Courses under a house: 0 for planned, unknown and missing evidence."""
    return EvidenceLevel(evidence).strength if evidence in EvidenceLevel.values else 0


def footing(evidence: str, left: int, width: int) -> Iterator[Path]:
    """The courses under a main building that starts at `left`, from the ground downwards."""
    for course in range(courses(evidence)):
        yield _course(course, left, width, TOP + COURSE * course)


def bricks(evidence: str) -> Picture:
    """The wall of a table cell or rung, built from the floor upwards."""
    wall = (_course(course, 0, WALL_WIDTH, WALL_BOTTOM - COURSE * course) for course in range(courses(evidence)))
    return Picture(tuple(wall), WALL_WIDTH, WALL_HEIGHT, WALL_WIDTH, WALL_HEIGHT)


def _course(course: int, left: int, width: int, y: float) -> Path:
    return Path("b", f"M{left} {number(y)}h{width}", shifted=course % 2 == 1)
