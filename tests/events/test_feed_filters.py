"""What narrows a feed, and that nothing that is not understood widens it."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from events import feeds
from events.changes import cancel
from events.enums import EventFormat, EventKind
from events.models import Occurrence
from hub.enums import Vocabulary
from tests.builders.events import make_event, make_series
from tests.builders.feeds import get, make_date, name, titles
from tests.builders.hub import make_organisation, make_term, restrict

pytestmark = pytest.mark.django_db


def make_varied():
    """Three webinars that differ in all that can be asked for."""
    form = make_term(vocabulary=Vocabulary.SERVICE_FORMS, slug="hjemme", nb="Hjemmeoppfølging", en="At home")
    leaders = make_term(vocabulary=Vocabulary.AUDIENCES, slug="ledere", nb="Ledere")
    series = make_series(title="Torsdagsrekka")
    make_date(title="A", terms=[form], parent=series)
    make_date(title="B", terms=[leaders], kind=EventKind.KONFERANSE, format=EventFormat.FYSISK)
    make_date(title="C", written_standard="nn", owner_organisation=make_organisation(name="Senteret"))
    return series


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?tjenesteform=hjemme", ["A"]),
        ("?malgruppe=ledere", ["B"]),
        ("?type=konferanse", ["B"]),
        ("?type=konferanse&type=webinar", ["A", "B", "C"]),
        ("?form=digitalt", ["A", "C"]),
        ("?eier=senteret", ["C"]),
        ("?malform=nn", ["C"]),
        ("?form=digitalt&malform=nb", ["A"]),
        ("?form=", ["A", "B", "C"]),
        ("?ukjent=1&utm_source=x", ["A", "B", "C"]),
        # An unknown value never widens.
        ("?tjenesteform=finnes-ikke", []),
        ("?tjenesteform=hjemme&tjenesteform=finnes-ikke", ["A"]),
        ("?type=finnes-ikke&form=digitalt", []),
        ("?malform=%00", []),
        ("?eier=%F0%9F%98%80", []),
        ("?serie=0", []),
        ("?serie=abc", []),
        ("?serie=99999999999999999999999", []),
        ("?dato=finnes-ikke", []),
        ("?dato=%00", []),
        ("?avlyste=kanskje", ["A", "B", "C"]),
    ],
)
def test_filters(client, query, expected):
    make_varied()
    assert titles(client, query) == expected


def test_a_series_and_single_dates(client):
    series = make_varied()
    assert titles(client, f"?serie={series.pk}") == ["A"]
    assert titles(client, f"?serie={series.pk}&serie=0") == ["A"]
    uids = Occurrence.objects.order_by("pk").values_list("uid", flat=True)
    assert titles(client, f"?dato={uids[1]}") == ["B"]
    assert titles(client, f"?dato={uids[1]}&dato={uids[2]}") == ["B", "C"]
    assert titles(client, f"?dato={uids[1]}&serie={series.pk}") == []


def test_a_translation_finds_the_dates_that_its_original_owns(client):
    english = make_series(language="en", title="Thursdays")
    page = make_date(title="Original").page
    translated = make_event(language="en", parent=english, title="Translated", translation_of=page)
    for query in (f"?serie={english.pk}", "?malform=en", "?malform=nb"):
        assert titles(client, query) == ["Original"]
    translated.unpublish()
    assert titles(client, "?malform=en") == []


ASKED_FOR_A = ("?tjenesteform=hjemme", "?type=webinar", "?form=digitalt", "?eier=bodo-kommune", "?malform=nb")
NOT_FOR_A = ("?malgruppe=ledere", "?form=fysisk", "?eier=senteret", "?malform=nn", "?serie=0", "?type=kurs&malform=nb")


@pytest.mark.parametrize("ending", ["deleted", "deleted with its series", "cancelled, then deleted"])
def test_who_subscribes_to_a_filter_learns_that_a_date_is_called_off_when_its_page_is_deleted(client, ending):
    series = make_varied()
    asked = [*ASKED_FOR_A, f"?serie={series.pk}", f"?serie={series.pk}&tjenesteform=hjemme&form=digitalt"]
    for query in asked:
        assert "A" in titles(client, query)
    date = Occurrence.objects.order_by("pk")[0]
    if ending == "cancelled, then deleted":
        cancel(date, by=None, now=timezone.now())
    (series if ending == "deleted with its series" else date.page).delete()
    for query in asked:
        assert "AVLYST: A" in titles(client, query), query
        assert "AVLYST: A" not in titles(client, f"{query}&avlyste=0")
    for query in (*NOT_FOR_A, f"?serie={series.pk}&form=fysisk"):
        assert "AVLYST: A" not in titles(client, query), query
    Occurrence.objects.update(cancelled_at=timezone.now() - timedelta(days=91))
    feeds.touch()
    assert "AVLYST: A" not in titles(client, "?tjenesteform=hjemme")


def test_a_deleted_page_is_found_by_its_translation_too_and_by_no_mixture_of_both(client):
    english = make_series(language="en", title="Thursdays")
    form = make_term(vocabulary=Vocabulary.SERVICE_FORMS, slug="hjemme", nb="Hjemmeoppfølging", en="At home")
    page = make_date(title="Original", terms=[form]).page
    make_event(language="en", parent=english, title="Translated", translation_of=page)
    page.delete()
    for query in ("?malform=en", "?malform=nb&tjenesteform=hjemme", f"?serie={english.pk}&malform=en"):
        assert titles(client, query) == ["AVLYST: Original"]
    for query in ("?malform=en&tjenesteform=hjemme", f"?serie={english.pk}&malform=nb", "?malform=nn"):
        assert titles(client, query) == []


def test_a_co_organiser_is_an_organiser(client):
    senter = make_organisation(name="Senteret")
    make_date(title="Felles", co_organisers=[senter])
    make_date(title="Alene")
    assert titles(client, "?eier=senteret") == ["Felles"]
    etag = get(client).headers["ETag"]
    senter.slug = "senter"
    senter.save()
    assert get(client, If_None_Match=etag).status_code == 200
    assert titles(client, "?eier=senter") == ["Felles"]


def test_the_same_question_in_another_order_is_the_same_feed(client):
    make_varied()
    one, other = "?form=digitalt&type=webinar&type=kurs", "?type=kurs&utm_source=x&type=webinar&form=digitalt"
    assert get(client, one).headers["ETag"] == get(client, other).headers["ETag"]
    assert get(client, one).headers["ETag"] != get(client, "?form=digitalt").headers["ETag"]


def test_the_name_says_what_was_asked_for_and_never_what_nobody_may_see(client):
    series = make_varied()
    site = settings.WAGTAIL_SITE_NAME
    assert name(client, "?sprak=en") == f"Events – {site}"
    assert name(client, "?sprak=en&tjenesteform=hjemme") == f"At home – {site}"
    assert name(client, f"?serie={series.pk}") == f"Torsdagsrekka – {site}"
    assert name(client, "?sprak=en&tjenesteform=finnes-ikke") == f"Events – {site}"
    restrict(series)
    assert name(client, f"?sprak=en&serie={series.pk}") == f"Events – {site}"
