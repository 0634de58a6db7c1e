"""Every page leads to the forms in which readers talk back, and the forms tell nothing of what is hidden."""

import pytest

from hub.models import BasePage
from stories.models import StoryIndexPage
from tests.builders.examples import TYPES, pages_by_language
from tests.builders.html import soup
from tests.builders.hub import make_home, make_page, restrict
from tests.contract.test_visibility import HIDDEN, TITLE, Scene, first_or_made, hide

pytestmark = pytest.mark.django_db
VIEWS = ("/kart/", "/fylker/troms/", "/organisasjoner/larvik-kommune/", "/sok/?q=kols", "/slik-leser-du-husene/")


def ways_to_the_forms(client, address):
    """Where the footer of a page leads to that takes what readers write."""
    response = client.get(address, follow=True)
    assert response.status_code == 200, address
    links = [link["href"] for link in soup(response).select("footer a[href]")]
    return [link for link in links if link.startswith(("/si-fra/", "/del-erfaring/"))]


@pytest.mark.parametrize("model", TYPES, ids=lambda model: model.__name__)
def test_every_type_of_page_leads_to_the_forms_that_know_it(model, client):
    for language, page in pages_by_language(model).items():
        asked = "" if language == "nb" else f"&sprak={language}"
        share, tell = ways_to_the_forms(client, page.path_from_root)
        assert tell == f"/si-fra/?om={page.path_from_root}&hva=feil{asked}"
        assert share == f"/del-erfaring/?om={page.path_from_root}{asked}"


@pytest.mark.parametrize("address", VIEWS)
def test_so_does_what_is_no_page(client, address):
    share, tell = ways_to_the_forms(client, address)
    assert tell.startswith(f"/si-fra/?om={address.partition('?')[0]}")
    assert share.startswith(f"/del-erfaring/?om={address.partition('?')[0]}")


@pytest.mark.parametrize("state", ["live", *HIDDEN])
def test_the_forms_tell_nothing_of_a_hidden_page(client, state):
    make_home(language="en")
    first_or_made(StoryIndexPage, title="Erfaringer")
    if not StoryIndexPage.objects.filter(locale__language_code="en").exists():
        make_page(StoryIndexPage, language="en", title="Experiences")
    page = Scene(**hide(state)).page
    if state == "private":
        restrict(page)
    tell = client.get("/si-fra/", {"om": page.path_from_root}).content.decode()
    share = client.get("/del-erfaring/", {"om": page.path_from_root}).content.decode()
    assert (TITLE in tell) is (state == "live")
    assert ("skjult-hus" in share) is (state == "live")
    assert BasePage.objects.visible().filter(pk=page.pk).exists() is (state == "live")
