"""Exports: right columns, no formula, no access needs, each logged."""

import csv
import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from events.enums import RegistrationState
from events.exports import harmless, participants, written
from events.figures import by_county, by_municipality
from events.models import AccessNeeds, NameAccess
from tests.builders.events import make_occurrence, make_registration
from tests.builders.hub import make_county, make_municipality
from tests.builders.organisers import organiser_client

pytestmark = pytest.mark.django_db
FORMULAS = ["=1+1", "+47 900", "-2", "@SUM(A1)", "\tx", "\rx", "\nx"]


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_begins_like_a_formula(text):
    assert harmless(text) == f"'{text}"


def test_plain_text_and_numbers_stay():
    assert [harmless(value) for value in ("Kari", "a=b", "", 3)] == ["Kari", "a=b", "", 3]


def read(content, file_format):
    if file_format == "csv":
        assert content.startswith(b"\xef\xbb\xbf")
        return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    sheet = load_workbook(io.BytesIO(content)).active
    assert {cell.data_type for row in sheet.iter_rows(min_row=2) for cell in row if cell.value} <= {"s", "n"}
    return [["" if value is None else value for value in row] for row in sheet.iter_rows(values_only=True)]


def full_date():
    date = make_occurrence()
    bodo = make_municipality(county=make_county())
    fields = {"municipality": bodo, "workplace": "@Bodø"}
    first = make_registration(occurrence=date, name='=HYPERLINK("http://x")', **fields)
    AccessNeeds.objects.create(registration=first, needs=["hearing-loop"])
    make_registration(occurrence=date, email="ola@kommune.example", has_seat=False, name="Ola")
    out = {"state": RegistrationState.CANCELLED, "has_seat": False}
    make_registration(occurrence=date, email="ute@kommune.example", name="Ute", **out)
    return date


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_both_formats_hold_the_same_and_nothing_dangerous(file_format):
    content = written(participants(full_date()), file_format)
    rows = read(content, file_format)
    assert rows[1][:6] == ['\'=HYPERLINK("http://x")', "kari@kommune.example", "'@Bodø", "Bodø", "Nordland", "Digitalt"]
    assert [row[0] for row in rows[2:]] == ["Ola"]
    assert b"hearing" not in content.lower()


def test_counts_by_municipality_and_county():
    date = full_date()
    places = by_municipality([date])
    assert [(one.name, one.number) for one in places] == [("", 1), ("Bodø", 1)]
    assert by_county(places) == [("", 1), ("Nordland", 1)]


def test_each_export_is_logged_and_none_is_made_by_a_get():
    date, client = full_date(), organiser_client()
    url = reverse("events_desk:export", args=[date.pk, "participants", "xlsx"])
    assert client.get(url).status_code == 405
    answer = client.post(url)
    assert answer["Content-Disposition"].startswith("attachment")
    assert "no-store" in answer["Cache-Control"]
    logged = NameAccess.objects.get()
    assert (logged.kind, logged.file_format, logged.rows, logged.occurrence) == ("export", "xlsx", 2, date)
    assert client.post(reverse("events_desk:export", args=[date.pk, "places", "csv"])).status_code == 200
    assert NameAccess.objects.count() == 2
    assert client.post(reverse("events_desk:export", args=[date.pk, "needs", "csv"])).status_code == 404
