"""What errors and logs must not hold."""

import pytest

from hub.jobs.claims import claim, fail
from hub.jobs.housekeeping import redact
from hub.jobs.kinds import job
from hub.jobs.models import Job
from hub.jobs.queue import enqueue
from hub.masking import ADDRESS, masked

UID = "occ-6f1c2a58-5d0e-4d6c-9a53-3b1f7d8a9c10@kunnskapsnav.example"


@job("test.masking")
def failing(number):
    """Never runs."""


@pytest.mark.parametrize(
    "text",
    [
        "kari.nordmann+kurs@kommune.example",
        "«Kari@Kommune.Example»",
        "<kåre@blåbærøy.example>",
        "(email_key)=(kari@kommune.example) already exists.",
        "o'brien@kommune.example",
        "/sok/?q=kari%40kommune.example",
        "postgres://hub:secret@db.example/hub",
    ],
)
def test_an_address_becomes_stars(text):
    shown = masked(text)
    assert "***" in shown
    assert not [part for part in ("kari", "brien", "secret", "kommune", "blåb") if part in shown.lower()]


@pytest.mark.parametrize("text", [f"INFO hub: {UID}", "a @ b", "@media", "SMTP 550", "kl. 09@10"])
def test_what_is_no_address_stays(text):
    assert masked(text) == text


def test_what_a_database_quotes_of_a_row_becomes_stars():
    error = "IntegrityError: violates check\nDETAIL:  Failing row contains (17, Kari Nordmann, 2026).\nLINE 1"
    assert masked(error) == "IntegrityError: violates check\nDETAIL: ***\nLINE 1"


def test_a_long_line_costs_little():
    assert masked("a" * 200_000 + "@") == "a" * 200_000 + "@"
    assert masked("a@" * 50_000) == "a@" * 50_000


@pytest.mark.django_db
def test_the_error_of_a_job_names_no_address():
    row = enqueue(failing, 1)
    held = claim(row.due_at, lane="", worker="w")
    fail(held, ValueError("kari@kommune.example is refused"))
    row.refresh_from_db()
    assert row.error == "ValueError: *** is refused"


@pytest.mark.django_db
def test_errors_are_redacted_by_a_pattern():
    Job.objects.create(kind="x", fingerprint="x", error="Refused: kari@kommune.example.")
    Job.objects.create(kind="x", fingerprint="y", error="Refused.")
    assert redact(ADDRESS) == 1
    assert set(Job.objects.values_list("error", flat=True)) == {"Refused: ***.", "Refused."}
