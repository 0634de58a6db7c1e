"""The committed facts: 24 events as exactly as their dates are known, and a demonstration to try registration with."""

from collections import Counter
from zoneinfo import ZoneInfo

import pytest

from events import seed
from events.enums import Precision, RegistrationPolicy
from events.models import EventIndexPage, EventPage, EventSeriesPage, Occurrence
from hub import seed as hub_seed
from hub.models import Organisation
from hub.seeding import Loader

FACTS = Loader.facts("events", "events")
OSLO = ZoneInfo("Europe/Oslo")
pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded():
    """The kernel's facts and this room's, as pages."""
    return load()


def load():
    loader = Loader()
    for step in (hub_seed.load_places, hub_seed.load_terms, hub_seed.load_organisations, hub_seed.load_home):
        step(loader)
    seed.load_events(loader)
    loader.finish()
    return loader


def local(moment):
    return f"{moment.astimezone(OSLO):%Y-%m-%d %H:%M}"


def test_all_are_here():
    assert len(FACTS) == len({fact["slug"] for fact in FACTS}) == 24
    assert Counter(fact["lang"] for fact in FACTS) == {"nb": 22, "nn": 2}
    assert Counter(fact["date_precision"] for fact in FACTS) == {"day": 16, "month": 5, "year": 3}


def test_they_are_live_below_the_list_with_one_date_each(loaded):
    index = EventIndexPage.objects.get(locale__language_code="nb")
    pages = EventPage.objects.child_of(index).visible()
    assert {page.slug for page in pages} == {fact["slug"] for fact in FACTS}
    assert [page.occurrences.count() for page in pages] == [1] * 24
    assert all(page.sources.exists() and page.owner_organisation_id for page in pages)
    assert index.show_in_menus
    assert EventIndexPage.objects.get(locale__language_code="en").path_from_root == "/en/events/"
    english = pages.get(slug="the-digital-health-revolution-seminar-for-ehin")
    assert (english.title_language, english.language) == ("en", "nb")


@pytest.mark.parametrize(
    ("slug", "precision", "start", "end"),
    [
        ("hjemmesykehus-en-frisk-ide", Precision.YEAR, "2022-01-01 00:00", "2023-01-01 00:00"),
        ("helseinnovasjonskonferansen-2022", Precision.MONTH, "2022-02-01 00:00", "2022-03-01 00:00"),
        ("ehin-2017", Precision.DAY, "2017-10-31 00:00", "2017-11-02 00:00"),
    ],
)
def test_a_date_is_no_more_exact_than_its_source(slug, precision, start, end):
    fact = next(fact for fact in FACTS if fact["slug"] == slug)
    date = seed.held_date(fact)
    assert (date["precision"], local(date["start"]), local(date["end"])) == (precision, start, end)


def test_only_what_is_known_to_the_day_stands_in_calendars(loaded):
    exact = Occurrence.objects.filter(precision__in=[one for one in Precision if one.in_feeds])
    assert exact.count() == 16 + 3


def test_joint_organisers_are_bodies_of_their_own(loaded):
    page = EventPage.objects.get(slug="digital-helse-dager-2022")
    names = ["Alrek helseklynge", "Høgskulen på Vestlandet", "Helse Bergen HF"]
    assert [one.name for one in page.organisers] == names
    assert not Organisation.objects.filter(name__contains=" / ").exists()


def test_the_demonstration_is_marked_and_can_be_registered_for(loaded):
    series = EventSeriesPage.objects.get(locale__language_code="nb")
    assert series.demonstration
    assert all(event.demonstration for event in series.events)
    dates = [shown.occurrence for shown in series.shown_dates]
    assert [local(date.start) for date in dates] == ["2027-02-04 09:00", "2027-03-04 09:00", "2027-04-08 09:00"]
    assert {date.policy for date in dates} == {RegistrationPolicy.HERE}
    assert local(dates[0].deadline) == "2027-02-03 12:00"
    english = EventSeriesPage.objects.get(locale__language_code="en")
    assert [shown.occurrence.pk for shown in english.shown_dates] == [date.pk for date in dates]


def test_a_second_time_changes_nothing(loaded):
    page = EventPage.objects.get(slug="ehin-2017")
    page.title = "EHiN 2017, endret"
    page.save()
    date = page.occurrences.get()
    date.place = "Et annet sted"
    date.save()
    EventPage.objects.get(slug="ehin-2020").delete()
    load()
    assert EventPage.objects.get(slug="ehin-2017").title == "EHiN 2017, endret"
    assert [one.place for one in EventPage.objects.get(slug="ehin-2017").occurrences.all()] == ["Et annet sted"]
    assert not EventPage.objects.filter(slug="ehin-2020").exists()
