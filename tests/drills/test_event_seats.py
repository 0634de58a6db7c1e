"""400 people from 16 processes for 30 seats (decision 13): never one too many, never one left empty.

Each submits twice, from two processes; then all confirm, every fifth cancels, who waits moves up; then all who have a
seat cancel at once. What came of it is asked of the database directly. The naive way is the control: on PostgreSQL it
must overbook, or the drill sees nothing.
"""

from __future__ import annotations

import hashlib
import statistics
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.drills.installation import Installation

pytestmark = pytest.mark.drill

PEOPLE, PROCESSES, SEATS = 400, 16, 30
CANCELLED = PEOPLE // 5 + SEATS
CROWD = (str(PEOPLE), str(PROCESSES), str(SEATS))


@pytest.mark.parametrize(
    "database", ["sqlite_database", pytest.param("postgresql_database", marks=pytest.mark.postgresql)]
)
def test_a_crowd_takes_every_seat_once(
    database: str, request: pytest.FixtureRequest, tmp_path: Path, figures: Callable[[str], None]
) -> None:
    hub = Installation(tmp_path, request.getfixturevalue(database))
    said = hub.script("seat_crowd", "claimed", *CROWD)
    notes = said["notes"]
    errors = [note["error"] for note in notes if "error" in note]
    promoted = [pk for note in notes for pk in note.get("promoted", [])]
    (capacity, taken), *_ = hub.rows("SELECT room_capacity, room_taken FROM events_occurrence")
    standing = standings(hub)
    mails = {message_id for (message_id,) in hub.rows("SELECT message_id FROM hub_outgoingmail")}
    told_of_promotion = [pk for (pk,) in hub.rows("SELECT id FROM events_registration") if mail_of(pk) in mails]
    seconds = [note["seconds"] for note in notes]
    figures(
        f"{PEOPLE} people twice, {PROCESSES} processes, {SEATS} seats ({database.removesuffix('_database')}): "
        f"{taken} taken, {seated(standing)} rows with a seat, {standing['confirmed', False]} wait, "
        f"{standing['cancelled', False]} cancelled, {len(promoted)} promoted with {len(told_of_promotion)} mails, "
        f"{len(errors)} errors, {len(notes) / said['seconds']:.0f} acts a second, "
        f"{statistics.median(seconds) * 1000:.0f} ms a middling act, {max(seconds) * 1000:.0f} ms the slowest"
    )
    assert errors == []
    assert (capacity, taken, seated(standing)) == (SEATS, SEATS, SEATS)
    assert standing["cancelled", False] == CANCELLED
    assert standing["confirmed", False] == PEOPLE - CANCELLED - SEATS
    assert sum(standing.values()) == PEOPLE  # the second submission made no row
    assert len(set(promoted)) == len(promoted) >= SEATS
    assert sorted(told_of_promotion) == sorted(promoted)
    assert_everybody_was_told_the_truth(hub, notes, set(promoted))


def assert_everybody_was_told_the_truth(hub: Installation, notes: list[dict], promoted: set[int]) -> None:
    """One of two submissions was new; who comes was told of a seat when confirming, or was promoted, and no other."""
    asked = [(note["person"], note["outcome"]) for note in notes if note["kind"] == "register"]
    assert Counter(asked) == Counter((who, what) for who in range(PEOPLE) for what in ("unconfirmed", "already"))
    confirmed = {note["registration"]: note["outcome"] for note in notes if note["kind"] == "confirm"}
    assert {pk for pk in promoted if confirmed[pk] != "waiting"} == set()
    cancelled = {pk for (pk,) in hub.rows("SELECT id FROM events_registration WHERE state = 'cancelled'")}
    coming = {pk for (pk,) in hub.rows("SELECT id FROM events_registration WHERE has_seat")}
    assert coming == {pk for pk, outcome in confirmed.items() if outcome == "seat" or pk in promoted} - cancelled


@pytest.mark.postgresql
def test_counting_first_overbooks(postgresql_database: str, tmp_path: Path, figures: Callable[[str], None]) -> None:
    hub = Installation(tmp_path, postgresql_database)
    runs = []
    while len(runs) < 5 and max(runs, default=0) <= SEATS:
        hub.script("seat_crowd", "counted", *CROWD)
        last = "SELECT count(*) FROM events_registration WHERE has_seat AND occurrence_id = "
        runs.append(hub.rows(last + "(SELECT max(id) FROM events_occurrence)")[0][0])
    figures(f"the naive way, counting and then inserting (postgresql): {', '.join(map(str, runs))} of {SEATS} seats")
    assert max(runs) > SEATS


def standings(hub: Installation) -> Counter[tuple[str, bool]]:
    """How many rows there are of each state, with a seat and without."""
    rows = hub.rows("SELECT state, has_seat, count(*) FROM events_registration GROUP BY state, has_seat")
    return Counter({(state, bool(has_seat)): number for state, has_seat, number in rows})


def seated(standing: Counter[tuple[str, bool]]) -> int:
    """How many rows have a seat."""
    return sum(number for (_, has_seat), number in standing.items() if has_seat)


def mail_of(pk: int) -> str:
    """The Message-ID of the mail that tells of a promotion."""
    return f"<{hashlib.sha256(f'promoted:{pk}:0'.encode()).hexdigest()[:32]}@hub.example>"
