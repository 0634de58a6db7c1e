"""From nothing to a published series at the desk, and the ways that lead there."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from events.models import EventPage, EventSeriesPage, Occurrence
from tests.builders.admin import add_url, editor_client, said
from tests.builders.events import make_event, make_event_index, make_occurrence, make_series
from tests.builders.html import soup
from tests.builders.hub import make_organisation
from tests.builders.organisers import organiser_client

pytestmark = pytest.mark.django_db
SERIES = {
    "title": "Digital hjemmeoppfølging på timen",
    "summary": "Kommuner forteller.",
    "kind": "webinar",
    "format": "digitalt",
    "first_day": "2027-03-10",
    "begins": "09:00",
    "ends": "10:00",
    "every": "month",
    "count": "2",
    "pages": "series",
    "policy": "here",
    "deadline": "2027-03-09 12:00",
}


def url(name, *args):
    return reverse(f"events_desk:{name}", args=args)


@pytest.fixture
def client():
    make_event_index()
    return organiser_client()


@pytest.fixture
def series(client):
    """Two drafts below a third, as the helper makes them."""
    client.post(url("new"), SERIES)
    return EventSeriesPage.objects.get()


def events(series):
    return list(EventPage.objects.child_of(series).order_by("path"))


def written(series, **summaries):
    """What the page of subjects sends."""
    data = {f"p{series.pk}-title": series.title, f"p{series.pk}-summary": series.summary}
    for number, page in enumerate(events(series)):
        data[f"p{page.pk}-title"] = f"Tema {number}"
        data[f"p{page.pk}-summary"] = summaries.get(f"of_{number}", "Om temaet.")
    return data


def test_the_helper_leads_to_the_page_of_subjects(client):
    assert client.post(url("new"), SERIES).url == url("write", EventSeriesPage.objects.get().pk)
    assert client.post(url("new"), SERIES | {"every": "", "count": ""}).url.endswith("/edit/")


def test_each_date_of_a_series_has_its_own_deadline_by_the_clock_across_summer_time(series):
    deadlines = [page.occurrences.get().deadline for page in events(series)]
    assert [f"{timezone.localtime(one):%d.%m %H:%M}" for one in deadlines] == ["09.03 12:00", "13.04 12:00"]


def test_several_dates_of_one_page_have_their_own_deadlines(client):
    client.post(url("new"), SERIES | {"pages": "dates"})
    found = Occurrence.objects.order_by("start")
    assert [f"{timezone.localtime(one.deadline):%d.%m %H:%M}" for one in found] == ["09.03 12:00", "13.04 12:00"]


@pytest.mark.parametrize("half", [{"every": ""}, {"count": ""}, {"count": "1"}])
def test_how_often_and_how_many_times_go_together(client, half):
    answer = client.post(url("new"), SERIES | half)
    assert soup(answer).select_one("#id_count")["aria-invalid"] == "true"
    assert not EventPage.objects.exists()


def test_all_go_out_together_with_their_subjects_and_addresses(client, series):
    answer = client.post(url("write", series.pk), written(series) | {"step": "publish"}, follow=True)
    assert "published" in said(answer)
    series.refresh_from_db()
    assert [(page.title, page.slug, page.live) for page in events(series)] == [
        ("Tema 0", "tema-0", True),
        ("Tema 1", "tema-1", True),
    ]
    assert (series.live, series.summary) == (True, "Kommuner forteller.")
    assert Occurrence.objects.exclude(announced_at=None).count() == 2
    assert soup(client.get(url("write", series.pk))).select_one("fieldset") is None


def test_none_goes_out_while_one_lacks_something_and_what_is_written_is_kept(client, series):
    answer = client.post(url("write", series.pk), written(series, of_1="") | {"step": "publish"})
    first, second = events(series)
    invalid = [field["name"] for field in soup(answer).select("[aria-invalid=true]")]
    assert invalid == [f"p{second.pk}-summary"]
    assert soup(answer).select_one("[role=alert]")
    assert not EventPage.objects.filter(live=True).exists()
    assert first.get_latest_revision_as_object().title == "Tema 0"


def test_saving_shows_readers_nothing(client, series):
    client.post(url("write", series.pk), written(series) | {"step": "save"})
    assert [page.live for page in [series, *events(series)]] == [False, False, False]
    assert "Tema 1" in client.get(url("write", series.pk)).content.decode()


def test_an_event_that_readers_know_is_not_written_here(client, series):
    client.post(url("write", series.pk), written(series) | {"step": "publish"})
    client.post(url("more", series.pk), SERIES | {"every": "", "count": "", "first_day": "2027-06-09"})
    fields = soup(client.get(url("write", series.pk))).select("fieldset")
    assert len(fields) == 1
    assert "9 June 2027" in fields[0].find("legend").get_text()


# The ways to it -------------------------------------------------------------------------------------------------------
def adds(client, page):
    """Where the list of pages leads whoever adds one."""
    links = soup(client.get(reverse("wagtailadmin_explore", args=[page.pk]))).select("header a[href]")
    found = {link["href"] for link in links}
    wagtails_own = reverse("wagtailadmin_pages:add_subpage", args=[page.pk])
    return found & {url("new"), url("more", page.pk), wagtails_own}


def test_the_lists_of_pages_lead_organisers_to_the_desk():
    client, index = organiser_client(), make_event_index()
    own = make_series()
    make_event(parent=own)
    other = make_organisation(name="Annen kommune", slug="annen")
    theirs = make_series(title="Andres", owner_organisation=other)
    make_event(parent=theirs, title="Vårt i deres", owner_organisation=other, co_organisers=[make_organisation()])
    assert adds(client, index) == {url("new")}
    assert adds(client, own) == {url("more", own.pk)}
    assert adds(client, theirs) == set()


def test_the_pages_open_at_the_list_of_events_also_for_who_has_but_one():
    client, own = organiser_client(), make_event(title="Det ene")
    theirs = make_series(title="Andres", owner_organisation=make_organisation(name="Annen kommune", slug="annen"))
    index = own.get_parent()
    opened = client.get("/admin/pages/", follow=True)
    assert opened.redirect_chain[-1][0] == f"/admin/pages/{index.pk}/"
    assert "Det ene" in opened.content.decode()
    assert theirs.title not in opened.content.decode()
    assert client.get(f"/admin/pages/{theirs.pk}/").status_code == 302


def test_an_organiser_never_meets_a_form_without_dates_or_owner():
    client, series = organiser_client(), make_series()
    for address in (reverse("wagtailadmin_pages:add_subpage", args=[series.pk]), add_url(EventPage, series)):
        assert client.get(address, follow=True).redirect_chain[-1][0] == url("more", series.pk)
    client.post(add_url(EventPage, series), {"title": "Uten eier", "slug": "uten-eier"})
    assert not EventPage.objects.exists()


def test_editors_add_as_everywhere():
    client, series = editor_client(), make_series()
    assert adds(client, series) == {reverse("wagtailadmin_pages:add_subpage", args=[series.pk])}
    assert client.get(add_url(EventPage, series)).status_code == 200


def test_a_series_of_the_desk_says_what_is_not_published_yet(client):
    series = make_series()
    make_occurrence(page=make_event(parent=series), start=timezone.now() + timedelta(days=3))
    assert not soup(client.get(url("series", series.pk))).select(f"a[href='{url('write', series.pk)}']")
    make_event(parent=series, live=False)
    assert soup(client.get(url("series", series.pk))).select(f"a[href='{url('write', series.pk)}']")
