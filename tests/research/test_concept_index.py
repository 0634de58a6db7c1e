"""The list of concepts in each tree, and the English address of a record."""

from datetime import UTC, datetime

import pytest

from hub.models import PageLink
from research.models import ConceptIndexPage
from tests.builders.hub import make_standard_page, make_term, relate, restrict
from tests.builders.research import make_concept, make_list

pytestmark = pytest.mark.django_db


def titles(response):
    return [concept.label for concept in response.context["listing"].cards]


@pytest.fixture
def lists():
    return make_list(ConceptIndexPage), make_list(ConceptIndexPage, language="en")


def test_the_norwegian_list_is_alphabetical_with_its_last_letters_last(client, lists):
    for title in ("åpen", "ærlig", "øvelse", "Zoom", "asynkron"):
        make_concept(title=title, slug=f"x{len(title)}{ord(title[0])}")
    assert titles(client.get("/begreper/")) == ["asynkron", "Zoom", "ærlig", "øvelse", "åpen"]


def test_it_lists_in_its_own_written_standard(client):
    make_list(ConceptIndexPage, written_standard="nn")
    make_concept(title="hjemmesykehus", nn="heimesjukehus")
    html = client.get("/begreper/").content.decode()
    assert "heimesjukehus" in html
    assert "hjemmesykehus</a>" not in html


def test_the_english_list_shows_the_records_that_have_english(client, lists):
    make_concept(title="hjemmesykehus", en="hospital at home")
    make_concept(title="gevinst")
    response = client.get("/en/concepts/")
    html = response.content.decode()
    assert 'href="/en/concepts/hospital-at-home/"' in html
    assert "hospital at home" in html
    assert "gevinst" not in html


def test_by_theme(client, lists):
    first = make_term(vocabulary="service_forms", slug="delt-plan", position=1)
    second = make_term(vocabulary="service_forms", slug="hjemmesykehus", position=2)
    make_concept(title="a", terms=[second])
    make_concept(title="b", terms=[first])
    make_concept(title="c")
    response = client.get("/begreper/?sorter=tema")
    assert titles(response) == ["b", "a", "c"]
    html = response.content.decode()
    assert html.index("delt plan</h2>") < html.index("hjemmesykehus</h2>")


def test_narrowed_by_theme(client, lists):
    make_concept(title="a", terms=[make_term(vocabulary="service_forms", slug="delt-plan")])
    make_concept(title="b", terms=[make_term(vocabulary="service_forms", slug="hjemmesykehus")])
    assert titles(client.get("/begreper/?tema=delt-plan")) == ["a"]


def test_every_name_finds_the_concept(client, lists):
    make_concept(hidden=[("nb", "telemedisinsk oppfølging")], alternative=[("en", "RPM")])
    make_concept(title="gevinst")
    assert titles(client.get("/begreper/?q=telemedisinsk")) == ["digital hjemmeoppfølging"]
    assert titles(client.get("/begreper/?q=rpm")) == ["digital hjemmeoppfølging"]


def test_the_english_address_shows_the_record_in_english(client, lists):
    concept = make_concept(title="hjemmesykehus", en="hospital at home", example_nb="Et eksempel.", sources=["Kilde"])
    response = client.get("/en/concepts/hospital-at-home/")
    html = response.content.decode()
    assert response.status_code == 200
    assert response.headers["Content-Language"] == "en"
    assert '<html lang="en"' in html
    assert "<h1>hospital at home</h1>" in html
    assert "Health care at home." in html
    assert "Et eksempel." not in html
    assert f'hreflang="nb" href="http://127.0.0.1:8000{concept.path_from_root}"' in html
    assert '<link rel="canonical" href="http://127.0.0.1:8000/en/concepts/hospital-at-home/">' in html


def test_the_norwegian_page_leads_to_the_english_one(client, lists):
    html = client.get(make_concept(en="hospital at home").path_from_root).content.decode()
    assert 'href="/en/concepts/hospital-at-home/"' in html


def test_a_concept_on_an_english_page_has_its_english_name_and_address(client, lists):
    concept = make_concept(title="hjemmesykehus", en="hospital at home")
    page = make_standard_page(language="en", title="About", related=[concept])
    html = client.get(page.path_from_root).content.decode()
    assert 'href="/en/concepts/hospital-at-home/">hospital at home</a>' in html


def test_neighbours_are_the_same_in_english(client, lists):
    narrow = make_concept(title="virtuell avdeling", en="virtual ward")
    broad = make_concept(title="hjemmesykehus", en="hospital at home")
    relate(narrow, broad, kind=PageLink.Kind.BROADER)
    assert 'href="/en/concepts/hospital-at-home/"' in client.get("/en/concepts/virtual-ward/").content.decode()
    assert 'href="/en/concepts/virtual-ward/"' in client.get("/en/concepts/hospital-at-home/").content.decode()


def test_the_english_address_exists_only_in_the_english_tree(client, lists):
    make_concept(title="hjemmesykehus", en="hospital at home")
    assert client.get("/begreper/hospital-at-home/").status_code == 404
    assert client.get("/en/concepts/hjemmesykehus/").status_code == 404


def hide_as_draft(concept):
    concept.live = False
    concept.save()


def hide_as_expired(concept):
    concept.expire_at = datetime(2026, 1, 3, tzinfo=UTC)
    concept.save()


def hide_by_restriction(concept):
    restrict(concept)


def hide_below_restriction(concept):
    restrict(concept.get_parent())


def hide_below_draft(concept):
    parent = concept.get_parent().specific
    parent.live = False
    parent.save()


@pytest.mark.parametrize(
    "hide", [hide_as_draft, hide_as_expired, hide_by_restriction, hide_below_restriction, hide_below_draft]
)
def test_what_is_hidden_in_norwegian_is_hidden_in_english(client, lists, hide):
    hide(make_concept(title="hjemmesykehus", en="hospital at home"))
    assert client.get("/en/concepts/hospital-at-home/").status_code == 404
    assert "hospital at home" not in client.get("/en/concepts/").content.decode()


def test_a_hidden_english_list_hides_its_addresses(client, lists):
    concept = make_concept(title="hjemmesykehus", en="hospital at home")
    restrict(lists[1])
    assert client.get("/en/concepts/hospital-at-home/").status_code != 200
    assert concept.other_addresses() == {}
    assert "/en/concepts/" not in client.get(concept.path_from_root).content.decode()
