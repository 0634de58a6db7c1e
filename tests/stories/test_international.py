"""An international example: three of the questions, a house in outline, and what Norway can learn."""

import pytest
from django.utils import translation

from hub.drawing.houses import HouseFacts
from hub.enums import EvidenceLevel
from hub.publishing import PublishBlocked
from stories.models import InternationalExamplePage, InternationalIndexPage
from tests.builders.hub import publish
from tests.builders.stories import example_result, make_example, make_example_index

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    """The words in these tests are those of the source."""
    with translation.override("en"):
        yield


def test_examples_stand_below_their_list_and_nowhere_else():
    assert InternationalExamplePage.allowed_parent_page_models() == [InternationalIndexPage]
    assert InternationalExamplePage.can_create_at(make_example_index())
    assert InternationalExamplePage.allowed_subpage_models() == []


def test_a_draft_needs_only_a_title_and_publishing_names_the_rest():
    page = InternationalExamplePage(title="Utkast", live=False)
    make_example_index().add_child(instance=page)
    with pytest.raises(PublishBlocked) as blocked:
        publish(page)
    assert {problem.field for problem in blocked.value.problems} == set(InternationalExamplePage.required_to_publish)


def test_the_country_is_shown_as_the_source_names_it():
    assert make_example().country_text == "Denmark"
    assert make_example(country="GB", country_name="Scotland").place == "Scotland"
    assert InternationalExamplePage().country_text == ""


def test_the_house_stands_abroad():
    example = make_example(results=[example_result(evidence=EvidenceLevel.RANDOMISERT)])
    assert example.house_facts == HouseFacts(
        owner_kind="utenlandsk",
        forms=("digital-hjemmeoppfolging",),
        phase="avsluttet",
        status="ukjent",
        evidence="randomisert",
        abroad=True,
    )


def test_what_is_only_planned_stands_with_what_the_service_is():
    example = make_example(results=[example_result(text="4000 pasienter", evidence=EvidenceLevel.PLANLAGT)])
    assert [(section.field, [row.text for row in section.aims]) for section in example.sections] == [
        ("what", ["4000 pasienter"])
    ]
    assert [question.field for question in example.unanswered] == ["results_text", "hard"]
    assert example.strongest_evidence == ""


def test_the_lesson_stands_in_the_contents():
    assert make_example().toc_entries()[-1] == ("lesson", "What Norway can learn")
    assert len(make_example(lesson_for_norway="").toc_entries()) == 1


def test_country_is_a_facet():
    assert make_example().search_facets()["country"] == ["DK"]


@pytest.mark.parametrize(("queryset", "queries"), [("detail_queryset", 2), ("related_queryset", 2)])
def test_loaded_with_its_rows_in_one_query(queryset, queries, django_assert_num_queries):
    pk = make_example(results=[example_result()], sources=["Studien"]).pk
    with django_assert_num_queries(queries):
        example = getattr(InternationalExamplePage, queryset)().get(pk=pk)
        assert example.house_facts.evidence == "erfaring"
        assert example.card_facts
