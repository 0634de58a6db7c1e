"""Measures the calendar feed on the database that DATABASE_URL names, which is filled first; see `tests.bench.feeds`.

The last line is for the one who started it, the others are for people.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from statistics import median

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.config.settings.dev")
django.setup()

from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402

from events import feeds  # noqa: E402
from events.calendar import calendar, fragment  # noqa: E402
from events.feed_cache import bodies  # noqa: E402
from events.models import Occurrence  # noqa: E402
from tests.builders.events import make_event, make_series  # noqa: E402

ROUNDS = 3
ENOUGH = 0.05  # seconds of work a measurement, so that the clock's grain does not matter
DATES_OF_A_PAGE = 20
FEED = "/arrangementer/kalender.ics"
SENTENCE = (
    "Kommunene forteller hva som virket, hva det kostet, og hva de ville gjort annerledes, «neste gang»; spør gjerne. "
)


def fill(size: int) -> None:
    """Events in series, each with twenty dates around today and as much text as a summary holds."""
    start = timezone.now().replace(minute=0, second=0, microsecond=0) - timedelta(days=60)
    series, summary = make_series(title="Torsdagsrekka"), (SENTENCE * 6)[:600]
    for number in range(0, size, DATES_OF_A_PAGE):
        page = make_event(parent=series, title=f"Webinar {number}: hjemmeoppfølging i praksis", summary=summary)
        starts = [start + timedelta(hours=number + day * 24) for day in range(DATES_OF_A_PAGE)]
        rows = [Occurrence(page=page, start=one, end=one + timedelta(hours=1)) for one in starts]
        Occurrence.objects.bulk_create(rows)
    feeds.refresh_all()


def rebuild() -> bytes:
    """The same calendar made from its dates by `icalendar`."""
    dates = feeds.with_pages(feeds.in_feed(timezone.now()))
    return calendar((fragment(feeds.entry_of(one)) for one in dates), name="Alle")


def ask(status: int = 200, *, forget: bool = False, **headers: str) -> Callable[[], int]:
    """A client's request through all of the hub; returns the size of the answer."""
    client = Client(SERVER_NAME="127.0.0.1")

    def request() -> int:
        if forget:
            bodies.clear()
        response = client.get(FEED, headers={name.replace("_", "-"): value for name, value in headers.items()})
        assert response.status_code == status, response.status_code
        return len(response.content)

    return request


def cpu(work: Callable[[], object]) -> float:
    """CPU milliseconds of one call."""
    started, calls = time.process_time(), 0
    while calls == 0 or time.process_time() - started < ENOUGH:
        work()
        calls += 1
    return (time.process_time() - started) * 1000 / calls


def queries(work: Callable[[], object]) -> int:
    """How many queries one call makes."""
    with CaptureQueriesContext(connection) as captured:
        work()
    return len(captured)


def main(size: str) -> None:
    """Fill, measure all ways in turn, and print medians."""
    fill(int(size))
    etag = Client(SERVER_NAME="127.0.0.1").get(FEED).headers["ETag"]
    ways: dict[str, Callable[[], object]] = {
        "rebuilt with icalendar": rebuild,
        "200, first after a change": ask(forget=True),
        "200, first, packed": ask(forget=True, accept_encoding="gzip"),
        "200, known": ask(),
        "200, known, packed": ask(accept_encoding="gzip"),
        "304": ask(304, if_none_match=etag),
    }
    counts = {name: (work(), queries(work))[1] for name, work in ways.items()}
    times: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(ROUNDS):
        for name, work in ways.items():
            if "known" in name:
                work()  # the one before may have made the process forget
            times[name].append(cpu(work))
    middle = {name: median(found) for name, found in times.items()}
    whole, packed = ask()(), ask(accept_encoding="gzip")()
    print(f"  {connection.vendor}: {size} dates, {whole / 2**20:.1f} MB, packed {packed / 2**20:.2f} MB")
    for name, found in middle.items():
        ratio = middle["rebuilt with icalendar"] / found
        print(f"    {name:26} {counts[name]:3} queries {found:9.2f} ms CPU   1 : {ratio:.0f}", flush=True)
    print(json.dumps(middle))


if __name__ == "__main__":
    main(*sys.argv[1:])
