"""Every page type has earlier versions, in each language and tree that it has."""

import pytest

from hub.earlier.addresses import CHANGES, UNTIL_TODAY, of_page
from tests.builders.examples import TYPES, pages_by_language
from tests.builders.html import faults, soup
from tests.builders.hub import publish

pytestmark = pytest.mark.django_db
NEW = "sjiraffhals"


@pytest.mark.parametrize("model", TYPES, ids=lambda model: model.__name__)
def test_every_type_shows_what_it_said_before(model, client):
    for language, page in pages_by_language(model).items():
        page = publish(page, change_note="Som før")
        page = publish(page, title=f"{page.title} {NEW}", change_note="Ny tittel")
        assert f'href="{of_page(page)}"' in client.get(page.path_from_root).content.decode(), page.path_from_root
        last = page.versions.count()
        listed, old = seen(client, of_page(page), language), seen(client, of_page(page, last - 1), language)
        assert "Ny tittel" in listed.get_text()
        assert not any(NEW in one.get_text() for one in [old.h1, *old.select(".measure")])
        for address in (of_page(page, last, CHANGES), of_page(page, last - 1, UNTIL_TODAY)):
            assert NEW in " ".join(one.get_text() for one in seen(client, address, language).find_all("ins"))


def seen(client, address, language):
    """The main part of a page of versions, as every such page must be."""
    response = client.get(address)
    assert response.status_code == 200, address
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert response.headers["Content-Language"] == language
    assert "Set-Cookie" not in response.headers
    page = soup(response)
    assert list(faults(page, language)) == [], address
    return page.main
