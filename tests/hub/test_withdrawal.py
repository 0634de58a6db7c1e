"""What was public and is not any more answers 410, unless it moved; what never was public is 404."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from hub.models import StandardPage, WithdrawnAddress
from tests.builders.hub import FIRST_DAY, make_home, make_standard_page, publish

pytestmark = pytest.mark.django_db


def test_a_deleted_page_and_all_below_it_are_gone(client):
    parent = make_standard_page(title="Om oss")
    child = make_standard_page(parent=parent, title="Personvern")
    draft = make_standard_page(parent=parent, title="Utkast", live=False)
    english = make_standard_page(language="en", title="About")
    StandardPage.objects.get(pk=parent.pk).delete()
    english.delete()
    assert client.get(parent.path_from_root).status_code == 410
    assert client.get(child.path_from_root).status_code == 410
    assert client.get("/en/about/").status_code == 410
    assert client.get(draft.path_from_root).status_code == 404
    assert set(WithdrawnAddress.objects.values_list("path", flat=True)) == {
        "/om-oss/",
        "/om-oss/personvern/",
        "/en/about/",
    }


def test_an_unpublished_page_is_gone_and_a_draft_was_never_there(client):
    page = publish(make_standard_page(title="Om oss"))
    page.unpublish()
    response = client.get(page.path_from_root)
    assert response.status_code == 410
    assert page.title not in response.content.decode().split("<main")[1]
    assert client.get(make_standard_page(title="Utkast", live=False).path_from_root).status_code == 404


def test_a_live_page_below_an_unpublished_one_is_gone_too(client):
    parent = make_standard_page(title="Om oss", live=False, first_published_at=FIRST_DAY)
    child = make_standard_page(parent=parent, title="Personvern")
    assert client.get(child.path_from_root).status_code == 410


def test_below_the_address_of_a_gone_page_nothing_ever_was(client):
    page = make_standard_page(title="Side", live=False, first_published_at=FIRST_DAY)
    assert client.get(f"{page.path_from_root}under/").status_code == 404


def test_a_redirect_goes_first(client):
    page = make_standard_page(title="Side", live=False, first_published_at=FIRST_DAY)
    target = make_standard_page(title="Ny")
    Redirect.add_redirect(page.path_from_root, redirect_to=target)
    assert client.get(page.path_from_root).headers["Location"] == target.path_from_root


def test_a_page_that_moved_and_was_deleted_is_gone_at_its_old_address_too(client, django_capture_on_commit_callbacks):
    page, parent = make_standard_page(title="Side"), make_standard_page(title="Over")
    with django_capture_on_commit_callbacks(execute=True):
        page.move(parent, "last-child")
    assert client.get("/side/").status_code == 301
    StandardPage.objects.get(pk=page.pk).delete()
    assert client.get("/side/").status_code == 410


def test_a_version_was_shown_until_the_page_expired_and_not_until_that_was_swept_up():
    page, over = publish(make_standard_page()), timezone.now() + timedelta(hours=1)
    Page.objects.filter(pk=page.pk).update(expire_at=over)
    StandardPage.objects.get().unpublish(set_expired=True)
    assert page.versions.get().visible_until == over


def test_a_page_that_comes_back_is_simply_there(client):
    make_standard_page(title="Side").delete()
    page = publish(make_standard_page(title="Side", live=False), change_note="")
    assert client.get(page.path_from_root).status_code == 200
    assert not WithdrawnAddress.objects.exists()


def test_the_language_of_the_answer_is_that_of_the_path(client):
    make_home(language="en")
    make_standard_page(language="en", title="About").delete()
    response = client.get("/en/about/")
    assert '<html lang="en"' in response.content.decode()
    assert response.headers["Content-Language"] == "en"


def test_unpublishing_closes_the_last_version():
    page = publish(make_standard_page(title="Side", live=False), change_note="")
    assert page.versions.get().visible_until is None
    page.unpublish()
    assert page.versions.get().visible_until is not None
    publish(page)
    assert [(version.number, version.visible_until is None) for version in page.versions.all()] == [
        (2, True),
        (1, False),
    ]


@pytest.mark.parametrize("path", ["/" + "x" * 3000 + "/", "/%00/", "/a%00b/", "/../../etc/passwd"])
def test_strange_addresses_are_404(client, path):
    make_home()
    assert client.get(path).status_code == 404
