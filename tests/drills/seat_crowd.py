"""METHOD PEOPLE PROCESSES SEATS: a crowd that wants the seats of one room, from many processes at once.

`claimed` is the hub's own way: everybody twice and from two processes; then a round of confirmations in which every
fifth cancels; then all who have a seat cancel at once. `counted` is the naive way: count the rows, then insert one.
Prints what each was told, as JSON.
"""

import json
import multiprocessing
import random
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from datetime import timedelta

import django

django.setup()

from django.db import connections, transaction  # noqa: E402 — the models need Django set up
from django.urls import get_resolver  # noqa: E402
from django.utils import timezone  # noqa: E402

from events import links  # noqa: E402
from events.enums import EventFormat, RegistrationState, Seat  # noqa: E402
from events.models import Occurrence, Registration  # noqa: E402
from events.registration import cancel, confirm, register  # noqa: E402
from tests.builders.events import make_event, make_occurrence  # noqa: E402

CANCELLING = 5  # every so manieth
PATIENCE = 120  # seconds for the last process to be there


class Crowd:
    """The people, dealt out to processes by fixed draws."""

    def __init__(self, people: int, processes: int) -> None:
        self.people = range(people)
        self.processes = processes
        self.cancelling = set(random.Random(20).sample(self.people, people // CANCELLING))
        self.start = multiprocessing.get_context("fork").Barrier(processes)

    def of(self, process: int, turn: int) -> list[int]:
        """Whom a process acts for; in the next turn it is somebody else."""
        own = [person for person in self.people if (person + turn) % self.processes == process]
        random.Random(process * 100 + turn).shuffle(own)
        return own

    def run(self, *rounds) -> list[dict]:
        """All processes at once, each with its own connection, one round after the other; returns what they noted.

        No process begins a round before all are there, so each has its part in it.
        """
        connections.close_all()
        context = multiprocessing.get_context("fork")
        with ProcessPoolExecutor(self.processes, mp_context=context) as pool:
            return [note for act in rounds for part in pool.map(act, range(self.processes)) for note in part]


def address(person: int) -> str:
    """The person's address."""
    return f"person{person}@kommune.example"


def noted(kind: str, person: int, act) -> dict:
    """Does it, and notes what the person was told and how long it took."""
    begin = time.monotonic()
    try:
        told = act()
    except Exception as error:
        told = {"error": f"{type(error).__name__}: {error}"}
    return {"kind": kind, "person": person, "seconds": time.monotonic() - begin, **told}


def registering(process: int) -> list[dict]:
    """Both submissions of everybody: the first and the second come from two processes, some at the same moment."""
    crowd.start.wait(PATIENCE)
    order = [person for pair in zip(crowd.of(process, 0), crowd.of(process, 1), strict=True) for person in pair]
    return [noted("register", person, lambda person=person: _register(person)) for person in order]


def _register(person: int) -> dict:
    told = register(
        [date], name=f"Person {person}", email=address(person), seat_of={date.pk: Seat.ROOM}, now=timezone.now()
    )
    return {"outcome": told.answers[0].outcome}


def confirming(process: int) -> list[dict]:
    """Everybody confirms; some cancel a little later, while the others go on."""
    crowd.start.wait(PATIENCE)
    notes, going = [], []
    for person in crowd.of(process, 0):
        notes.append(noted("confirm", person, lambda person=person: _confirm(person)))
        going += [person] if person in crowd.cancelling else []
        if len(going) > 1:
            notes.append(_cancel(going.pop(0)))
    return notes + [_cancel(person) for person in going]


def leaving(process: int) -> list[dict]:
    """All who have a seat cancel at the same time."""
    seated = set(Registration.objects.filter(has_seat=True).values_list("email", flat=True))
    crowd.start.wait(PATIENCE)
    return [_cancel(person) for person in crowd.of(process, 0) if address(person) in seated]


def _mine(person: int, purpose: links.Purpose) -> Registration:
    """The registration by a link from a mail."""
    found = Registration.objects.get(email_key=address(person))
    return links.read(links.token(found, purpose), purpose)


def _confirm(person: int) -> dict:
    told = confirm(_mine(person, links.Purpose.CONFIRM), timezone.now())
    return {"outcome": told.outcome, "registration": told.registration.pk}


def _cancel(person: int) -> dict:
    def act() -> dict:
        return {"promoted": [one.pk for one in cancel(_mine(person, links.Purpose.CANCEL), timezone.now())]}

    return noted("cancel", person, act)


def counting(process: int) -> list[dict]:
    """The naive way, once each."""
    crowd.start.wait(PATIENCE)
    return [noted("register", person, lambda person=person: _count(person)) for person in crowd.of(process, 0)]


def _count(person: int) -> dict:
    with transaction.atomic():
        has_seat = Registration.objects.filter(occurrence=date, has_seat=True).count() < date.room_capacity
        row = {"email": address(person), "email_key": address(person), "seat": Seat.ROOM, "has_seat": has_seat}
        Registration.objects.create(occurrence=date, state=RegistrationState.UNCONFIRMED, **row)
    return {"outcome": "unconfirmed"}


def make_date(seats: int) -> Occurrence:
    """A room in a month."""
    page = make_event(format=EventFormat.FYSISK)
    return make_occurrence(page=page, start=timezone.now() + timedelta(days=30), room_capacity=seats)


def warm_up() -> None:
    """What every process that serves has read long ago: addresses, templates, words. Nothing of it is kept."""
    get_resolver().reverse_dict  # noqa: B018 — reads them
    with transaction.atomic():
        other = make_date(1)
        told = register([other], name="Nobody", email="nobody@kommune.example", seat_of={}, now=timezone.now())
        confirm(told.registrations[0], timezone.now())
        cancel(told.registrations[0], timezone.now())
        transaction.set_rollback(True)


if __name__ == "__main__":
    method, people, processes, seats = sys.argv[1], *(int(argument) for argument in sys.argv[2:])
    crowd = Crowd(people, processes)
    warm_up()
    date = make_date(seats)
    began = time.monotonic()
    said = crowd.run(counting) if method == "counted" else crowd.run(registering, confirming, leaving)
    print(json.dumps({"date": date.pk, "seconds": time.monotonic() - began, "notes": said}))
