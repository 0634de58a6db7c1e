"""A document is for those who may see a page that uses it, and for its editors."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import ReferenceIndex

from hub.models import StandardPage
from tests.builders.hub import make_document, make_standard_page, publish, restrict
from tests.builders.jobs import run_jobs

pytestmark = pytest.mark.django_db


def in_words(document):
    return [("text", f'<p>Les <a linktype="document" id="{document.pk}">rapporten</a></p>')]


def in_block(document):
    return [("document", {"document": document, "description": "Kort."})]


def status(client, document):
    """What the document's address answers, once the index of references has followed."""
    run_jobs()
    response = client.get(document.url)
    if response.streaming:
        assert b"".join(response.streaming_content) == b"%PDF-1.4 test"
    return response.status_code


def make_user_page(document, where=in_words, **fields):
    page = make_standard_page(title="Bruker", slug="bruker", body=where(document), **fields)
    ReferenceIndex.create_or_update_for_object(page)
    return page


def test_one_that_no_page_uses_is_not_served(client):
    assert status(client, make_document()) == 404


@pytest.mark.parametrize("where", [in_words, in_block])
def test_one_that_a_visible_page_uses_is_served(client, where):
    document = make_document()
    make_user_page(document, where)
    assert status(client, document) == 200
    assert "Cookie" not in client.get(document.url).headers.get("Vary", "")
    assert client.get(document.url).headers["Cache-Control"] == "no-cache"


def draft(document):
    make_user_page(document, live=False)


def draft_of_a_live_page(document):
    page = publish(make_standard_page(title="Bruker", slug="bruker"))
    page.body = in_words(document)
    page.save_revision()


def private(document):
    restrict(make_user_page(document))


def below_private(document):
    above = make_standard_page(title="Over", slug="over")
    restrict(above)
    make_user_page(document, parent=above)


def expired(document):
    page = make_user_page(document)
    StandardPage.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(minutes=1))


def withdrawn(document):
    make_user_page(document).unpublish()


def earlier_version(document):
    page = publish(make_standard_page(title="Bruker", slug="bruker"), body=in_words(document))
    publish(page, body=[])


@pytest.mark.parametrize(
    "hidden", [draft, draft_of_a_live_page, private, below_private, expired, withdrawn, earlier_version]
)
def test_one_that_only_a_hidden_page_uses_is_for_its_editors_alone(client, admin_client, hidden):
    document = make_document()
    hidden(document)
    assert status(client, document) == 404
    assert status(admin_client, document) == 200


def test_who_is_logged_in_without_the_right_is_no_editor(client, django_user_model):
    client.force_login(django_user_model.objects.create_user(email="en@example.org", password="x"))
    assert status(client, make_document()) == 404


def test_a_wrong_name_is_not_served(client):
    document = make_document()
    make_user_page(document)
    assert client.get(document.url + "x").status_code in (301, 404)
