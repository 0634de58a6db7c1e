"""A resource that others keep, and whether the way to it holds."""

from datetime import date

import pytest
from django.utils import translation
from django.utils.formats import date_format

from hub.publishing import PublishBlocked
from research.enums import LinkStatus
from research.models import ResourceIndexPage, ResourcePage
from tests.builders.hub import make_organisation, make_term, publish
from tests.builders.research import make_list, make_resource

pytestmark = pytest.mark.django_db


def problems(page, **changes):
    with pytest.raises(PublishBlocked) as blocked:
        publish(page, **changes)
    return {problem.field for problem in blocked.value.problems}


def test_a_draft_needs_only_a_title_and_publishing_lists_the_rest():
    draft = ResourcePage(title="En veileder", live=False)
    make_list(ResourceIndexPage).add_child(instance=draft)
    assert problems(draft) == {"summary", "kind", "resource_language", "owner_organisation"}


def test_a_check_has_both_a_day_and_a_finding():
    assert problems(make_resource(), link_status=LinkStatus.OK) == {"link_checked_on"}
    assert problems(make_resource(), link_checked_on=date(2026, 5, 1)) == {"link_status"}
    publish(make_resource(), link_status=LinkStatus.OK, link_checked_on=date(2026, 5, 1))


def test_its_keeper_is_a_body_of_the_hub_or_words():
    body = make_organisation(name="KS", kind="kompetansesenter")
    assert make_resource(owner_name="", owner_organisation=body).keeper == "KS"
    assert make_resource(owner_name="KS / Helsenorge", owner_organisation=body).keeper == "KS / Helsenorge"
    assert make_resource(owner_name="").keeper == ""


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"link_url": ""}, "We do not know the address"),
        ({"link_url": "https://www.ks.no/x"}, "has not been checked"),
        (
            {"link_url": "https://ks.no/x", "link_status": "ok", "link_checked_on": date(2026, 5, 1)},
            "last checked",
        ),
    ],
)
def test_the_page_tells_how_far_we_know_the_way(client, fields, said):
    resource = make_resource(language="en", **fields)
    html = client.get(resource.path_from_root).content.decode()
    assert said in html
    with translation.override("en"):
        assert date_format(date(2026, 5, 1)) in html or not fields.get("link_checked_on")
    assert (fields["link_url"] in html) if fields["link_url"] else ('ds-button" href="http' not in html)


def test_the_keeper_leads_to_its_page(client):
    body = make_organisation(name="KS", kind="kompetansesenter")
    html = client.get(make_resource(owner_name="", owner_organisation=body).path_from_root).content.decode()
    assert f'<a href="{body.path_from_root}">KS</a>' in html


def test_titles_keep_their_language(client):
    make_resource(title="Lärande exempel", title_language="sv")
    assert 'lang="sv">Lärande exempel</a>' in client.get("/ressurser/").content.decode()


def test_narrowed_by_kind_audience_language_and_keeper(client):
    body = make_organisation(name="KS", kind="kompetansesenter")
    make_resource(title="A", kind="verktoy", owner_organisation=body, terms=[])
    make_resource(title="B", resource_language="en", terms=[make_term(vocabulary="audiences", slug="leder")])
    for query, titles in {
        "type=verktoy": ["A"],
        "ressurssprak=en": ["B"],
        "malgruppe=leder": ["B"],
        "eier=ks": ["A"],
        "type=tull": ["A", "B"],
    }.items():
        response = client.get(f"/ressurser/?{query}")
        assert [page.title for page in response.context["listing"].cards] == titles, query


def test_the_facets():
    facets = make_resource(terms=[make_term(vocabulary="audiences", slug="leder")]).search_facets()
    assert (facets["resource_kind"], facets["source_language"], facets["audiences"]) == (
        ["veileder"],
        ["nb"],
        ["leder"],
    )
