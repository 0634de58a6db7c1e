"""Organisers see and change what their own body organises; only the organising bodies see names."""

import pytest
from django.core.files.base import ContentFile
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLPattern, URLResolver
from wagtail.models import Page

from events.models import NameAccess
from events.organisers import ORGANISER_GROUP, Names, ensure_organiser_group, names_for, series_of_body
from hub.enums import OrganisationKind
from hub.models import HubDocument
from tests.builders.accounts import make_administrator, make_editor, make_user
from tests.builders.admin import editor_client
from tests.builders.events import make_event, make_event_index, make_occurrence, make_registration, make_series
from tests.builders.hub import make_organisation
from tests.builders.organisers import add_second_factor, make_organiser, organiser_client

pytestmark = pytest.mark.django_db
SECRET = "Hemmelig hos B"
PARTICIPANT = "Bodil Hos-B"


def body(name="Annen kommune"):
    return make_organisation(name=name, slug=name.split()[0].lower(), kind=OrganisationKind.KOMMUNE)


@pytest.fixture
def theirs():
    """All that body B has: a series with an event that has a date with a participant, a draft, a file."""
    other = body()
    series = make_series(owner_organisation=other, title=f"Serie {SECRET}")
    event = make_event(parent=series, owner_organisation=other, title=f"Webinar {SECRET}")
    revision = event.save_revision()
    date = make_occurrence(page=event)
    person = make_registration(occurrence=date, name=PARTICIPANT)
    uploader = make_user(email="b@example.org", organisation=other)
    file = HubDocument(title=f"Fil {SECRET}", uploaded_by_user=uploader)
    file.file.save("fil.txt", ContentFile(b"tekst"))
    return {"series": series, "event": event, "revision": revision, "date": date, "person": person, "file": file}


def patterns(resolver, prefix=""):
    """All named addresses with their namespaces."""
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            name = f"{prefix}{one.namespace}:" if one.namespace else prefix
            yield from patterns(one, name)
        elif isinstance(one, URLPattern) and one.name:
            yield f"{prefix}{one.name}", one.pattern.converters


def desk_urls(theirs):
    keys = {"event": "event", "new_date": "event", "series": "series", "more": "series", "write": "series"}
    people = ("give_seat", "cancel_participant", "came")
    for name, converters in patterns(get_resolver()):
        namespace, _, short = name.partition(":")
        if namespace != "events_desk" or "pk" not in converters:
            continue
        thing = theirs["person"] if short in people else theirs[keys.get(short, "date")]
        extra = {"send": {"kind": "cancel"}, "export": {"what": "participants", "file_format": "csv"}}.get(short, {})
        yield short, reverse(name, kwargs={"pk": thing.pk, **extra})


PAGE_KEYS = {"page_id", "page_to_move_id", "parent_page_id"}


def page_urls(theirs):
    """Wagtail's own addresses of a page, by the parameters that they take."""
    for name, converters in patterns(get_resolver()):
        if not name.startswith("wagtailadmin"):
            continue
        for page in (theirs["event"], theirs["series"]):
            given = {"page_id": page.pk, "page_to_move_id": page.pk, "parent_page_id": page.pk}
            given |= {"revision_id": theirs["revision"].pk, "destination_id": make_event_index().pk}
            given |= {"content_type_app_name": "events", "content_type_model_name": "eventpage"}
            if (
                converters
                and set(converters) <= set(given)
                and set(converters) & {"page_id", "page_to_move_id", "parent_page_id"}
            ):
                yield name, reverse(name, kwargs={key: given[key] for key in converters})
    event = theirs["event"].pk
    yield "compare", reverse("wagtailadmin_pages:revisions_compare", args=[event, "earliest", "latest"])
    yield "api", f"/admin/api/main/pages/{event}/"
    yield "document", reverse("wagtaildocs:edit", args=[theirs["file"].pk])
    yield "document deleted", reverse("wagtaildocs:delete", args=[theirs["file"].pk])
    yield "document chosen", reverse("wagtaildocs_chooser:chosen", args=[theirs["file"].pk])


LISTS = (
    "/admin/pages/",
    "/admin/pages/search/?q=Hemmelig",
    "/admin/pages/search/results/?q=Hemmelig",
    "/admin/api/main/pages/",
    "/admin/choose-page/search/?q=Hemmelig",
    "/admin/documents/",
    "/admin/documents/?q=Hemmelig",
    "/admin/documents/chooser/",
    "/admin/reports/site-history/",
    "/admin/reports/aging-pages/",
    "/admin/reports/locked/",
    "/admin/reports/workflow/",
    "/admin/reports/page-types-usage/",
    "/admin/pages/usage/events/eventpage/",
    "/admin/pages/usage/events/eventpage/results/",
    "/admin/",
    "/admin/events/",
    "/admin/events/?past=1",
)


# Answers anybody that there is nothing to confirm.
SAYS_NOTHING = ("wagtailadmin_pages:confirm_workflow_cancellation",)


def hides(response):
    """Whether an answer tells nothing of what is B's."""
    shown = response.content.decode() if not response.streaming else ""
    return SECRET not in shown and PARTICIPANT not in shown and response.status_code != 500


def test_as_a_every_address_of_b_is_closed_to_reading_and_writing(theirs):
    client = organiser_client()
    make_event(title="Eget")
    urls = [*desk_urls(theirs), *page_urls(theirs)]
    assert len(urls) > 50
    pages, people = Page.objects.count(), theirs["date"].registrations.values_list("state", "attended_at")
    before = list(people)
    for name, url in urls:
        for answer in (client.get(url), client.post(url, {"step": "send", "next": "/admin/"})):
            assert hides(answer), (name, url, answer.status_code)
            assert name in SAYS_NOTHING or answer.status_code in (302, 403, 404, 405), (name, url, answer.status_code)
    theirs["event"].refresh_from_db()
    assert theirs["event"].live
    assert Page.objects.count() == pages
    assert list(people.all()) == before


def test_no_list_window_or_report_of_a_shows_what_is_bs(theirs):
    client = organiser_client()
    own = make_event(title="Eget arrangement")
    make_event(title="Eget til")  # with one alone the explorer would open there
    index = own.get_parent().pk
    lists = [
        *LISTS,
        f"/admin/pages/{index}/",
        f"/admin/choose-page/{index}/",
        f"/admin/api/main/pages/?child_of={index}",
    ]
    for url in lists:
        assert hides(client.get(url)), url
    assert "Eget arrangement" in client.get(f"/admin/pages/{index}/").content.decode()
    assert "Eget arrangement" in client.get("/admin/api/main/pages/").content.decode()
    assert client.get(reverse("wagtailadmin_choose_page_child", args=[theirs["series"].pk])).status_code in (302, 403)


def test_a_works_with_the_own_and_the_shared():
    client = organiser_client()
    own = make_event(title="Eget")
    shared = make_event(title="Felles", owner_organisation=body(), co_organisers=[own.owner_organisation])
    for page in (own, shared):
        for name in ("edit", "history", "unpublish"):
            assert client.get(reverse(f"wagtailadmin_pages:{name}", args=[page.pk])).status_code == 200, name
        assert client.get(reverse("events_desk:event", args=[page.pk])).status_code == 200


def test_who_leaves_the_body_leaves_its_events():
    user = make_organiser()
    client, page = editor_client(user=user), make_event()
    user.organisation = body()
    user.save()
    assert client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 302
    assert client.get(reverse("events_desk:event", args=[page.pk])).status_code == 404


def test_a_series_with_events_of_others_gives_no_rights_to_them():
    organisation = make_organisation()
    series = make_series(owner_organisation=organisation)
    make_event(parent=series, owner_organisation=organisation)
    assert list(series_of_body(organisation.pk)) == [series]
    make_event(parent=series, owner_organisation=body())
    assert not series_of_body(organisation.pk).exists()


def test_the_group_is_made_once_and_has_no_page():
    assert ensure_organiser_group() == ensure_organiser_group()
    group = ensure_organiser_group()
    assert group.name == ORGANISER_GROUP
    assert not group.page_permissions.exists()


# Names ----------------------------------------------------------------------------------------------------------------
def test_names_need_the_own_body_and_a_second_factor():
    date = make_occurrence()
    make_registration(occurrence=date, name=PARTICIPANT)
    url = reverse("events_desk:date", args=[date.pk])
    seen = {
        "organiser": organiser_client(),
        "without factor": organiser_client(email="uten@example.org", second_factor=False),
        "editor": editor_client(user=add_second_factor(make_editor())),
    }
    shown = {who: PARTICIPANT in client.get(url).content.decode() for who, client in seen.items()}
    assert shown == {"organiser": True, "without factor": False, "editor": False}
    for who in ("without factor", "editor"):
        for name in ("check_in", "add"):
            assert seen[who].get(reverse(f"events_desk:{name}", args=[date.pk])).status_code in (302, 403)
        export = reverse("events_desk:export", args=[date.pk, "participants", "csv"])
        assert seen[who].post(export).status_code in (302, 403)
        preview = seen[who].post(reverse("events_desk:send", args=[date.pk, "cancel"]), {"step": "preview"})
        assert preview.status_code == 200
        assert PARTICIPANT not in preview.content.decode()
    assert not NameAccess.objects.exists()


def test_an_editor_of_the_organising_body_is_its_organiser_too():
    editor = add_second_factor(make_editor(organisation=make_organisation()))
    assert names_for(editor, make_event()) == Names.SHOWN


def test_an_administrator_gives_a_reason_each_time_and_it_is_logged():
    date = make_occurrence()
    make_registration(occurrence=date, name=PARTICIPANT)
    administrator = add_second_factor(make_administrator())
    client, url = editor_client(user=administrator), reverse("events_desk:date", args=[date.pk])
    assert hides(client.get(url))
    assert hides(client.post(url, {"reason": " "}))
    assert not NameAccess.objects.exists()
    assert PARTICIPANT in client.post(url, {"reason": "Feil i en påmelding"}).content.decode()
    logged = NameAccess.objects.get()
    assert (logged.kind, logged.reason, logged.user, logged.rows) == ("looked", "Feil i en påmelding", administrator, 1)
    assert PARTICIPANT not in client.get(url).content.decode()


def test_an_administrator_without_a_second_factor_sees_none():
    date = make_occurrence()
    make_registration(occurrence=date, name=PARTICIPANT)
    client = editor_client(user=make_administrator())
    assert client.post(reverse("events_desk:date", args=[date.pk]), {"reason": "Fordi"}).status_code in (302, 403)
    assert not NameAccess.objects.exists()


def test_access_needs_are_for_the_organiser_alone():
    date = make_occurrence()
    person = make_registration(occurrence=date, name=PARTICIPANT)
    person.access_needs = type(person).access_needs.related.related_model.objects.create(
        registration=person, needs=["hearing-loop"]
    )
    url = reverse("events_desk:date", args=[date.pk])
    assert "Hearing loop" in organiser_client().get(url).content.decode()
    administrator = editor_client(user=add_second_factor(make_administrator()))
    looked = administrator.post(url, {"reason": "Fordi"}).content.decode()
    assert PARTICIPANT in looked
    assert "Hearing loop" not in looked
