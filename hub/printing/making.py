"""The jobs that make PDFs: one page each, and by the clock all pages, of which most turn out to be the same."""

from __future__ import annotations

from datetime import timedelta
from importlib.util import find_spec

from django.conf import settings
from django.core.files.storage import default_storage
from django.utils import timezone

from hub.jobs.kinds import job
from hub.jobs.queue import enqueue, together
from hub.jobs.schedule import every
from hub.models import BasePage, PrintedPage
from hub.printing import keeping, press
from hub.printing.addresses import tree_of
from hub.printing.sheet import printable

EVERY = timedelta(hours=6)  # a page also changes by what it is about, such as a term that gets another name
APART = timedelta(seconds=4)  # so that none of them waits long for the one before it


def make_pdf(page: BasePage) -> PrintedPage | None:
    """Make the PDF of one face of a page as readers see it now, unless there is one; None when they may not see it.

    Raises:
        PressFailed: see `hub.printing.press`.
    """
    found = printable(page)
    if found is None:
        keeping.drop(keeping.held(page))
        return None
    row = keeping.held(page).first()
    if row and row.mark == found.mark and default_storage.exists(keeping.path_of(row.file)):
        return row
    row = keeping.keep(page, found, press.print_sheet(found.sheet, settings.PDF_SECONDS))
    if row is None:
        enqueue(make, page.pk)
    return row


@job("print.make", outside=True)
def make(page_id: int) -> None:
    """Makes the PDFs of one page, one for each of its addresses."""
    if may_print() and press.is_there():
        faces = BasePage.objects.get(pk=page_id).specific.faces()
        for face in faces:
            make_pdf(face)
        keeping.drop(PrintedPage.objects.filter(page=page_id).exclude(tree__in=map(tree_of, faces)))


@job("print.refresh")
def refresh() -> None:
    """Looks at all pages, and at files that belong to none."""
    keeping.tidy()
    now = timezone.now()
    if may_print():
        with together():
            pages = BasePage.objects.visible().order_by("-last_published_at")
            for number, pk in enumerate(pages.values_list("pk", flat=True)):
                enqueue(make, pk, due_at=now + number * APART)


def may_print() -> bool:
    """Whether it is worth queueing: wanted, and WeasyPrint is installed. Whether it finds Pango the worker will see."""
    return settings.PDF_SECONDS > 0 and find_spec("weasyprint") is not None


every("print.refresh", refresh, EVERY)
