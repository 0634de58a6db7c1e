"""600 reminders while workers are killed 40 times at random and the mail server puts off one mail in twenty.

SMTP cannot be exactly-once: a worker that dies between the server's yes and its own note sends the mail once more. So
none may be lost, and no more may be repeated than workers were killed, each with the Message-ID it had before.
"""

from __future__ import annotations

import hashlib
import os
import random
import signal
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.drills.installation import Installation, MailServer, Nursery, wait_until

pytestmark = pytest.mark.drill

PEOPLE, KILLS, WORKERS = 600, 40, 3
LAST = PEOPLE - 20  # mails; after that the workers are left in peace
SEED = 5


@pytest.fixture
def installations() -> Iterator[list[Installation]]:
    """All that a drill started is killed at its end."""
    made: list[Installation] = []
    yield made
    for installation in made:
        installation.end()


@pytest.mark.parametrize(
    "database", ["sqlite_database", pytest.param("postgresql_database", marks=pytest.mark.postgresql)]
)
def test_no_mail_is_lost_when_workers_are_killed(
    database: str, request: pytest.FixtureRequest, tmp_path: Path, installations: list, figures: Callable[[str], None]
) -> None:
    hub = Installation(tmp_path, request.getfixturevalue(database))
    installations.append(hub)
    people = hub.script("reminded", str(PEOPLE))
    mail = MailServer(hub)
    mail.behave("busy")
    nursery = Nursery(hub)
    workers = [nursery.worker() for _ in range(WORKERS)]
    draws = random.Random(SEED)
    for number, mails in enumerate(sorted(draws.sample(range(1, LAST), KILLS))):
        wait_until(lambda mails=mails: len(mail.taken()) >= mails, 180, f"{mails} mails, {number} kills")
        victim = draws.randrange(WORKERS)
        os.kill(workers[victim], signal.SIGKILL)
        workers[victim] = nursery.worker()
    wait_until(lambda: len(set(mail.taken())) >= PEOPLE, 300, "all mails")
    settled = hub.settle(120)
    taken = Counter(mail.taken())
    repeats = sum(taken.values()) - len(taken)
    rows = hub.rows("SELECT count(*), count(sent_at) FROM hub_outgoingmail WHERE kind = 'reminder-day'")
    left = hub.rows("SELECT count(*) FROM hub_outgoingmail WHERE recipient <> ''")[0][0]
    figures(
        f"{PEOPLE} mails, {KILLS} workers killed ({database.removesuffix('_database')}): {PEOPLE - len(taken)} lost, "
        f"{repeats} repeated with the same Message-ID, {mail.put_off()} put off by the server, "
        f"{settled:.1f} s to settle, {left} addresses left"
    )
    assert set(taken) == {message_id(pk) for pk in people}
    assert repeats <= KILLS
    assert rows == [(PEOPLE, PEOPLE)]  # one row each, whatever the sweeps of several clocks have asked for
    assert mail.put_off() > PEOPLE / 50
    assert left == 0
    assert set(hub.jobs()) == {"done"}


def message_id(pk: int) -> str:
    """That of the reminder of a registration at a date that nobody has changed."""
    return f"<{hashlib.sha256(f'reminder-day:{pk}:0'.encode()).hexdigest()[:32]}@hub.example>"
