"""The real services that some tests need: where they are, whether they are there, and how to get them.

A test names what it needs by a marker. `postgresql` on a test of models means that the hub's own database is
PostgreSQL (`DATABASE_URL`); on any other test, that there is a server it may use. A missing service leaves its
tests out, and the closing lines say so; with REQUIRE_SERVICES=1 they fail instead.
"""

from __future__ import annotations

import os
import subprocess
from functools import cache
from http.client import HTTPException
from urllib.request import ProxyHandler, build_opener

import psycopg
import pytest
import redis
from django.conf import settings
from playwright.sync_api import Browser, Playwright

from hub.printing import press

POSTGRESQL_URL = os.environ.get("TEST_DATABASE_URL") or "postgres://hub:hub@127.0.0.1:54320/hub"
REDIS_URL = os.environ.get("TEST_REDIS_URL") or "redis://127.0.0.1:63790/0"
ELASTICSEARCH_URL = os.environ.get("TEST_ELASTICSEARCH_URL") or "http://127.0.0.1:59200"
VERAPDF = os.environ.get("VERAPDF") or "/var/lib/hubtests/verapdf/verapdf.jar"
DEBIAN_PYTHON = "/usr/bin/python3"  # the one that Debian's bindings of libical are for
CHROMIUM = os.environ.get("CHROMIUM") or "/usr/bin/chromium"
REQUIRED = os.environ.get("REQUIRE_SERVICES", "") not in ("", "0")
HOW = "`make services` installs and starts it on Debian"

# A browser that speaks to nobody but the page under test; without its sandbox, which root may not use.
CHROMIUM_OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@cache
def postgresql_missing() -> str:
    """Why there is no PostgreSQL server to use; nothing when there is."""
    try:
        psycopg.connect(POSTGRESQL_URL, connect_timeout=2).close()
    except psycopg.Error:
        return f"no PostgreSQL at {POSTGRESQL_URL.rpartition('@')[2]} (TEST_DATABASE_URL); {HOW}"
    return ""


@cache
def redis_missing() -> str:
    """Why there is no Redis to use; nothing when there is."""
    try:
        redis.Redis.from_url(REDIS_URL, socket_connect_timeout=1, socket_timeout=1).ping()
    except redis.RedisError:
        return f"no Redis at {REDIS_URL.rpartition('@')[2]} (TEST_REDIS_URL); {HOW}"
    return ""


@cache
def elasticsearch_missing() -> str:
    """Why there is no Elasticsearch to use; nothing when there is."""
    try:
        build_opener(ProxyHandler({})).open(f"{ELASTICSEARCH_URL}/_cluster/health", timeout=2).close()
    except (OSError, ValueError, HTTPException):
        return f"no Elasticsearch at {ELASTICSEARCH_URL.rpartition('@')[2]} (TEST_ELASTICSEARCH_URL); {HOW}"
    return ""


@cache
def browser_missing() -> str:
    """Why there is no Chromium to use; nothing when there is."""
    if os.access(CHROMIUM, os.X_OK):
        return ""
    return f"no Chromium at {CHROMIUM} (CHROMIUM); {HOW}"


@cache
def libical_missing() -> str:
    """Why calendars cannot be read with Debian's libical; nothing when they can."""
    ask = "import gi; gi.require_version('ICalGLib', '3.0')"
    try:
        subprocess.run([DEBIAN_PYTHON, "-c", ask], check=True, capture_output=True, timeout=20)
    except (OSError, subprocess.SubprocessError):
        return f"no libical for {DEBIAN_PYTHON} (gir1.2-ical-3.0 and python3-gi); {HOW}"
    return ""


@cache
def pango_missing() -> str:
    """Why no PDF can be made; nothing when one can."""
    return "" if press.is_there() else f"no Pango for WeasyPrint (libpango-1.0-0 and libpangoft2-1.0-0); {HOW}"


@cache
def verapdf_missing() -> str:
    """Why PDFs cannot be checked against PDF/UA; nothing when they can."""
    return "" if os.access(VERAPDF, os.R_OK) else f"no veraPDF at {VERAPDF} (VERAPDF); {HOW}"


MISSING = {
    "postgresql": postgresql_missing,
    "redis": redis_missing,
    "elasticsearch": elasticsearch_missing,
    "browser": browser_missing,
    "libical": libical_missing,
    "pango": pango_missing,
    "verapdf": verapdf_missing,
}


def other_database(item: pytest.Item) -> bool:
    """Whether a test of models needs PostgreSQL while this run is on SQLite."""
    return (
        item.get_closest_marker("postgresql") is not None
        and item.get_closest_marker("django_db") is not None
        and "postgresql" not in settings.DATABASES["default"]["ENGINE"]
    )


def require_services(item: pytest.Item) -> None:
    """Leave a test out, or fail it when services are required, if what its markers name is not there."""
    for marker, missing in MISSING.items():
        reason = missing() if item.get_closest_marker(marker) else ""
        if reason and REQUIRED:
            pytest.fail(f"REQUIRE_SERVICES=1, but {reason}", pytrace=False)
        if reason:
            pytest.skip(f"left out: {reason}")
    if item.get_closest_marker("drill") and not REQUIRED:
        pytest.skip("left out: the heavy drills take minutes; `REQUIRE_SERVICES=1 make test` runs them")
    if other_database(item):
        pytest.skip("left out: this run is on SQLite; DATABASE_URL=postgres://… runs it, and so does `make test`")


def launch_chromium(playwright: Playwright) -> Browser:
    """Debian's Chromium, without a download of its own."""
    return playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_OPTIONS)
