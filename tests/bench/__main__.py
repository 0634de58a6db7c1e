"""`make bench`: queries and CPU per page type, and the same story and list rendered the idiomatic way.

Both ways are interleaved in one run and compared as a ratio of medians of nine, because machines are noisy. Run on the
database that DATABASE_URL names, which must hold the content (`manage.py migrate`, `manage.py seed`).
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from statistics import median

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.config.settings.dev")
django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth.models import AnonymousUser  # noqa: E402
from django.db import connection, reset_queries  # noqa: E402
from django.test import Client, RequestFactory  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from wagtail.models import get_page_models  # noqa: E402

from hub.models import BasePage  # noqa: E402
from tests.bench import idiomatic  # noqa: E402

ROUNDS = 9
INNER = 3  # renderings a round, so that the clock's grain does not matter
STORY = "/erfaringer/larvik-dho/"
LIST = "/erfaringer/"


def cpu(work: Callable[[], object]) -> float:
    """CPU milliseconds of one call, over a few calls."""
    started = time.process_time()
    for _ in range(INNER):
        work()
    return (time.process_time() - started) * 1000 / INNER


def queries(work: Callable[[], object]) -> int:
    """How many queries one call makes."""
    with CaptureQueriesContext(connection) as captured:
        work()
    return len(captured)


def ours(path: str) -> Callable[[], object]:
    """A reader's request through all of the hub."""
    client = Client(SERVER_NAME="127.0.0.1")

    def ask():
        response = client.get(path)
        assert response.status_code == 200, path
        return response

    return ask


def stock(path: str) -> Callable[[], object]:
    """The same page the idiomatic way, through the same middleware's worth of nothing: routing and rendering alone."""
    factory, engine = RequestFactory(SERVER_NAME="127.0.0.1"), idiomatic.engine()

    def ask():
        request = factory.get(path)
        request.user = AnonymousUser()
        return idiomatic.respond(request, engine)

    return ask


def compare(path: str) -> None:
    """Print both ways' queries and CPU, and the ratio."""
    ways = {"ours": ours(path), "idiomatic": stock(path)}
    counts = {name: (ask(), queries(ask))[1] for name, ask in ways.items()}
    times: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(ROUNDS):
        for name, ask in ways.items():
            times[name].append(cpu(ask))
    middle = {name: median(found) for name, found in times.items()}
    for name in ways:
        print(f"  {path:28} {name:10} {counts[name]:4} queries {middle[name]:7.1f} ms CPU")
    print(f"  {path:28} ratio      {middle['ours'] / middle['idiomatic']:.2f} of the CPU")


def every_type() -> None:
    """Print queries and CPU of one visible page of each type."""
    for model in get_page_models():
        page = model.objects.visible().order_by("-pk").first() if issubclass(model, BasePage) else None
        if page and model.is_creatable:
            ask = ours(page.path_from_root)
            ask()
            print(f"  {model.__name__:28} {queries(ask):4} queries {median(cpu(ask) for _ in range(3)):7.1f} ms CPU")


def main() -> None:
    """Measure and print."""
    settings.ALLOWED_HOSTS.append("127.0.0.1")
    if BasePage._meta.db_table not in connection.introspection.table_names() or not BasePage.objects.exists():
        sys.exit(
            "There is nothing to measure in this database: start the hub once (make run), which loads its content."
        )
    reset_queries()
    print(f"{connection.vendor}: one page of each type")
    every_type()
    print(f"{connection.vendor}: the same page two ways, interleaved, median of {ROUNDS}")
    for path in (STORY, LIST):
        compare(path)


if __name__ == "__main__":
    main()
