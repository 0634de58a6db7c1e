"""Participants and counts as files for a spreadsheet. Access needs are health data and in none of them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from events.figures import PlaceCount
from events.models import Occurrence, Registration

FORMATS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
BOM = "\ufeff"  # by which spreadsheets know UTF-8
DANGEROUS = tuple("=+-@\t\r\n")

Rows = list[list[Any]]


def harmless(value: Any) -> Any:
    """What a participant wrote, as text: it may never be a formula on an organiser's machine (OWASP)."""
    if not isinstance(value, str):
        return value
    text = "".join(sign for sign in value if sign.isprintable() or sign in "\t\r\n")
    return f"'{text}" if text.startswith(DANGEROUS) else text


def participants(occurrence: Occurrence) -> Rows:
    """A head and one row for each who is registered and has not cancelled, in the order of the line."""
    head = [_("Name"), _("E-mail address"), _("Workplace"), _("Municipality"), _("County"), _("Takes part")]
    head += [_("Status"), _("Registered"), _("Came")]
    rows = Registration.objects.filter(occurrence=occurrence, anonymised_at=None).exclude(state="cancelled")
    return [head, *(_row(one) for one in rows.select_related("municipality__county", "organisation"))]


def _row(one: Registration) -> list[Any]:
    return [
        one.name,
        one.email,
        one.workplace or (one.organisation.name if one.organisation else ""),
        one.municipality.name if one.municipality else "",
        one.municipality.county.name if one.municipality and one.municipality.county else "",
        one.get_seat_display(),
        state_of(one),
        _moment(one.created_at),
        _moment(one.attended_at),
    ]


def state_of(one: Registration) -> str:
    """Whether somebody comes, in a word."""
    if one.waits:
        return _("Waits")
    return _("Comes") if one.state == "confirmed" else str(one.get_state_display())


def _moment(value: Any) -> str:
    return date_format(timezone.localtime(value), "SHORT_DATETIME_FORMAT") if value else ""


def places(counts: Iterable[PlaceCount]) -> Rows:
    """A head and one row for each municipality."""
    head = [_("Municipality"), _("County"), pgettext("participants", "Number")]
    return [head, *([one.name or _("Not known"), one.county, one.number] for one in counts)]


def written(rows: Sequence[Sequence[Any]], file_format: str) -> bytes:
    """The file.

    Raises:
        KeyError: for a format that is none of `FORMATS`.
    """
    return {"csv": _csv, "xlsx": _xlsx}[file_format](rows)


def _csv(rows: Sequence[Sequence[Any]]) -> bytes:
    """With semicolons, as a spreadsheet in Norwegian expects."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerows([harmless(value) for value in row] for row in rows)
    return (BOM + out.getvalue()).encode()


def _xlsx(rows: Sequence[Sequence[Any]]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Participants")[:31])
    for number, row in enumerate(rows):
        sheet.append([_cell(sheet, harmless(value), bold=number == 0) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(sheet: Any, value: Any, *, bold: bool) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=value)
    if isinstance(value, str):
        cell.data_type = "s"  # text, whatever it looks like
    if bold:
        cell.font = Font(bold=True)
    return cell
