"""Where the PDF of a page is: below the page's own address, in the words of its tree."""

from __future__ import annotations

from hub import languages
from hub.models import BasePage

FILE = {"nb": "utskrift.pdf", "en": "print.pdf"}


def of_page(page: BasePage) -> str:
    """The address of the page's PDF, whether or not there is one."""
    return page.path_from_root + FILE[tree_of(page)]


def tree_of(page: BasePage) -> str:
    """The tree of the address that the page is read at."""
    return languages.language_of_path(page.path_from_root)
