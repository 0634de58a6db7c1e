"""Initiatives among their relatives: above, beside and below, visible ones only."""

import pytest

from stories.families import branches
from stories.models import InitiativePage, StartupAction
from tests.builders.hub import make_page, relate, restrict
from tests.builders.initiatives import make_initiative, make_register, make_strategy
from tests.builders.research import make_concept

pytestmark = pytest.mark.django_db


def family(page):
    return InitiativePage.detail_queryset().get(pk=page.pk).family


def menu(page):
    return [(item.page.mark, [inner.page.mark for inner in item.branches]) for item in family(page).menu]


def test_an_area_stands_among_the_areas_of_its_strategy():
    strategy, areas, actions = make_strategy(areas=3, actions=2)
    assert menu(areas[1]) == [("A", []), ("B", []), ("C", [])]
    assert family(areas[1]).parent.pk == strategy.pk
    assert [page.pk for page in family(areas[1]).children] == [page.pk for page in actions[1]]


def test_an_action_unfolds_its_own_area_and_no_other():
    _strategy, _areas, actions = make_strategy(areas=2, actions=2)
    assert menu(actions[1][0]) == [("A", []), ("B", ["1", "2"])]


def test_a_strategy_has_nobody_beside_it():
    strategy, areas, _actions = make_strategy()
    make_initiative(title="Et annet tiltak")
    assert family(strategy).menu == ()
    assert family(strategy).parent is None
    assert [page.pk for page in family(strategy).parts] == [page.pk for page in areas]


def test_an_only_part_has_no_menu():
    whole = make_initiative(title="Utprøving")
    assert family(make_initiative(parent=whole, order=1)).menu == ()


def test_the_number_decides_the_order_and_those_without_come_last():
    whole = make_initiative(title="Åtte tiltak")
    for title, order in (("Uten", None), ("To", 2), ("En", 1)):
        make_initiative(parent=whole, title=title, order=order)
    assert [page.title for page in family(whole).children] == ["En", "To", "Uten"]


def test_a_hidden_sibling_keeps_its_letter():
    strategy, areas, _actions = make_strategy(areas=3)
    areas[1].unpublish()
    assert menu(areas[2]) == [("A", []), ("C", [])]
    restrict(areas[0])
    assert menu(areas[2]) == []
    assert [page.mark for page in family(strategy).parts] == ["C"]


def test_an_action_is_told_once_and_leads_to_its_page_when_that_may_be_seen():
    _strategy, areas, actions = make_strategy(areas=1, actions=2)
    extra = make_initiative(parent=areas[0], title="Ikke ved oppstart", kind="strategitiltak", order=3)
    StartupAction.objects.create(initiative=areas[0], sort_order=9, text="Uten egen side")
    actions[0][1].unpublish()
    found = family(areas[0])
    assert [(row.text, own and own.title) for row, own in found.actions] == [
        ("Gjer Handling 1.1", "Handling 1.1"),
        ("Gjer Handling 1.2", None),
        ("Uten egen side", None),
    ]
    assert [page.pk for page in found.parts] == [extra.pk]


def test_an_area_names_the_concepts_of_its_actions(client):
    _strategy, areas, actions = make_strategy(areas=1, actions=1)
    relate(actions[0][0], make_concept(title="behovsstyrt poliklinikk"))
    relate(actions[0][0], make_initiative(title="Et annet tiltak"))
    page = client.get(areas[0].path_from_root).content.decode()
    assert "behovsstyrt poliklinikk" in page
    assert "Et annet tiltak" not in page


def test_branches_lose_nobody_whose_parent_is_missing():
    strategy, areas, actions = make_strategy(areas=1, actions=1)
    without_area = branches([actions[0][0], strategy])
    assert [(row.page.pk, row.branches) for row in without_area] == [(strategy.pk, ()), (actions[0][0].pk, ())]
    both = branches([strategy, areas[0], actions[0][0]])
    assert [(row.page.pk, row.depth) for row in both[0].flat()] == [
        (strategy.pk, 0),
        (areas[0].pk, 1),
        (actions[0][0].pk, 2),
    ]


def test_relatives_of_another_initiative_are_not_asked_for():
    make_strategy()
    lone = make_initiative(title="Alene")
    assert list(family(lone).by_path) == [lone.path]


def test_a_page_that_is_not_saved_has_no_relatives():
    make_page(InitiativePage, parent=make_register())
    assert InitiativePage(title="Ny").family.parent is None
