"""How to read the houses: a page of its own in each language, linked from every footer."""

import pytest

from hub.addresses import LEGEND
from hub.enums import Vocabulary
from tests.builders.html import faults, soup
from tests.builders.hub import make_home, make_standard_page, make_term

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("address", "language"),
    [(LEGEND["nb"], "nb"), (LEGEND["en"], "en"), (f"{LEGEND['nb']}?sprak=nn", "nn")],
)
def test_in_every_language(client, address, language):
    make_home(language="en")
    make_term(vocabulary=Vocabulary.SERVICE_FORMS, slug="hjemmesykehus", nb="Hjemmesykehus")
    page = soup(client.get(address))
    assert not list(faults(page, language))
    assert len(page.select("svg.house")) >= 6 + 7 + 3 + 1 + 6
    assert page.select_one('[data-form="hjemmesykehus"]')
    switch = page.select_one(".lang a")
    assert switch["href"] == (LEGEND["nb"] if language == "en" else LEGEND["en"])


def test_linked_from_every_footer_in_the_language_of_the_page(client):
    page = soup(client.get(make_standard_page(title="Om", written_standard="nn").path_from_root))
    assert page.footer.select_one(f'a[href="{LEGEND["nb"]}?sprak=nn"]')


def test_in_the_sitemap(client):
    make_home()
    assert f"{LEGEND['nb']}</loc>" in client.get("/sitemap.xml").content.decode()
