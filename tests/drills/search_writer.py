"""Editors as a program: NUMBER PAGES STOP OUTPUT changes pages in every way until the file STOP is there.

Writes to OUTPUT what readers must find at the end: for each page the word of its last publication, or nothing.
"""

import json
import sys
import time
from itertools import count
from pathlib import Path
from random import Random

import django

django.setup()

from wagtail.models import Page, PageViewRestriction  # noqa: E402 — the models need Django set up

from hub.models import StandardPage  # noqa: E402
from tests.builders.hub import make_standard_page, publish, restrict  # noqa: E402

PAUSE = 0.2  # seconds between two changes: without, the slower a machine rebuilds, the more it has to catch up with


class Writer:
    """One editor with pages of its own: one above them all, and one that is closed."""

    def __init__(self, number: int, pages: int) -> None:
        self.random = Random(number)
        self.words = (f"ord{number}nummer{at}" for at in count())
        self.above = make_standard_page(title=f"Hylle {number}", slug=f"hylle-{number}")
        self.closed = make_standard_page(title=f"Lukket {number}", slug=f"lukket-{number}")
        restrict(self.closed)
        self.last: dict[int, str] = {}  # page to the word that it was published with last
        self.hidden: set[int] = set()
        for _ in range(pages):
            self.create()

    def create(self) -> None:
        """A new page."""
        word = next(self.words)
        page = make_standard_page(parent=self.above, title=f"Side {word}", slug=word)
        self.last[page.pk] = word

    def change(self, pk: int) -> None:
        """Publish it with a new word, at a new address."""
        word = next(self.words)
        publish(StandardPage.objects.get(pk=pk), title=f"Side {word}", slug=word)
        self.last[pk] = word

    def hide(self, pk: int) -> None:
        """Take it out of sight in one way or another."""
        page = StandardPage.objects.get(pk=pk)
        way = self.random.choice(["unpublish", "restrict", "move", "delete"])
        if way == "unpublish":
            page.unpublish()
        elif way == "restrict":
            restrict(page)
        elif way == "move":
            Page.objects.get(pk=pk).move(Page.objects.get(pk=self.closed.pk), "last-child")
        else:
            page.delete()
            del self.last[pk]
            return
        self.hidden.add(pk)

    def show(self, pk: int) -> None:
        """Bring it back."""
        for restriction in PageViewRestriction.objects.filter(page=pk):
            restriction.delete()
        page = Page.objects.get(pk=pk)
        if page.get_parent().pk != self.above.pk:
            page.move(Page.objects.get(pk=self.above.pk), "last-child")
        if not page.live:
            self.change(pk)
        self.hidden.discard(pk)

    def step(self) -> None:
        """One change."""
        pk = self.random.choice(list(self.last))
        if pk in self.hidden:
            self.show(pk)
        elif self.random.random() < 0.1:
            self.create()
        elif self.random.random() < 0.1:
            page = StandardPage.objects.get(pk=self.above.pk)
            publish(page, slug=f"hylle-{next(self.words)}")  # all pages below have new addresses
        else:
            self.random.choice([self.change, self.change, self.hide])(pk)

    def truth(self) -> dict[str, bool]:
        """Word to whether readers find it."""
        return {word: pk not in self.hidden for pk, word in self.last.items()}


def main(number: str, pages: str, stop: str, output: str) -> None:
    """Runs until it is told to stop."""
    writer, steps = Writer(int(number), int(pages)), 0
    while not Path(stop).exists():
        writer.step()
        steps += 1
        time.sleep(PAUSE)
    Path(output).write_text(json.dumps({"steps": steps, "truth": writer.truth()}))


if __name__ == "__main__":
    main(*sys.argv[1:])
