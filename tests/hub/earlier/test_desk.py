"""Editors withdraw an earlier version, with a reason, and may show it again."""

import pytest
from django.urls import reverse
from wagtail.models import PageLogEntry

from hub.models import PublishedVersion
from tests.builders.accounts import make_user
from tests.builders.admin import editor_client, send_form
from tests.builders.hub import make_standard_page, publish, restrict

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    page = publish(make_standard_page(slug="veiviser"), summary="Først feil.")
    return publish(page, summary="Så rett.")


def url(page, name, *number):
    return reverse(f"hub_versions:{name}", args=[page.pk, *number])


def test_an_editor_finds_them_from_the_page(page):
    client = editor_client()
    assert url(page, "list") in client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    shown = client.get(url(page, "list")).content.decode()
    assert url(page, "withdraw", 1) in shown
    assert url(page, "withdraw", 2) not in shown


def test_withdrawn_with_a_reason_and_shown_again(page, client):
    desk = editor_client()
    send_form(desk, url(page, "withdraw", 1), hidden_for="error", hidden_reason="Galt tall.")
    version = page.versions.get(number=1)
    assert (version.hidden, version.hidden_for, version.hidden_reason) == (True, "error", "Galt tall.")
    assert "Galt tall." in client.get("/veiviser/versjoner/1/").content.decode()
    assert "Galt tall." in desk.get(url(page, "list")).content.decode()
    desk.post(url(page, "restore", 1))
    assert not page.versions.get(number=1).hidden
    assert client.get("/veiviser/versjoner/1/").status_code == 200
    actions = list(PageLogEntry.objects.filter(page=page.pk, action__startswith="hub.version").values_list("action"))
    assert len(actions) == 2


def test_a_reason_is_asked_for(page):
    response = send_form(editor_client(), url(page, "withdraw", 1), hidden_for="error", hidden_reason=" ")
    assert response.context["form"].errors
    assert not PublishedVersion.objects.filter(hidden=True).exists()


def test_todays_version_cannot_be_withdrawn(page):
    client = editor_client()
    data = {"hidden_for": "error", "hidden_reason": "x"}
    assert client.post(url(page, "withdraw", 2), data).status_code == 404
    assert not PublishedVersion.objects.filter(hidden=True).exists()


def test_only_who_may_publish_the_page(page):
    client = editor_client(user=make_user())
    for name, number in (("list", ()), ("withdraw", (1,)), ("restore", (1,))):
        client.post(url(page, name, *number), {"hidden_for": "error", "hidden_reason": "x"})
    assert not PublishedVersion.objects.filter(hidden=True).exists()


def test_the_same_words_stay_withdrawn_when_the_page_comes_back(page):
    closing = restrict(page)
    page.versions.filter(number=2).update(hidden=True, hidden_for="error", hidden_reason="Galt.")
    closing.delete()
    again = page.versions.get(number=3)
    assert (again.hidden, again.hidden_for, again.hidden_reason) == (True, "error", "Galt.")
