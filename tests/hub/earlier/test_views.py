"""Earlier versions as readers meet them: what was visible then, and nothing else."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hub.enums import Vocabulary
from hub.models import PublishedVersion
from hub.models.versions import HiddenFor
from hub.reserved import slug_problem
from research.models import ConceptIndexPage, ConceptPage
from tests.builders.html import faults, soup
from tests.builders.hub import (
    make_home,
    make_page,
    make_standard_page,
    make_term,
    publish,
    relate,
    restrict,
)

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>"


def make_versions(*summaries, **fields):
    """A page with one version for each summary; the last is today's."""
    page = make_standard_page(title="Veiviser", slug="veiviser", **fields)
    for summary in summaries:
        page = publish(page, summary=summary, change_note=f"Nå: {summary}")
    return page


def words(response):
    return " ".join(soup(response).main.get_text(" ").split())


def test_the_list_tells_what_readers_have_seen_and_when(client):
    page = make_versions("Først.", "Så.", "Til slutt.")
    response = client.get("/veiviser/versjoner/")
    assert response.status_code == 200
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert "Set-Cookie" not in response.headers
    assert list(faults(soup(response), "nb")) == []
    links = [link["href"] for link in soup(response).select("ol.rows a")]
    assert links == [
        "/veiviser/",
        "/veiviser/versjoner/3/endringer/",
        "/veiviser/versjoner/2/",
        "/veiviser/versjoner/2/endringer/",
        "/veiviser/versjoner/2/til-i-dag/",
        "/veiviser/versjoner/1/",
        "/veiviser/versjoner/1/til-i-dag/",
    ]
    assert "Nå: Så." in words(response)
    assert f'href="{page.path_from_root}versjoner/"' in client.get(page.path_from_root).content.decode()


def test_a_version_says_that_it_is_old_and_leads_to_todays(client):
    make_versions("Først.", "Så.")
    response = client.get("/veiviser/versjoner/1/")
    page = soup(response)
    assert "Først." in words(response)
    assert "Så." not in words(response)
    assert page.select_one(".ds-alert a")["href"] == "/veiviser/"
    assert page.find("meta", {"name": "robots"})["content"] == "noindex"
    assert page.find("link", {"rel": "canonical"}) is None
    assert list(faults(page, "nb")) == []


def test_it_is_shown_from_what_was_frozen(client):
    group = make_term(vocabulary=Vocabulary.PATIENT_GROUPS, slug="kols", nb="KOLS")
    page = make_standard_page(title="Gammel tittel", slug="veiviser", terms=[group])
    page = publish(page, body=[("text", "<p>Gamle <b>ord</b></p>")])
    publish(page, title="Ny tittel", body=[("text", "<p>Nye ord</p>")])
    group.nb = "Omdøpt"
    group.save()
    text = words(client.get("/veiviser/versjoner/1/"))
    assert "Gammel tittel" in text
    assert "Gamle ord" in text
    assert "KOLS" in text
    assert "Omdøpt" not in text
    assert "Nye ord" not in text


def test_the_difference_is_by_field_and_word(client):
    make_versions("80 pasienter i drift.", "120 pasienter i drift.", "Avsluttet.")
    page = soup(client.get("/veiviser/versjoner/2/endringer/"))
    for hidden in page.select(".ds-sr-only"):
        hidden.decompose()
    section = page.select_one("main section")
    assert [one.get_text() for one in section.find_all("del")] == ["80 "]
    assert [one.get_text() for one in section.find_all("ins")] == ["120 "]
    today = client.get("/veiviser/versjoner/1/til-i-dag/")
    assert "Avsluttet" in words(today)
    assert list(faults(soup(today), "nb")) == []


def test_hostile_content_is_text_in_version_and_difference(client):
    make_versions("Rolig.", HOSTILE, "Rolig igjen.", body=[("heading", {"text": HOSTILE, "level": "h2"})])
    for address in ("2/", "2/endringer/", "2/til-i-dag/", ""):
        response = client.get(f"/veiviser/versjoner/{address}")
        assert response.status_code == 200
        page = soup(response)
        assert "alert(1)" in page.main.get_text()
        assert not [tag for tag in page.main.find_all("script")]
        assert not page.main.find("img")


@pytest.mark.parametrize("address", ["2/", "2/endringer/", "2/til-i-dag/"])
def test_a_withdrawn_version_is_a_stub_that_says_so(client, address):
    page = make_versions("Først.", "Feilaktig påstand.", "Rettet.")
    page.versions.filter(number=2).update(hidden=True, hidden_for=HiddenFor.ERROR, hidden_reason="Tallet var galt.")
    response = client.get(f"/veiviser/versjoner/{address}")
    assert response.status_code == 410
    assert "Feilaktig" not in response.content.decode()
    assert "Tallet var galt." in words(response)
    assert "Feilaktig" not in client.get("/veiviser/versjoner/").content.decode()
    assert list(faults(soup(response), "nb")) == []


def test_neighbours_leap_over_a_withdrawn_version(client):
    page = make_versions("En.", "To.", "Tre.")
    page.versions.filter(number=2).update(hidden=True, hidden_for=HiddenFor.ERROR)
    text = client.get("/veiviser/versjoner/3/endringer/").content.decode()
    assert "En" in text
    assert "To." not in text


@pytest.mark.parametrize("address", ["3/", "0/", "999999/", "1/endringer/", "3/endringer/", "2/til-i-dag/", "x/"])
def test_what_is_no_version_of_the_page_is_not_found(client, address):
    make_versions("En.", "To.")
    other = make_standard_page(slug="annen")
    for summary in ("a.", "b.", "c."):
        other = publish(other, summary=summary)
    assert client.get("/annen/versjoner/3/", follow=True).status_code == 200
    assert client.get(f"/veiviser/versjoner/{address}").status_code == 404


def test_what_was_never_visible_is_not_found(client):
    page = make_standard_page(slug="veiviser")
    closing = restrict(page)
    page = publish(page, summary="Bare for noen.")
    closing.delete()
    publish(page, summary="For alle.")
    page.versions.filter(number=1).update(was_public=False)
    assert "Bare for noen." not in client.get("/veiviser/versjoner/").content.decode()
    for address in ("1/", "1/til-i-dag/", "2/endringer/"):
        assert client.get(f"/veiviser/versjoner/{address}").status_code == 404


@pytest.mark.parametrize("state", ["withdrawn", "expired", "private", "below private", "deleted"])
def test_a_page_that_is_not_visible_shows_no_versions(client, state):
    above = make_standard_page(title="Over", slug="over") if state == "below private" else None
    page = make_standard_page(parent=above, slug="veiviser")
    page = publish(publish(page, summary="Hemmelig en."), summary="Hemmelig to.")
    path = page.path_from_root
    if state == "withdrawn":
        page.unpublish()
    elif state == "expired":
        type(page).objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    elif state == "deleted":
        page.delete()
    else:
        restrict(above or page)
    for address in ("", "1/", "2/endringer/", "1/til-i-dag/"):
        response = client.get(f"{path}versjoner/{address}")
        assert response.status_code == 404, address
        assert "Hemmelig" not in response.content.decode()


def test_a_page_that_it_pointed_to_is_named_only_while_it_is_public(client):
    page, other = make_standard_page(slug="veiviser"), make_standard_page(title="Nabosiden")
    relate(page, other)
    page = publish(type(page).objects.get(pk=page.pk), summary="En.")
    publish(page, summary="To.")
    assert "Nabosiden" in words(client.get("/veiviser/versjoner/1/"))
    other.unpublish()
    text = words(client.get("/veiviser/versjoner/1/"))
    assert "Nabosiden" not in text


def test_each_tree_and_standard_has_its_own_address_and_language(client):
    make_home(language="en")
    english = make_standard_page(language="en", slug="guide", title="Guide")
    publish(publish(english, summary="One."), summary="Two.")
    page = make_standard_page(slug="rettleiing", written_standard="nn", title="Rettleiing")
    publish(publish(page, summary="Ein."), summary="To.")
    for path, language in (("/en/guide/versions/", "en"), ("/rettleiing/versjoner/", "nn")):
        for address in ("", "1/"):
            response = client.get(path + address)
            assert response.headers["Content-Language"] == language
            assert list(faults(soup(response), language)) == []
    assert client.get("/en/guide/versions/2/changes/").status_code == 200
    assert client.get("/en/guide/versions/1/until-today/").status_code == 200
    for wrong in ("/en/guide/versjoner/", "/rettleiing/versions/", "/en/guide/versions/1/endringer/"):
        assert client.get(wrong).status_code == 404


def test_a_concept_has_them_at_its_english_address_too(client):
    make_page(ConceptIndexPage, language="en", title="Concepts", slug="concepts")
    index = make_page(ConceptIndexPage, title="Begreper", slug="begreper")
    names = {"pref_label_nn": "oppfølging", "pref_label_en": "follow-up", "slug_en": "follow-up"}
    texts = {"definition_nb": "Noe.", "definition_nn": "Noko.", "definition_en": "Something."}
    concept = make_page(ConceptPage, parent=index, title="oppfølging", slug="oppfolging", **names, **texts)
    concept = publish(concept)
    publish(concept, definition_en="Something else.")
    response = client.get("/en/concepts/follow-up/versions/2/changes/")
    assert response.headers["Content-Language"] == "en"
    assert "else" in words(response)
    assert client.get("/begreper/oppfolging/versjoner/2/endringer/").status_code == 200
    assert client.get("/en/concepts/other/versions/").status_code == 404


def test_the_address_cannot_be_taken_by_a_page():
    assert slug_problem("versjoner", 5, "nb")
    assert slug_problem("versions", 3, "en")
    assert not slug_problem("versjonene", 5, "nb")


def test_the_front_page_and_lists_have_versions_too(client):
    publish(make_home(), promise="Lær mer")
    assert client.get("/versjoner/").status_code == 200


@pytest.mark.indexed
def test_never_in_search_or_sitemap(client):
    make_versions("Først ordet sjiraffhals.", "Så.", "Til slutt ordet flodhest.")
    assert 'href="/veiviser/' in client.get("/sok/?q=flodhest").content.decode()
    assert "versjoner" not in client.get("/sitemap.xml").content.decode()
    assert 'href="/veiviser/' not in client.get("/sok/?q=sjiraffhals").content.decode()


def test_the_cost_does_not_grow_with_the_versions(client):
    page = make_versions("En.", "To.")

    def cost(address):
        client.get(f"/veiviser/versjoner/{address}")
        with CaptureQueriesContext(connection) as found:
            client.get(f"/veiviser/versjoner/{address}")
        return len(found)

    before = [cost(address) for address in ("", "1/", "2/endringer/", "1/til-i-dag/")]
    for number in range(18):
        page = publish(page, summary=f"Nummer {number}.")
    assert PublishedVersion.objects.filter(page=page).count() == 20
    assert [cost(address) for address in ("", "1/", "2/endringer/", "1/til-i-dag/")] == before
    assert max(before) <= 6
