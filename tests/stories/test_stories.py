"""An experience: what it may be published with, what it says of itself in words, rows and drawing."""

import pytest
from django.utils import translation

from hub.drawing.houses import HouseFacts
from hub.enums import EvidenceLevel, OrganisationKind, PartnerRole, Phase, ServiceStatus, Vocabulary
from hub.publishing import PublishBlocked
from stories.models import StoryAdvice, StoryDifficulty, StoryIndexPage, StoryPage
from tests.builders.hub import (
    make_county,
    make_health_community,
    make_municipality,
    make_organisation,
    make_term,
    publish,
)
from tests.builders.stories import make_full_story, make_story, make_story_index, result

pytestmark = pytest.mark.django_db

AIM = EvidenceLevel.PLANLAGT


@pytest.fixture(autouse=True)
def in_english():
    """The words in these tests are those of the source."""
    with translation.override("en"):
        yield


# Publication ----------------------------------------------------------------------------------------------------------
def draft(**fields):
    page = StoryPage(title="Utkast", live=False, **fields)
    make_story_index().add_child(instance=page)
    return page


def test_stories_stand_below_their_list_and_nowhere_else():
    assert StoryPage.allowed_parent_page_models() == [StoryIndexPage]
    assert StoryIndexPage.allowed_subpage_models() == [StoryPage]
    assert StoryPage.can_create_at(make_story_index())
    assert StoryPage.allowed_subpage_models() == []


def test_a_draft_needs_only_a_title():
    assert draft().pk


def test_publishing_names_all_that_is_missing():
    with pytest.raises(PublishBlocked) as blocked:
        publish(draft())
    assert {problem.field for problem in blocked.value.problems} == set(StoryPage.required_to_publish)


def test_a_complete_story_can_be_published():
    story = publish(make_full_story(start_year=2018, end_year=2021), summary="Ny ingress.")
    assert story.versions.count() == 1


def test_it_cannot_have_ended_before_it_started():
    with pytest.raises(PublishBlocked) as blocked:
        publish(make_story(start_year=2021, end_year=2018))
    assert [problem.field for problem in blocked.value.problems] == ["end_year"]


def test_a_result_may_point_only_to_a_source_that_is_there():
    assert publish(make_story(sources=["Studien"], results=[result(source_number=1)])).live
    with pytest.raises(PublishBlocked) as blocked:
        publish(make_story(sources=["Studien"], results=[result(text="Bedre", source_number=2)]))
    assert "Bedre" in blocked.value.messages[0]


# In words -------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("status", "confirmed", "text"),
    [
        (ServiceStatus.I_DRIFT, "2024", "Running, confirmed 2024"),
        (ServiceStatus.I_DRIFT, "", "Running, not confirmed"),
        (ServiceStatus.VIDEREFORT, "2024-05", "The service was continued, confirmed May 2024"),
        (ServiceStatus.STOPPET, "", "Stopped, not confirmed"),
        (ServiceStatus.UKJENT, "", "Not known whether it is running"),
        ("", "", ""),
    ],
)
def test_the_status_never_stands_without_its_date(status, confirmed, text):
    assert StoryPage(status=status, status_confirmed=confirmed).status_text == text


@pytest.mark.parametrize(
    ("fields", "phase", "years"),
    [
        ({"phase": Phase.DRIFT}, "In operation", ""),
        ({"phase": Phase.DRIFT, "start_year": 2014}, "In operation", "Started 2014"),
        ({"phase": Phase.AVSLUTTET, "start_year": 2018, "end_year": 2021}, "Ended", "2018–2021"),
        ({"phase": Phase.AVSLUTTET, "end_year": 2021}, "Ended", "Ended 2021"),
        ({"phase": Phase.AVSLUTTET, "phase_since": "2012", "end_year": 2012}, "Ended, since 2012", ""),
        ({"phase": Phase.DRIFT, "phase_since": "2013-04", "start_year": 2013}, "In operation, since April 2013", ""),
        ({"phase": Phase.DRIFT, "phase_since": "2021", "start_year": 2017}, "In operation, since 2021", "Started 2017"),
        ({}, "", ""),
    ],
)
def test_phase_and_years_say_each_thing_once(fields, phase, years):
    story = StoryPage(**fields)
    assert (story.phase_text, story.years_text) == (phase, years)


def test_a_card_tells_place_forms_phase_and_status():
    story = make_story(municipalities=[make_municipality()], status_confirmed="2022")
    assert story.card_facts == [
        "Bodø, Nordland",
        "digital hjemmeoppfolging",
        "In operation",
        "Running, confirmed 2022",
    ]
    assert story.related_facts == ["Bodø, Nordland", "In operation"]


def test_a_place_that_is_county_and_municipality_stands_once():
    oslo = make_municipality(number="0301", name="Oslo", county=make_county(number="03", name="Oslo"))
    story = make_story(municipalities=[make_municipality(), oslo])
    assert [place.name for place in story.places] == ["Bodø", "Nordland", "Oslo"]


# Answers --------------------------------------------------------------------------------------------------------------
def test_answered_questions_keep_their_order_and_their_anchor():
    story = make_story(hard="<p>Opplæring.</p>", next_steps="<p></p>")
    assert [(section.field, section.anchor) for section in story.sections] == [
        ("what", "s1"),
        ("for_whom", "s3"),
        ("hard", "s6"),
    ]
    assert story.toc_entries()[-1] == ("s6", "What was hard?")


def test_unanswered_questions_are_the_rest():
    story = make_story(hard="<p>Opplæring.</p>")
    assert len(story.unanswered) == 6
    assert "hard" not in {question.field for question in story.unanswered}


def test_rows_answer_a_question_too():
    story = make_story(
        results=[result()], difficulties=[StoryDifficulty(text="Vanskelig")], advice=[StoryAdvice(text="Prøv")]
    )
    rows = {section.field: [row.text for row in section.rows] for section in story.sections}
    assert rows["results_text"] == ["Færre innleggelser"]
    assert rows["hard"] == ["Vanskelig"]
    assert rows["advice_text"] == ["Prøv"]


def test_a_planned_result_stands_below_the_aims_and_leaves_the_results_unanswered():
    story = make_story(results=[result(text="Skal bli bedre", evidence=AIM)])
    aims = {section.field: [row.text for row in section.aims] for section in story.sections if section.aims}
    assert aims == {"aims": ["Skal bli bedre"]}
    assert story.result_rows == []
    assert "results_text" in {question.field for question in story.unanswered}


def test_what_is_inferred_is_marked():
    story = make_story(aims="<p>Mål.</p>", inferred_fields=["aims", "status_confirmed"])
    assert [section.field for section in story.sections if section.inferred] == ["aims"]
    assert story.inferred_status == "status_confirmed"


# The house ------------------------------------------------------------------------------------------------------------
def test_the_house_is_drawn_from_the_page():
    hospital = make_organisation(name="Sykehuset", kind=OrganisationKind.HELSEFORETAK)
    forms = [make_term(vocabulary=Vocabulary.SERVICE_FORMS, slug=slug) for slug in ("delt-plan", "hjemmesykehus")]
    story = make_story(
        terms=forms,
        organisations=[(hospital, PartnerRole.HENVISER)],
        municipalities=[make_municipality()],
        results=[result(), result(evidence=EvidenceLevel.FOR_ETTER), result(evidence=AIM)],
    )
    assert story.house_facts == HouseFacts(
        owner_kind="kommune",
        partner_kinds=("helseforetak",),
        municipalities=1,
        forms=("delt-plan", "hjemmesykehus"),
        phase="drift",
        status="i-drift",
        evidence="for-etter",
    )


def test_an_empty_draft_is_a_house_that_says_nothing():
    assert draft().house_facts == HouseFacts()


@pytest.mark.parametrize("queryset", ["detail_queryset", "related_queryset"])
def test_a_loaded_story_draws_itself_without_a_query(queryset, django_assert_num_queries):
    story = getattr(StoryPage, queryset)().get(pk=make_full_story().pk)
    with django_assert_num_queries(0):
        assert story.house_facts.partner_kinds == ("kommune",)
        assert story.card_facts
        assert story.owners[0].path_from_root
        assert [partner.organisation.path_from_root for partner in story.partners]


def test_all_rows_of_a_story_come_in_one_query(django_assert_num_queries):
    pk = make_full_story(rows=2).pk
    with django_assert_num_queries(2):
        story = StoryPage.detail_queryset().get(pk=pk)
        for relation in ("sources", "footnotes", "results", "difficulties", "advice", "page_terms", "organisations"):
            assert len(getattr(story, relation).all()) == (1 if relation == "page_terms" else 2)
        assert [row.municipality.county.name for row in story.municipalities.all()] == ["Nordland"] * 3
        assert [row.text for row in story.results.all()] == ["Resultat 0", "Resultat 1"]


# The strongest evidence -----------------------------------------------------------------------------------------------
def test_the_strongest_evidence_follows_the_rows_and_never_an_aim():
    story = make_story(results=[result(evidence=AIM)])
    assert story.strongest_evidence == ""
    story.results.add(result(evidence=EvidenceLevel.RANDOMISERT))
    story = publish(story)
    assert story.strongest_evidence == "randomisert"
    story.results.set([result()])
    assert publish(story).strongest_evidence == "erfaring"


def test_a_preview_shows_the_rows_of_the_draft(rf):
    story = make_story()
    story.results.add(result())
    assert story.strongest_evidence == ""
    assert story.get_context(rf.get("/"))["page"].strongest_evidence == "erfaring"


# What it tells the other rooms ----------------------------------------------------------------------------------------
def test_facets_hold_what_is_stated_and_nothing_planned():
    story = make_story(
        municipalities=[make_municipality()],
        health_community=make_health_community(),
        organisation_model="egen-enhet",
        results=[result(), result(mast="sikkerhet", evidence=AIM)],
        difficulties=[StoryDifficulty(text="Vanskelig", nasss="teknologien"), StoryDifficulty(text="Annet")],
    )
    facets = story.search_facets()
    assert facets["phase"] == ["drift"]
    assert facets["status"] == ["i-drift"]
    assert facets["evidence"] == ["erfaring"]
    assert facets["mast"] == ["organisering"]
    assert facets["nasss"] == ["teknologien"]
    assert facets["organisation_model"] == ["egen-enhet"]
    assert facets["county"] == ["18"]
    assert "nasss" not in make_story().search_facets()


def test_the_text_holds_the_rows():
    text = {part.text: part.weight for part in make_full_story(results_text="<p>Bedre.</p>").text_parts()}
    assert {"Bedre.", "Resultat 0", "Vanske 0", "Råd 0", "Note 0"} <= set(text)
    aim = make_story(results=[result(text="Skal bli bedre", evidence=AIM)])
    assert {part.text: part.weight for part in aim.text_parts()}["Skal bli bedre"] < text["Resultat 0"]
