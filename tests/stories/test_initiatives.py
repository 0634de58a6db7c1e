"""Initiatives: rules of publication, facts at a glance, pages in three languages, the same cost however many rows."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from wagtail.models import Page

from hub.enums import PartnerRole
from hub.publishing import problems
from stories.enums import InitiativeKind, MilestoneStatus
from stories.models import InitiativePage
from tests.builders.accounts import make_editor
from tests.builders.admin import add_url, editor_client, said, send_form
from tests.builders.html import faults, soup
from tests.builders.hub import make_settings, make_standard_page, publish
from tests.builders.initiatives import (
    actor,
    benefit,
    directorate,
    make_full_initiative,
    make_initiative,
    make_register,
    make_strategy,
    milestone,
)

pytestmark = pytest.mark.django_db


def fresh(page):
    return InitiativePage.detail_queryset().get(pk=page.pk)


def fields_of(page):
    return [problem.field for problem in problems(page)]


# Publication ----------------------------------------------------------------------------------------------------------
def test_kind_phase_owner_and_summary_are_required():
    page = make_initiative(live=False, kind="", phase="", owner_organisation=None, summary="")
    assert fields_of(page) == ["summary", "kind", "phase", "owner_organisation"]
    with pytest.raises(ValidationError):
        publish(page)


@pytest.mark.parametrize(
    ("row", "fields"),
    [
        (milestone(date="2020"), []),
        (milestone(date=""), ["milestones"]),
        (milestone(date="2999-05"), ["milestones"]),
        (milestone(date="", status=MilestoneStatus.PLANLAGT), []),
        (milestone(date="2999", status=MilestoneStatus.PLANLAGT), []),
    ],
)
def test_a_reached_milestone_needs_a_date_that_is_not_to_come(row, fields):
    assert fields_of(make_initiative(milestones=[row])) == fields


def test_an_actor_needs_a_name_or_an_organisation():
    named = actor(name="", organisation=directorate("KS"))
    page = make_initiative(actors=[named, actor(name="")])
    assert [problem.field for problem in problems(page)] == ["actors"]
    assert "2" in problems(page)[0].message
    assert named.shown_name == "KS"


@pytest.mark.parametrize(
    ("above", "kind", "fields"),
    [
        (InitiativeKind.STRATEGI, InitiativeKind.STRATEGIOMRADE, []),
        (InitiativeKind.STRATEGIOMRADE, InitiativeKind.STRATEGITILTAK, []),
        (InitiativeKind.STRATEGI, InitiativeKind.STRATEGITILTAK, []),
        (InitiativeKind.PROSJEKT, InitiativeKind.EVALUERING, []),
        (InitiativeKind.PROSJEKT, InitiativeKind.STRATEGIOMRADE, ["kind"]),
        (None, InitiativeKind.STRATEGITILTAK, ["kind"]),
        (None, InitiativeKind.STRATEGI, []),
    ],
)
def test_areas_and_actions_lie_below_their_strategy(above, kind, fields):
    parent = make_initiative(kind=above) if above else make_register()
    assert fields_of(make_initiative(parent=parent, kind=kind)) == fields


def test_two_parts_of_a_kind_cannot_have_the_same_number():
    _strategy, areas, _actions = make_strategy(areas=2, actions=0)
    areas[1].order = 1
    assert fields_of(areas[1]) == ["order"]
    areas[0].unpublish()
    assert fields_of(areas[1]) == []


def test_an_editor_is_told_where_an_area_belongs_before_it_is_saved():
    answer = send_form(
        editor_client(),
        add_url(InitiativePage, make_register()),
        publish=True,
        title="Område A",
        slug="omrade-a",
        summary="Om området.",
        kind=InitiativeKind.STRATEGIOMRADE,
        phase="gjeldende",
        owner_organisation=str(directorate().pk),
    )
    assert "belongs below" in said(answer)
    assert not InitiativePage.objects.filter(live=True).exists()


def test_an_editor_publishes_an_area_below_its_strategy():
    strategy = make_initiative(kind=InitiativeKind.STRATEGI)
    send_form(
        editor_client(),
        add_url(InitiativePage, strategy),
        publish=True,
        title="Område A",
        slug="omrade-a",
        summary="Om området.",
        kind=InitiativeKind.STRATEGIOMRADE,
        phase="gjeldende",
        owner_organisation=str(directorate().pk),
    )
    assert InitiativePage.objects.get(slug="omrade-a").live


def test_an_initiative_cannot_be_moved_below_its_own_part():
    strategy, areas, _actions = make_strategy()
    editor, elsewhere = make_editor(), make_initiative()
    assert not strategy.permissions_for_user(editor).can_move_to(Page.objects.get(pk=areas[0].pk))
    assert strategy.permissions_for_user(editor).can_move_to(Page.objects.get(pk=elsewhere.pk))


def test_initiatives_lie_in_the_register_or_below_each_other_only():
    assert InitiativePage.can_create_at(make_register())
    assert InitiativePage.can_create_at(make_initiative())
    assert not InitiativePage.can_create_at(make_standard_page())


# Facts ----------------------------------------------------------------------------------------------------------------
def test_areas_are_known_by_letter_other_parts_by_number():
    assert InitiativePage(kind=InitiativeKind.STRATEGIOMRADE, order=3).mark == "C"
    assert InitiativePage(kind=InitiativeKind.STRATEGITILTAK, order=3).mark == "3"
    assert InitiativePage(kind=InitiativeKind.STRATEGIOMRADE).mark == ""


@translation.override("en")
def test_owners_are_the_owner_and_the_partners_that_own_it_too():
    partners = [(directorate("Norsk helsenett"), PartnerRole.EIER), (directorate("FHI"), PartnerRole.SAMARBEIDER)]
    page = fresh(make_initiative(organisations=partners))
    assert page.owner_names == "Helsedirektoratet and Norsk helsenett"
    assert fresh(make_initiative(other_owners=True)).owner_names == "Helsedirektoratet and others"


def test_a_few_actors_without_words_are_facts_and_the_owner_is_not_repeated():
    few = [actor(name="Helsedirektoratet", role="ansvarlig", organisation=directorate()), actor(name="Helseforetakene")]
    page = fresh(make_initiative(actors=few))
    assert not page.tells_of_actors
    assert [(role.value, [one.name for one in held]) for role, held in page.other_actors] == [
        ("deltar", ["Helseforetakene"])
    ]
    assert fresh(make_initiative(actors=[*few, actor(text="Kan søke")])).tells_of_actors


@translation.override("en")
def test_a_plan_whose_date_has_passed_says_that_nobody_confirmed_it():
    assert milestone(date="2020", status=MilestoneStatus.PLANLAGT).standing == "Planned, not confirmed as done"
    assert milestone(date="2999", status=MilestoneStatus.PLANLAGT).standing == "Planned"
    assert milestone(date="", status=MilestoneStatus.PLANLAGT).standing == "Planned"
    assert milestone().standing == "Reached"
    assert milestone(status=MilestoneStatus.UKJENT).standing == "Not known whether it was reached"


def test_a_date_lies_ahead_or_has_passed_only_as_a_whole():
    today = date(2026, 5, 17)
    assert not milestone(date="2026").lies_ahead(today)
    assert not milestone(date="2026").has_passed(today)
    assert milestone(date="2026-06").lies_ahead(today)
    assert milestone(date="2026-05-16").has_passed(today)


def test_the_sources_own_words_for_a_date_go_before_ours():
    assert milestone(date="2020", date_text="i løpet av 2020").when == "i løpet av 2020"
    with translation.override("nb"):
        assert milestone(date="2022-04").when == "april 2022"
    assert milestone(date="").when == ""


def test_the_latest_source_dates_the_facts():
    rows = [{"title": "En", "date": "2021"}, {"title": "To", "date": "2022-02-03"}, {"title": "Tre"}]
    assert fresh(make_initiative(sources=rows)).dated_by_source == "2022-02-03"
    assert fresh(make_initiative(sources=["Udatert"])).dated_by_source == ""


def test_contents_leave_out_what_no_source_says():
    assert fresh(make_initiative()).toc_entries() == []
    anchors = [anchor for anchor, _heading in fresh(make_full_initiative()).toc_entries()]
    assert anchors == ["bakgrunn", "oppstart", "gevinster", "milepaeler", "hvem"]


def test_the_index_hears_of_rows_kind_and_short_title():
    page = fresh(make_full_initiative(short_title="Kort"))
    (entry,) = page.search_entries()
    text = " ".join(part.text for part in entry.parts)
    assert all(word in text for word in ("Bakgrunnen", "Gevinst 0", "Milepæl 0", "Aktør 0", "Start 0"))
    assert entry.facets["initiative_kind"] == ["prosjekt"]
    assert entry.facets["service_forms"] == ["digital-hjemmeoppfolging"]
    assert [label.text for label in entry.labels] == ["Kort"]


# Pages ----------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("tree", "standard", "language"), [("nb", "nb", "nb"), ("nb", "nn", "nn"), ("en", "nb", "en")])
def test_a_full_page_is_whole_in_each_language(client, tree, standard, language):
    make_settings()
    page = make_full_initiative(rows=2, language=tree, written_standard=standard)
    shown = soup(client.get(page.path_from_root))
    assert faults(shown, language) == []
    anchors = {tag["id"] for tag in shown.find_all("h2", id=True)}
    assert anchors >= {"bakgrunn", "oppstart", "gevinster", "milepaeler", "hvem", "kilder"}
    assert shown.select_one(".timeline .done strong").text == "Milepæl 0"


def test_an_empty_page_is_whole_too(client):
    make_settings()
    shown = soup(client.get(make_initiative().path_from_root))
    assert faults(shown, "nb") == []
    assert not shown.select(".matrix, .timeline")


def test_an_area_shows_its_siblings_its_letter_and_its_short_title(client):
    _strategy, areas, _actions = make_strategy(areas=3)
    shown = soup(client.get(areas[1].path_from_root))
    assert faults(shown, "nn") == []
    assert shown.h1.text == "Område 2"
    assert "B" in shown.select_one(".eyebrow").text
    assert [item.select_one(".num").text for item in shown.select(".sib li")] == ["A", "B", "C"]
    assert "Område 2" in shown.select_one(".sib [aria-current=page]").text


def test_the_matrix_names_each_beneficiary_once(client):
    rows = [benefit(text="Trygghet", benefit="kvalitet"), benefit(text="Færre reiser"), benefit(text="Mer tid")]
    shown = soup(client.get(make_initiative(benefits=rows).path_from_root))
    heads = shown.select("table.matrix th[scope=row]")
    assert [(head["rowspan"], len(shown.select("table.matrix tbody tr"))) for head in heads] == [("2", 2)]


def test_a_condition_and_a_planned_status_stand_in_words(client):
    row = milestone(text="Pilot", status="planlagt", condition="hvis det finnes midler", date_text="i løpet av 2021")
    shown = soup(client.get(make_initiative(milestones=[row]).path_from_root))
    item = shown.select_one(".timeline li")
    assert "hvis det finnes midler" in item.text
    assert "I løpet av 2021" in item.text
    assert not item.get("class")


def test_what_was_inferred_is_marked(client):
    page = make_initiative(inferred_fields=["phase"], language="en")
    assert "(inferred)" in soup(client.get(page.path_from_root)).select_one(".facts dd").text


def queries(client, page):
    address = page.path_from_root
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_a_page_costs_the_same_however_many_rows(client):
    make_settings()
    few, many = make_full_initiative(rows=2), make_full_initiative(rows=20)
    assert queries(client, few) == queries(client, many) <= 15


def test_an_area_costs_the_same_however_many_relatives(client):
    make_settings()
    _strategy, small, _actions = make_strategy(areas=2, actions=2)
    before = queries(client, small[0])
    _strategy, large, _actions = make_strategy(areas=20, actions=5)
    assert queries(client, large[0]) == before <= 15


def test_a_draft_can_be_previewed_where_it_lies():
    _strategy, areas, _actions = make_strategy(areas=1, actions=1)
    areas[0].unpublish()
    page = InitiativePage.objects.get(pk=areas[0].pk)
    answer = page.make_preview_request(preview_mode=page.default_preview_mode)
    assert answer.status_code == 200
    shown = soup(answer)
    assert shown.h1.text == "Område 1"
    assert not shown.select(".hard a")  # its action lies below a draft, so nobody may follow a link to it
