"""Sets of documents as bits: what is found, counted, and left out after changes."""

from datetime import UTC, datetime, timedelta

import pytest

from search.facts import Facts
from search.sets import BEGINNING, Sets, bits, places_in

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def facts(pk, *, tree="nb", alone=True, title="Om måling", until=None, **facets):
    return Facts(pk, 1, str(pk), "story", str(pk), [], tree, alone, "/", title, "nb", [], facets, "", None, None, until)


@pytest.fixture
def sets():
    """Three documents, whose ids say nothing of their places."""
    found = [facts(30, theme=["a", "b"]), facts(10, theme=["a"], alone=False), facts(20, tree="en", until=NOW)]
    return Sets().changed((), found)


def test_what_has_one_of_some_values_is_found_and_counted(sets):
    assert set(sets.members(sets.having("theme", ["b", "c"]))) == {30}
    assert sets.counts("theme", sets.all) == {"a": 2, "b": 1}
    assert sets.counts("theme", sets.of([10, 404])) == {"a": 1}
    assert sets.counts("nothing", sets.all) == {}


def test_readers_of_a_tree_see_what_stands_in_no_other(sets):
    assert set(sets.members(sets.for_readers_of("nb"))) == {10, 20, 30}
    assert set(sets.members(sets.for_readers_of("en"))) == {20, 30}


def test_the_clock_takes_documents_out_of_sight(sets):
    assert sets.in_sight(NOW - timedelta(seconds=1)) == sets.all
    assert set(sets.members(sets.in_sight(NOW))) == {10, 30}


def test_titles_are_found_by_the_first_letters_of_their_words(sets):
    assert sets.having(BEGINNING, ["mal"]) == sets.having(BEGINNING, ["om"]) == sets.all
    assert not sets.having(BEGINNING, ["al"])


def test_what_changes_leaves_its_old_values_and_its_place_is_used_again(sets):
    old = facts(30, theme=["a", "b"])
    changed = sets.changed([old], [facts(30, theme=["c"]), facts(40, theme=["a"])])
    assert changed.counts("theme", changed.all) == {"a": 2, "c": 1}
    fewer = changed.changed([facts(40, theme=["a"]), facts(10, theme=["a"], alone=False)], [])
    again = fewer.changed([], [facts(50), facts(51)])
    assert set(again.members(again.all)) == {20, 30, 50, 51}
    assert len(again.ids) == len(changed.ids)
    assert sets.counts("theme", sets.all) == {"a": 2, "b": 1}


@pytest.mark.parametrize("places", [[], [0], [7, 8], range(0, 200, 3)])
def test_bits_and_places_are_each_others_reverse(places):
    assert list(places_in(bits(list(places)))) == list(places)
