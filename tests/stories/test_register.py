"""The register of initiatives: groups by kind, parts below what they are parts of, filters."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from stories.enums import InitiativeKind, InitiativePhase
from stories.models.initiative_register import grouped
from tests.builders.html import faults, soup
from tests.builders.hub import make_settings
from tests.builders.initiatives import directorate, make_initiative, make_register, make_strategy

pytestmark = pytest.mark.django_db


def rows(shown):
    """Title, depth and number of parts of each row, in order."""
    found = []
    for row in shown.select("table.matrix tbody tr"):
        head = row.th
        depth = 2 if "deep" in head.get("class", []) else len(head.get("class", []))
        found.append((head.a.text.strip(), depth, row.select("td")[-1].text.strip()))
    return found


def show(client, query=""):
    return soup(client.get(make_register().path_from_root + query))


def test_parts_stand_below_what_they_are_parts_of_with_their_number(client):
    make_settings()
    make_strategy(areas=2, actions=1)
    make_initiative(title="Nasjonalt", kind=InitiativeKind.NASJONALT_TILTAK)
    shown = show(client)
    assert faults(shown, "nb") == []
    assert rows(shown) == [
        ("Nasjonalt", 0, ""),
        ("Strategi", 0, "2"),
        ("Område 1 (område A)", 1, "1"),
        ("Handling 1.1", 2, ""),
        ("Område 2 (område B)", 1, "1"),
        ("Handling 2.1", 2, ""),
    ]
    assert [head.select_one(".num").text for head in shown.select(".register h2")] == ["1", "5"]


def test_a_title_in_nynorsk_says_so(client):
    make_strategy(areas=1, actions=0)
    assert [link.get("lang") for link in show(client).select("table.matrix th a")] == ["nn", "nn"]


def test_hidden_parts_are_neither_shown_nor_counted(client):
    _strategy, areas, _actions = make_strategy(areas=2, actions=1)
    areas[1].unpublish()
    assert rows(show(client)) == [("Strategi", 0, "1"), ("Område 1 (område A)", 1, "1"), ("Handling 1.1", 2, "")]


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("?type=strategitiltak", ["Handling 1.1"]),
        ("?fase=avsluttet", ["Ferdig"]),
        ("?eier=ks", ["Ferdig"]),
        ("?eiertype=direktorat&fase=gjeldende", ["Strategi", "Område 1 (område A)", "Handling 1.1"]),
        ("?tjenesteform=digital-hjemmeoppfolging&type=prosjekt", ["Ferdig"]),
    ],
)
def test_the_register_is_narrowed_by_kind_phase_owner_and_service_form(client, query, titles):
    make_strategy(areas=1, actions=1)
    make_initiative(title="Ferdig", phase=InitiativePhase.AVSLUTTET, owner_organisation=directorate("KS"))
    assert [title for title, _depth, _parts in rows(show(client, query))] == titles


def test_in_another_order_the_register_is_one_flat_table(client):
    make_strategy(areas=1, actions=1)
    shown = show(client, "?sorter=tittel")
    assert [(title, depth) for title, depth, _parts in rows(shown)] == [
        ("Handling 1.1", 0),
        ("Område 1 (område A)", 0),
        ("Strategi", 0),
    ]
    assert len(shown.select("table.matrix")) == 1
    assert not shown.select(".register h2")


def test_groups_without_initiatives_are_left_out():
    page = make_initiative(kind=InitiativeKind.POLITIKK)
    assert [len(group.rows) for group in grouped([page])] == [1]
    assert grouped([]) == []


def test_the_register_costs_the_same_however_many_initiatives(client):
    make_settings()
    address = make_register().path_from_root

    def queries():
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        return len(captured)

    make_strategy(areas=2, actions=0)
    few = queries()
    make_strategy(areas=10, actions=1)
    assert queries() == few <= 8
