"""What all tests share: leaving out, by name, what a missing service makes impossible, and one browser."""

import os
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser, sync_playwright
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from hub.printing import following
from search import analytics, knowledge, sync
from tests.services import ELASTICSEARCH_URL, POSTGRESQL_URL, REDIS_URL, launch_chromium, require_services

TESTS = Path(__file__).parent
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup", "postgresql_url"}
ROOMS_WITHOUT_SEARCH = {"hub", "research", "stories", "events", "dialogue"}


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    require_services(item)


@pytest.fixture
def figures(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Notes a line of figures for the end of the run."""
    return partial(record_property, "figures")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what was measured, and which tests were left out and how to have them run."""
    passed = terminalreporter.stats.get("passed", [])
    if lines := [line for report in passed for name, line in report.user_properties if name == "figures"]:
        terminalreporter.section("figures")
        for line in lines:
            terminalreporter.line(line)
    left_out: dict[str, Counter[str]] = {}
    for report in terminalreporter.stats.get("skipped", []):
        reason = report.longrepr[2].removeprefix("Skipped: ") if isinstance(report.longrepr, tuple) else ""
        if reason.startswith("left out: "):
            left_out.setdefault(reason.removeprefix("left out: "), Counter())[report.nodeid.partition("::")[0]] += 1
    for reason, files in left_out.items():
        terminalreporter.section("tests left out", yellow=True)
        terminalreporter.line(f"{files.total()} tests: {reason}.")
        for file, count in sorted(files.items()):
            terminalreporter.line(f"  {file} ({count})")


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    """No test sees what another has counted or remembered."""
    cache.clear()
    analytics.forget()
    knowledge.forget()


@pytest.fixture(autouse=True)
def index_at_rest(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Search follows no change in the tests of rooms that know nothing of it, which halves the making of a page.

    A test of theirs that needs the index says so with the marker `indexed`.
    """
    room = request.path.relative_to(TESTS).parts[0]
    if room in ROOMS_WITHOUT_SEARCH and not request.node.get_closest_marker("indexed"):
        for change in ("page_changed", "page_deleted", "row_saved", "row_deleted"):
            monkeypatch.setattr(sync, change, lambda *args, **kwargs: None)


@pytest.fixture(autouse=True)
def press_at_rest(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """No publication queues a PDF, which takes seconds to make, but in tests with the marker `pango`."""
    if not request.node.get_closest_marker("pango"):
        monkeypatch.setattr(following, "may_print", lambda: False)


@pytest.fixture(scope="session")
def postgresql_url() -> str:
    """A PostgreSQL server that a test with the marker may make databases on."""
    return POSTGRESQL_URL


@pytest.fixture(scope="session")
def redis_url() -> str:
    """A Redis that a test with the marker may use and empty."""
    return REDIS_URL


@pytest.fixture(scope="session")
def elasticsearch_url() -> str:
    """An Elasticsearch that a test with the marker may make indices on."""
    return ELASTICSEARCH_URL


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One Chromium for all tests with the marker `browser`; each opens a context of its own."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # playwright keeps an event loop in the thread of the tests
    with sync_playwright() as playwright:
        browser = launch_chromium(playwright)
        yield browser
        browser.close()


class InOneProcess(LoadScopeScheduling):
    """Which tests may not be spread over processes; all others are handed out one by one.

    Those that need all content stay together, as loading it takes longer than running them; the drills, which make
    databases and measure; and each file of browser tests, whose hub they share.
    """

    def _split_scope(self, nodeid: str) -> str:
        folder = nodeid.split("/")[1]
        if folder in ("contract", "drills"):
            return folder
        return nodeid.partition("::")[0] if folder == "browser" else nodeid


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> InOneProcess:
    """How tests are handed out to the processes of `-n`."""
    return InOneProcess(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that ask a database get the marker `database`: on another database only they need to be run again."""
    for item in items:
        if item.get_closest_marker("django_db") or DATABASE_FIXTURES.intersection(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.database)
