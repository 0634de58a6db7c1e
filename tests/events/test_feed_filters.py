"""What narrows a feed, and that nothing that is not understood widens it."""

import pytest
from django.conf import settings

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
