"""What a page lacks before readers may see it: looked for in one place, by the form and by the gate alike."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations

from hub.page_text import plain

if TYPE_CHECKING:
    from hub.models.base import BasePage

FOOTNOTE_MARK = re.compile(r"\[\^(\d+)\]")


@dataclass(frozen=True)
class Problem:
    """Something that stands in the way of publication, and the field where it is mended (empty: the whole page)."""

    field: str
    message: str


Check = Callable[["BasePage"], list[Problem]]
_checks: list[Check] = []


def register_check(check: Check) -> Check:
    """Let a higher room stand at the gate: what its check finds in a page keeps it from being published."""
    _checks.append(check)
    return check


def registered_problems(page: BasePage) -> list[Problem]:
    """What the checks of the higher rooms find."""
    return [problem for check in _checks for problem in check(page)]


def is_empty(value: Any) -> bool:
    """Whether nothing has been filled in: no text (markup alone is none), no rows, no choice."""
    if hasattr(value, "all"):
        return not value.all()
    if isinstance(value, str):
        return not (plain(value) if "<" in value else value.strip())
    return value is None or (hasattr(value, "__len__") and len(value) == 0)


def missing(page: BasePage, names: Iterable[str]) -> list[Problem]:
    """One problem per required thing that is empty, named as the editor sees it."""
    return [
        Problem(name, _("“%(name)s” is missing.") % {"name": page.name_of(name)})
        for name in names
        if is_empty(getattr(page, name))
    ]


def problems(page: BasePage) -> list[Problem]:
    """All that stands in the way of publishing this state of the page."""
    return [
        *missing(page, page.required_to_publish),
        *unfinished_rows(page),
        *unfinished_blocks(page),
        *kernel_problems(page),
        *page.own_problems(),
        *registered_problems(page),
        *unsaid_change(page),
    ]


def kernel_problems(page: BasePage) -> list[Problem]:
    """What no page may go out with, whatever its type."""
    found = []
    if page.listing_image_id and not page.listing_image_alt.strip():
        found.append(Problem("listing_image_alt", _("Describe the picture that is shown in lists.")))
    notes = page.footnotes.count()
    wanted = {int(number) for part in page.text_parts() for number in FOOTNOTE_MARK.findall(part.text)}
    if lost := sorted(number for number in wanted if not 1 <= number <= notes):
        marks = ", ".join(f"[^{number}]" for number in lost)
        found.append(Problem("", _("The text refers to footnotes that are not there: %(marks)s.") % {"marks": marks}))
    return found


def unsaid_change(page: BasePage) -> list[Problem]:
    """From the second version on, readers are told what has changed."""
    if page.change_note or not page.versions.exists():
        return []
    return [Problem("change_note", _("Say what has changed since the last version."))]


# What a draft may leave open ------------------------------------------------------------------------------------------
def child_rows(page: BasePage) -> Iterator[tuple[str, str, int, models.Model]]:
    """Every row that hangs on the page: relation, name of its link to the page, number from 1, row."""
    for relation in get_all_child_relations(type(page)):
        if not relation.related_model.__module__.startswith("wagtail."):  # its comments are no content
            name = relation.get_accessor_name()
            for number, row in enumerate(getattr(page, name).all(), start=1):
                yield name, relation.field.name, number, row


def row_faults(row: models.Model, link: str) -> list[str]:
    """What a row lacks. Form and length were checked when the draft was saved; only emptiness may be left."""
    faults = []
    for field in row._meta.concrete_fields:
        required = not (field.blank or field.auto_created or field.name == link)
        if required and is_empty(getattr(row, field.attname)):
            faults.append(_("“%(name)s” is missing.") % {"name": field.verbose_name})
    try:
        row.clean()
    except ValidationError as error:
        faults += error.messages
    return faults


def unfinished_rows(page: BasePage) -> list[Problem]:
    """Rows that a draft was saved with before they were filled in."""
    found = []
    for name, link, number, row in child_rows(page):
        for fault in row_faults(row, link):
            where = {"list": page.name_of(name), "number": number, "fault": fault}
            found.append(Problem(name, _("%(list)s, row %(number)s: %(fault)s") % where))
    return found


def unfinished_blocks(page: BasePage) -> list[Problem]:
    """Blocks of the body that a draft was saved with before they were filled in."""
    try:
        page.body.stream_block.clean(page.body)
    except ValidationError as error:
        blocks = getattr(error, "block_errors", None) or {}
        values = [{"number": index + 1, "kind": page.body[index].block.label} for index in sorted(blocks)]
        text = _("The text, part %(number)s (%(kind)s): something is missing or wrong.")
        return [Problem("body", text % value) for value in values] or [Problem("body", "; ".join(error.messages))]
    return []
