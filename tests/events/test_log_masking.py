"""No line of any log holds a link of a participant."""

import logging
import logging.config
from io import StringIO

import pytest
from django.conf import settings
from django.test import Client

from events.links import PATHS, Purpose, token
from events.models import LaterInterest, Registration
from hub.log_masking import MASK, masked

NAMES = ("", "django.server", "granian.access")
REGISTRATION = Registration(pk=123456, version=3)
TOKENS = {purpose: token(REGISTRATION, purpose) for purpose in Purpose if purpose != Purpose.LATER}
TOKENS[Purpose.LATER] = token(LaterInterest(pk=7), Purpose.LATER)


@pytest.fixture
def written():
    """What the console's handler, as the settings make it, writes during a test."""
    stream = StringIO()
    handlers = {id(handler): handler for name in NAMES for handler in logging.getLogger(name).handlers}
    ours = [
        handler for handler in handlers.values() if handler.formatter and "MaskingFormatter" in repr(handler.formatter)
    ]
    before = [(handler, handler.setStream(stream)) for handler in ours]
    yield stream
    for handler, old in before:
        handler.setStream(old)


@pytest.mark.parametrize("purpose", Purpose)
def test_a_token_becomes_stars_in_every_address(purpose):
    path = f"{PATHS[purpose]}{TOKENS[purpose]}/"
    assert masked(f'"GET {path}?sprak=nn HTTP/1.1" 200') == f'"GET {PATHS[purpose]}{MASK}/?sprak=nn HTTP/1.1" 200'


@pytest.mark.parametrize("damage", ["{}x", "x{}", "({})", "{}.", "«{}»", "'{}'", "/{}\n", "%2F{}%2F"])
def test_a_token_that_was_damaged_on_the_way_is_masked_too(damage):
    text = TOKENS[Purpose.CANCEL]
    line = masked(damage.format(text))
    assert MASK in line
    assert text.partition(".")[2] not in line
    assert masked(text[:-5]) == MASK


def test_other_lines_stay_as_they_are():
    for line in (
        "GET /erfaringer/hjemmeoppfolging-i-agder-2019/ 200",
        "/static/hub/theme.0a1b2c3d4e5f.css",
        "2026-11-22 14:30:05,123 INFO hub: occ-6f1c2a58-5d0e-4d6c-9a53-3b1f7d8a9c10@kunnskapsnav.example",
        "/media/original_images/2024-01-02.picture-of-a-house-by-the-sea.jpg"[:40],
    ):
        assert masked(line) == line


def test_a_long_line_costs_little():
    assert masked("a" * 200_000) == "a" * 200_000
    assert masked("a-" * 100_000) == "a-" * 100_000


@pytest.mark.parametrize("name", ["django.request", "events", "hub.jobs", *NAMES])
def test_every_logger_writes_through_the_mask(name, written):
    path = f"/bli-med/{TOKENS[Purpose.JOIN]}/"
    logging.getLogger(name).warning("%(method)s %(path)s", {"method": "GET", "path": path})
    try:
        raise ValueError(path)
    except ValueError:
        logging.getLogger(name).error("It failed: %s", path, exc_info=True)
    text = written.getvalue()
    assert text.count(f"/bli-med/{MASK}/") == 3  # the trace of the error too
    assert TOKENS[Purpose.JOIN] not in text


def test_the_servers_that_bring_their_own_handlers_use_ours():
    for name in ("django.server", "granian.access"):
        assert settings.LOGGING["loggers"][name]["handlers"] == ["console"]
        assert not settings.LOGGING["loggers"][name]["propagate"]


@pytest.mark.django_db
def test_an_address_that_is_not_found_is_logged_without_its_token(written):
    Client().get(f"/finnes-ikke/{TOKENS[Purpose.CANCEL]}/")
    text = written.getvalue()
    assert f"/finnes-ikke/{MASK}/" in text
    assert TOKENS[Purpose.CANCEL] not in text
