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
        told = {}
        for what in ((), (last - 1,), (last, CHANGES), (last - 1, UNTIL_TODAY)):
            address = of_page(page, *what)
            response = client.get(address)
            assert response.status_code == 200, address
            assert response.headers["X-Robots-Tag"] == "noindex"
            assert response.headers["Content-Language"] == language
            assert "Set-Cookie" not in response.headers
            told[what] = soup(response)
            assert list(faults(told[what], language)) == [], address
        assert "Ny tittel" in told[()].main.get_text()
        old = told[last - 1,].main
        assert not any(NEW in one.get_text() for one in [old.h1, *old.select(".measure")])
        for what in ((last, CHANGES), (last - 1, UNTIL_TODAY)):
            assert NEW in " ".join(one.get_text() for one in told[what].main.find_all("ins"))
