"""The parts of a list that need no database: orders, counts, what an address asks for, which choices are folded."""

from datetime import date

import pytest
from django.http import QueryDict

from hub.enums import EvidenceLevel, Phase
from hub.listing import ChoiceFilter, RowFilter, Sort, YearFilter, by_title
from hub.listing.asked import Asked, cleaned, read
from hub.listing.counting import select
from hub.listing.facets import AT_FIRST, Choice, parted
from hub.listing.facts import PageFacts
from hub.listing.sorting import north_to_south, norwegian, sort_by_evidence

PHASE = ChoiceFilter("phase", "fase", Phase, label="Fase")
STATUS = ChoiceFilter("status", "status", Phase, label="Status")


def facts(pk, **values):
    return PageFacts(pk, values)


def test_norwegian_letters_come_last_and_accents_do_not_matter():
    words = ["Ås", "Ære", "Øst", "Zebra", "andre", "Étude", "eter", "Fase"]
    assert sorted(words, key=norwegian) == ["andre", "eter", "Étude", "Fase", "Zebra", "Ære", "Øst", "Ås"]


@pytest.mark.parametrize("descending", [False, True])
def test_what_is_empty_stands_last_in_both_directions(descending):
    pages = [facts(1, day=None), facts(2, day=date(2024, 1, 1)), facts(3, day=date(2025, 1, 1)), facts(4, day=None)]
    order = Sort("dag", "Dag", "-day" if descending else "day").apply(pages)
    assert [page.pk for page in order] == ([3, 2, 1, 4] if descending else [2, 3, 1, 4])


def test_a_second_field_decides_between_equals():
    pages = [facts(1, a="x", title="b"), facts(2, a="x", title="a"), facts(3, a="y", title="c")]
    assert [page.pk for page in Sort("s", "S", "-a", "title").apply(pages)] == [3, 2, 1]


def test_evidence_that_is_only_planned_counts_for_nothing():
    levels = ["planlagt", "oversikt", "", "erfaring"]
    pages = [facts(pk, title=str(pk), strongest_evidence=level) for pk, level in enumerate(levels)]
    assert [page.pk for page in sort_by_evidence().apply(pages)] == [1, 3, 0, 2]


def test_the_northernmost_county_decides():
    agder, finnmark = {"municipality__county_id": "42"}, {"municipality__county_id": "56"}
    both = PageFacts(1, {"county_id": None}, {"municipalities": [agder, finnmark]})
    assert north_to_south(both) == 0
    assert north_to_south(PageFacts(2, {"county_id": "42"})) > north_to_south(PageFacts(3, {"county_id": "03"}))
    assert north_to_south(PageFacts(4, {"county_id": None})) > north_to_south(PageFacts(5, {"county_id": "42"}))


def test_each_filter_is_counted_without_itself():
    pages = [facts(1, phase="drift", status="behov"), facts(2, phase="drift", status="drift")]
    pages.append(facts(3, phase="behov", status="drift"))
    found, counted = select(pages, [PHASE, STATUS], {"fase": ["drift"], "status": ["drift"]}, None)
    assert [page.pk for page in found] == [2]
    assert counted["fase"] == {"drift": 1, "behov": 1}
    assert counted["status"] == {"drift": 1, "behov": 1}


def test_years_come_newest_first_and_what_is_undated_has_none():
    years = YearFilter("date")
    pages = [facts(1, date="2019-05"), facts(2, date="2024"), facts(3, date=""), facts(4, date=date(2024, 2, 1))]
    assert list(years.labels(pages, None)) == ["2024", "2019"]
    assert [list(years.ids(page, None)) for page in pages] == [["2019"], ["2024"], [], ["2024"]]
    assert years.unused(["1999", "19x9", "3024"], None) == {"1999": "1999"}


def test_rows_are_filtered_by_what_counts():
    levels = RowFilter("results", "evidence", "bevis", EvidenceLevel, label="Bevis", without=("planlagt",))
    rows = [{"evidence": level} for level in ("erfaring", "planlagt", "", "erfaring")]
    assert levels.ids(PageFacts(1, {}, {"results": rows}), None) == ["erfaring"]
    assert levels.ids(PageFacts(2, {}, {"results": rows[1:3]}), None) == []
    assert "planlagt" not in levels.labels([], None)


def test_values_of_one_filter_are_alternatives():
    pages = [facts(1, phase="drift"), facts(2, phase="behov"), facts(3, phase="")]
    found, counted = select(pages, [PHASE], {"fase": ["drift", "behov"]}, None)
    assert [page.pk for page in found] == [1, 2]
    assert counted["fase"] == {"drift": 1, "behov": 1}


@pytest.mark.parametrize("text", ["  to   ord ", "to\tord", "to\x00ord", "to\nord"])
def test_a_text_is_one_line_of_visible_characters(text):
    assert cleaned(text) == "to ord"


@pytest.mark.parametrize("page", ["x", "-1", "0", "1.5", "²", "%00"])
def test_a_page_that_is_no_number_is_the_first_and_said(page):
    params = QueryDict(mutable=True)
    params["side"] = page
    asked = read(params, [], [by_title()], [], None)
    assert asked.page == 1
    assert len(asked.notes) == 1


def test_nonsense_is_left_out_and_named():
    asked = read(QueryDict("fase=drift&fase=tull&fase=&sorter=baklengs&utm=1"), [PHASE], [by_title()], [], None)
    assert asked.values == {"fase": ["drift"]}
    assert asked.order is None
    assert [note for note in asked.notes if "tull" in note]
    assert len(asked.notes) == 2


def test_a_long_nonsense_value_is_not_echoed_whole():
    asked = read(QueryDict("fase=" + "a" * 5000), [PHASE], [by_title()], [], None)
    assert len(asked.notes[0]) < 150


def test_a_chosen_value_can_be_taken_away_from_the_address():
    asked = Asked(text="kols", values={"fase": ["drift", "behov"]}, order=by_title())
    assert asked.query() == "?q=kols&fase=drift&fase=behov&sorter=tittel"
    assert asked.query(without=("fase", "drift"), page=2) == "?q=kols&fase=behov&sorter=tittel&side=2"
    assert asked.query(without=("q", "kols"), order=False) == "?fase=drift&fase=behov"


def test_many_choices_are_folded_but_never_chosen_ones():
    every = [Choice(str(number), str(number), selected=number == 19, count=number % 5) for number in range(20)]
    first, rest = parted(every)
    assert len(first) == AT_FIRST
    assert "19" in [choice.value for choice in first]
    assert [choice.value for choice in first] == sorted((choice.value for choice in first), key=int)
    assert len(first) + len(rest) == 20
