"""Which versions readers may see, and their words with the names that may be shown today."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from hub.earlier.freezing import freeze
from hub.earlier.parts import FACT, Entry, Line, Part, from_json, lines
from hub.models import BasePage, Person, PublishedVersion


def public_versions(page: BasePage) -> list[PublishedVersion]:
    """All that readers have seen, the newest first, without their words; the withdrawn ones are among them."""
    found = PublishedVersion.objects.filter(page_id=page.pk, was_public=True).defer("frozen")
    return list(found.order_by("-number"))


@dataclass(frozen=True)
class Shelf:
    """A page's public versions, and what stands beside one of them."""

    versions: Sequence[PublishedVersion]

    @property
    def today(self) -> PublishedVersion | None:
        """What the page says now."""
        return next((one for one in self.versions if one.visible_until is None and not one.hidden), None)

    def numbered(self, number: int) -> PublishedVersion | None:
        """The version of a number; None when readers never saw one."""
        return next((one for one in self.versions if one.number == number), None)

    def before(self, version: PublishedVersion) -> PublishedVersion | None:
        """The nearest older version that may be shown."""
        return next((one for one in self.versions if one.number < version.number and not one.hidden), None)

    def after(self, version: PublishedVersion) -> PublishedVersion | None:
        """The nearest newer version that may be shown."""
        newer = [one for one in self.versions if one.number > version.number and not one.hidden]
        return newer[-1] if newer else None


def words_of(*versions: PublishedVersion) -> list[list[Part]]:
    """The parts of some versions, names looked up: at most three queries, however much they hold."""
    keys = [version.pk for version in versions]
    frozen = dict(PublishedVersion.objects.filter(pk__in=keys).values_list("pk", "frozen"))
    found = [from_json(frozen.get(key, ())) for key in keys]
    return _filled(found)


def words_now(page: BasePage) -> list[Part]:
    """The parts of a page that no version holds yet, names looked up."""
    return _filled([freeze(page)])[0]


def _filled(found: list[list[Part]]) -> list[list[Part]]:
    """The parts with what is looked up: names of people, and whether pages are still public."""
    named = [line for parts in found for line in lines(parts)]
    people = Person.objects.in_bulk({line.person for line in named if line.person})
    pages = {line.page for line in named if line.page}
    public = set(BasePage.objects.filter(pk__in=pages).visible().values_list("pk", flat=True)) if pages else set()

    def filled(line: Line) -> Line:
        if line.person:
            return replace(line, text=str(people[line.person]) if line.person in people else _("a person"))
        if line.picture and not line.text:
            return replace(line, text=pgettext("in a version", "[picture]"))
        return line

    def entry(one: Entry) -> Entry:
        kept = [line for line in one.lines if not line.page or line.page in public]
        if one.lines[:1] != tuple(kept[:1]):
            kept = []  # the row was about a page that is not public any more
        return replace(one, lines=tuple(filled(line) for line in kept))

    return [[replace(part, entries=_with_lines(map(entry, part.entries))) for part in parts] for parts in found]


def _with_lines(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(one for one in entries if one.lines)


@dataclass(frozen=True)
class Words:
    """A version's parts as its page shows them."""

    parts: Sequence[Part]

    @property
    def title(self) -> str:
        """What the page was called."""
        return self._text("title")

    @property
    def title_language(self) -> str:
        """The language of that, when it is another than the page's."""
        return next((part.language for part in self.parts if part.name == "title"), "")

    @property
    def summary(self) -> str:
        """Its summary."""
        return self._text("summary")

    @property
    def facts(self) -> list[Part]:
        """What stands in the box of facts."""
        return [part for part in self._rest if part.kind == FACT]

    @property
    def texts(self) -> list[Part]:
        """What stands below it."""
        return [part for part in self._rest if part.kind != FACT]

    @property
    def _rest(self) -> list[Part]:
        return [part for part in self.parts if part.entries and part.name not in ("title", "summary")]

    def _text(self, name: str) -> str:
        return next((part.text for part in self.parts if part.name == name), "")
