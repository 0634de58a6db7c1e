"""What is kept of PDFs: which are still true, and how one goes: its row in the transaction, its file by job."""

from __future__ import annotations

import secrets
from collections.abc import Iterable

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import QuerySet

from hub import languages, routing
from hub.jobs.kinds import job
from hub.jobs.queue import enqueue
from hub.models import BasePage, PrintedPage
from hub.printing.addresses import tree_of
from hub.printing.sheet import Printable, printable
from hub.public_pages import page_of
from hub.visibility import public

FOLDER = "pdf"


def path_of(file: str) -> str:
    """Where a file is among the uploads; no address leads there."""
    return f"{FOLDER}/{file}"


def held(page: BasePage) -> QuerySet[PrintedPage]:
    """The PDF of a page at the address that it is read at, if there is one."""
    return PrintedPage.objects.filter(page=page.pk, tree=tree_of(page))


def current(page: BasePage) -> PrintedPage | None:
    """The PDF of a page that the public may see, while all that it shows may be seen as well."""
    row = held(page).first()
    if row is None or BasePage.objects.filter(~public(), printed_on=row).exists():
        return None
    return row


def drop(rows: QuerySet[PrintedPage]) -> set[int]:
    """Forget PDFs; returns the ids of their pages. Their files go within seconds of the commit."""
    found = {pk: (page, file) for pk, page, file in rows.values_list("pk", "page_id", "file")}
    if found:
        PrintedPage.objects.filter(pk__in=list(found)).delete()
        for _page, file in found.values():
            enqueue(delete_file, file)
    return {page for page, _file in found.values()}


# A lane of its own: a PDF that takes long to make holds up no deletion.
@job("printed.delete", outside=True)
def delete_file(file: str) -> None:
    """Deletes the file of a PDF that no row names any more."""
    if not PrintedPage.objects.filter(file=file).exists():
        default_storage.delete(path_of(file))


def keep(page: BasePage, found: Printable, pdf: bytes) -> PrintedPage | None:
    """Keep the PDF of a page in the place of the last; None when the page has changed meanwhile."""
    file = f"{page.pk}-{secrets.token_hex(8)}.pdf"
    default_storage.save(path_of(file), ContentFile(pdf))
    with transaction.atomic():
        again = printable(page)
        if again is not None and again.mark == found.mark:
            drop(held(page))
            row = PrintedPage.objects.create(
                page_id=page.pk, tree=tree_of(page), file=file, mark=found.mark, size=len(pdf)
            )
            row.shows.set(shown_pages(found.links))
            return row
    default_storage.delete(path_of(file))
    return None


def tidy() -> int:
    """Delete files that no row names, as a process that was killed leaves them; returns how many."""
    if not default_storage.exists(FOLDER):
        return 0
    files = set(default_storage.listdir(FOLDER)[1])
    lost = files - set(PrintedPage.objects.values_list("file", flat=True))
    for file in lost:
        enqueue(delete_file, file)
    return len(lost)


# What a PDF shows -----------------------------------------------------------------------------------------------------
def shown_pages(paths: Iterable[str]) -> set[int]:
    """The pages that addresses of this hub lead to."""
    found: set[int] = set()
    rest: list[tuple[str, str]] = []
    for tree, below in _by_tree(paths).items():
        root = routing.root_path(None, tree)
        rows = BasePage.objects.filter(url_path__in=[root + path for path in below])
        pages = dict(rows.values_list("url_path", "pk"))
        found |= set(pages.values())
        rest += [(root, path) for path in below if root + path not in pages]
    return found | {pk for root, path in rest if (pk := _below(root, path))}


def _by_tree(paths: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for path in sorted(paths):
        tree = languages.language_of_path(path)
        start = languages.ENGLISH_PREFIX if tree == "en" else "/"
        found.setdefault(tree, []).append(path.removeprefix(start))
    return found


def _below(root: str, path: str) -> int | None:
    """The page of another tree that a page serves below itself, as a concept has an English address."""
    tree = routing.load_tree(root, path)
    page = page_of(tree) if tree.rest else None
    return page.pk if page else None
