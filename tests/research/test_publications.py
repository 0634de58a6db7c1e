"""A publication: checked when it is entered, plain when it is read."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from hub.publishing import PublishBlocked
from research.enums import EffectDirection
from research.models import PublicationIndexPage, PublicationPage
from tests.builders.hub import make_term, publish
from tests.builders.research import make_list, make_publication

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "pasted",
    [
        "10.1186/s12913-019-4397-2",
        " https://doi.org/10.1186/s12913-019-4397-2 ",
        "http://dx.doi.org/10.1186/s12913-019-4397-2",
        "doi: 10.1186/s12913-019-4397-2",
        "DOI:10.1186/s12913-019-4397-2",
    ],
)
def test_a_doi_is_taken_however_it_was_pasted(pasted):
    publication = make_publication(doi=pasted)
    assert publication.doi == "10.1186/s12913-019-4397-2"
    assert publication.doi_url == "https://doi.org/10.1186/s12913-019-4397-2"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("doi", "s12913-019-4397-2"),
        ("doi", "10.1186"),
        ("pmid", "PMC123"),
        ("pmid", "0123"),
        ("pmcid", "5623392"),
        ("year", 19),
    ],
)
def test_what_is_no_identifier_is_refused_at_its_field(field, value):
    with pytest.raises(ValidationError) as refused:
        make_publication(**{field: value})
    assert list(refused.value.message_dict) == [field]


def test_the_double_is_named():
    make_publication(title="The first", doi="10.1186/ABC")
    double = make_publication(doi="10.1186/abc")
    with pytest.raises(PublishBlocked) as blocked:
        publish(double)
    assert [(problem.field, "The first" in problem.message) for problem in blocked.value.problems] == [("doi", True)]


def test_its_english_version_is_no_double():
    first = make_publication(doi="10.1186/abc")
    twin = make_publication(doi="10.1186/abc", language="en", translation_of=first)
    assert twin.own_problems() == [] == first.own_problems()


def test_readers_must_be_able_to_find_it():
    with pytest.raises(PublishBlocked) as blocked:
        publish(make_publication(url=""))
    assert [problem.field for problem in blocked.value.problems] == ["doi"]


def test_what_is_planned_has_found_nothing():
    with pytest.raises(PublishBlocked) as blocked:
        publish(make_publication(evidence="planlagt", direction=EffectDirection.BEDRE))
    assert [problem.field for problem in blocked.value.problems] == ["direction"]
    publish(make_publication(evidence="planlagt", direction=EffectDirection.IKKE_MALT))


def test_a_draft_needs_only_a_title_and_publishing_lists_the_rest():
    draft = PublicationPage(title="A study", live=False)
    make_list(PublicationIndexPage).add_child(instance=draft)
    with pytest.raises(PublishBlocked) as blocked:
        publish(draft)
    missing = {problem.field for problem in blocked.value.problems}
    assert missing == {"summary", "kind", "year", "title_language", "doi"}


@pytest.mark.parametrize(
    ("authors", "others", "line", "short"),
    [
        ((), False, "", "2019"),
        (("Berntsen GKR",), False, "Berntsen GKR.", "Berntsen GKR 2019"),
        (("Berntsen GKR",), True, "Berntsen GKR et al.", "Berntsen GKR et al. 2019"),
        (("Vis C", "Riper H"), False, "Vis C, Riper H.", "Vis C et al. 2019"),
    ],
)
def test_authors_in_a_line(authors, others, line, short):
    publication = make_publication(authors=authors, authors_and_others=others)
    with translation.override("en"):
        assert (publication.author_line, publication.short_reference) == (line, short)


@pytest.mark.parametrize(
    ("codes", "international", "names"),
    [
        ([], False, []),
        (["NO", "DK"], False, ["Norway", "Denmark"]),
        (["NO"], True, ["Norway", "more countries"]),
        ([], True, ["Several countries"]),
        (["XX"], False, []),
    ],
)
def test_countries_by_name(codes, international, names):
    publication = make_publication(country_codes=codes, is_international=international)
    with translation.override("en"):
        assert publication.country_names == names


def test_the_address_is_told_only_when_the_doi_leads_elsewhere():
    assert make_publication(url="https://doi.org/10.1/x", doi="10.1234/x").url_host == "doi.org"
    assert make_publication(url="https://doi.org/10.1234/y", doi="10.1234/y").url_host == ""
    assert make_publication(url="https://www.bmj.com/x").url_host == "bmj.com"


def test_the_page_tells_what_was_found_and_how_sure_it_is(client):
    publication = make_publication(
        title="Telehealthcare for patients",
        main_finding="Ingen sikker forskjell.",
        summary="1225 personer med KOLS.",
        limits="Et forbehold.",
        inferred_fields=["limits"],
        direction=EffectDirection.BEDRE,
        evidence="randomisert",
        journal="BMJ Open",
        doi="10.1136/bmjopen-2016-014587",
        pmid="28490555",
        country_codes=["DK"],
        terms=[make_term(slug="kols", nb="KOLS")],
    )
    html = client.get(publication.path_from_root).content.decode()
    assert '<h1 class="long" lang="en">Telehealthcare for patients</h1>' in html
    assert '<cite lang="en">BMJ Open</cite>' in html
    assert 'data-color="success"' in html
    assert html.count('aria-current="true"') >= 1
    for text in ("Ingen sikker forskjell.", "1225 personer", "Et forbehold.", "KOLS", "doi.org/10.1136", "28490555"):
        assert text in html


def test_a_page_that_knows_little_says_little(client):
    publication = make_publication(authors=())
    html = client.get(publication.path_from_root).content.decode()
    assert "rungs" not in html
    assert "ds-tag" not in html


def test_the_card_repeats_the_bricks_in_words(client):
    make_publication(evidence="randomisert", direction=EffectDirection.BLANDET)
    html = client.get("/forskning/").content.decode()
    card = html[html.index('<li class="row"') :]
    card = card[: card.index("</li>")]
    assert "<svg" in card
    assert "lang=" in card
    with translation.override("nb"):
        assert str(EffectDirection.BLANDET.label) in card


def test_the_facets():
    publication = make_publication(evidence="randomisert", direction="bedre", country_codes=["DK"])
    facets = publication.search_facets()
    assert facets["publication_kind"] == ["artikkel"]
    assert (facets["year"], facets["evidence"], facets["direction"]) == (["2019"], ["randomisert"], ["bedre"])
    assert (facets["source_language"], facets["country"]) == (["en"], ["DK"])


def test_what_is_not_known_is_no_facet():
    assert not {"direction", "evidence", "country"} & set(make_publication().search_facets())


def test_its_entry_keeps_the_language_of_the_title():
    (entry,) = make_publication(title="A study", main_finding="Et funn.").search_entries()
    assert (entry.language, entry.title_language, entry.url) == ("nb", "en", "/forskning/a-study/")
    assert "Et funn." in [part.text for part in entry.parts]
