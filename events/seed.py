"""Loads what has been held, as exactly as its date is known, and a series in the future to try registration with."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time, timedelta
from typing import Any

from events.dates import all_day, local_moment
from events.enums import OccurrenceStatus, Precision, RegistrationPolicy
from events.models import EventCoOrganiser, EventIndexPage, EventPage, EventSeriesPage, Occurrence, Session
from events.organisers import ensure_organiser_group
from hub.models import BasePage, PageMunicipality, PageTerm
from hub.partial_dates import first_day
from hub.seeding import Loader, Step

Fact = Mapping[str, Any]

INDEX = {
    "nb": {
        "title": "Arrangementer",
        "title_nn": "Arrangement",
        "slug": "arrangementer",
        "summary": "Webinarer, konferanser og samlinger. Det vi vet om datoen, står; resten er ikke gjettet.",
    },
    "en": {
        "title": "Events",
        "slug": "events",
        "summary": "Webinars, conferences and meetings. What we know of the date is here; the rest is not guessed.",
    },
}
BEGINS, ENDS = time(9), time(10)
DEADLINE = time(12)  # the day before


def load_organisers(loader: Loader) -> None:
    """The group whose members organise."""
    ensure_organiser_group()


def load_events(loader: Loader) -> None:
    """The list in both trees, the events that have been, and the demonstration."""
    norwegian, english = (EventIndexPage(show_in_menus=True, **INDEX[language]) for language in ("nb", "en"))
    index = loader.page("listings", norwegian, loader.home("nb"))
    english_index = index and loader.page("listings", english, loader.home("en"), source=index)
    for fact in loader.facts("events", "events"):
        page = held_event(loader, fact)
        if loader.page("events", page, index, related=fact["related"]) is page:
            Occurrence.objects.create(page=page, **held_date(fact))
    load_demonstration(loader, index, english_index)


# What has been --------------------------------------------------------------------------------------------------------
def held_event(loader: Loader, fact: Fact) -> EventPage:
    """An unsaved event of the past."""
    owner, *others = loader.organisation(fact["organiser"]["name"], fact["organiser"]["kind"])
    words = {language: ", ".join(found) for language, found in fact["search_words"].items()}
    page = EventPage(
        title=fact["title"],
        slug=fact["slug"],
        title_language=fact.get("title_language", ""),
        summary=fact["summary"],
        written_standard=fact["lang"],
        kind=fact["kind"],
        format=fact.get("format", ""),
        owner_organisation=owner,
        recording_page=fact.get("recording_page", ""),
        confidence=fact["confidence"],
        note=fact.get("note", ""),
        inferred_fields=fact["inferred_fields"],
        search_words_nb=words.get("nb", ""),
        search_words_en=words.get("en", ""),
    )
    page.co_organisers = [EventCoOrganiser(organisation=one, sort_order=order) for order, one in enumerate(others)]
    page.page_terms = terms(loader, fact)
    page.sources = loader.sources(fact["sources"])
    if number := fact.get("place", {}).get("municipality"):
        page.municipalities = [PageMunicipality(municipality_id=number, sort_order=0)]
    return page


def held_date(fact: Fact) -> dict[str, Any]:
    """When and where an event was, no more exactly than the source says; `end` in the facts is the last day."""
    first = first_day(fact["start"])
    precision = Precision(fact["date_precision"])
    start, end = all_day(first, last_day(first, precision, fact.get("end", "")))
    place = fact.get("place", {})
    return {
        "start": start,
        "end": end,
        "precision": precision,
        "status": fact.get("status", OccurrenceStatus.SCHEDULED),
        "place": place.get("name", ""),
        "municipality_id": place.get("municipality"),
    }


def last_day(first: date, precision: Precision, end: str) -> date:
    """The last day that a date may mean: that of its year, of its month, or the one that the source gives."""
    if precision == Precision.YEAR:
        return date(first.year, 12, 31)
    if precision == Precision.MONTH:
        return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return date.fromisoformat(end) if end else first


def terms(loader: Loader, fact: Fact) -> list[PageTerm]:
    """Service forms, the first of which gives the colour, and audiences."""
    rows = [row for name in ("service_forms", "audiences") for row in loader.page_terms(name, fact[name])]
    for order, row in enumerate(rows):
        row.sort_order = order
    return rows


# The demonstration ----------------------------------------------------------------------------------------------------
def load_demonstration(loader: Loader, index: BasePage | None, english_index: BasePage | None) -> None:
    """A series that is marked as a demonstration: three webinars with seats, and its English version."""
    fact = loader.facts("events", "demonstration")
    above = loader.page("series", series(loader, fact, fact), index, related=fact["related"])
    english_above = None
    if above and english_index:
        translated = series(loader, fact, fact["en"])
        english_above = loader.page("series", translated, english_index, source=above, related=fact["related"])
    for one in fact["events"]:
        page = webinar(loader, fact, one, english=False)
        added = loader.page("events", page, above, related=one["related"])
        if added is page:
            Occurrence.objects.create(page=page, **coming_date(fact, one))
        if added and english_above:
            translated = webinar(loader, fact, one, english=True)
            loader.page("events", translated, english_above, source=added, related=one["related"])


def series(loader: Loader, fact: Fact, words: Fact) -> EventSeriesPage:
    """The unsaved series, in the words of one language."""
    page = EventSeriesPage(demonstration=True, **common(loader, fact, words), note=words["note"])
    page.page_terms = terms(loader, fact)
    return page


def webinar(loader: Loader, fact: Fact, one: Fact, *, english: bool) -> EventPage:
    """An unsaved webinar of the series, in the words of one language."""
    words, shared = (one["en"], fact["en"]) if english else (one, fact)
    page = EventPage(
        demonstration=True,
        **common(loader, fact, words),
        note=shared["note"],
        kind=fact["kind"],
        format=fact["format"],
        recorded=fact["recorded"],
        access_offered=shared["access"],
    )
    page.page_terms = terms(loader, fact)
    page.sessions = [
        Session(begins=time.fromisoformat(row["begins"]), title=row["en" if english else "title"], sort_order=order)
        for order, row in enumerate(fact["programme"])
    ]
    return page


def common(loader: Loader, fact: Fact, words: Fact) -> dict[str, Any]:
    """The columns that the series and its webinars share."""
    owner = loader.organisation(fact["organiser"]["name"], fact["organiser"]["kind"])[0]
    found = {name: words[name] for name in ("title", "slug", "summary")}
    return {**found, "owner_organisation": owner}


def coming_date(fact: Fact, one: Fact) -> dict[str, Any]:
    """An hour with as many seats as the facts say, to register for until noon the day before."""
    day = date.fromisoformat(one["day"])
    return {
        "start": local_moment(day, BEGINS),
        "end": local_moment(day, ENDS),
        "policy": RegistrationPolicy.HERE,
        "online_capacity": one["seats"],
        "deadline": local_moment(day - timedelta(days=1), DEADLINE),
        "join_url": fact["join_url"],
    }


STEPS = (
    Step("events.organisers", load_organisers),
    Step("events.events", load_events, after=("hub.pages",)),
)
