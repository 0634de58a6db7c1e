"""What the public may see: one condition, right on every level of the tree and at every moment."""

from datetime import timedelta

import pytest

from hub.models import BasePage, PageLink
from hub.visibility import DEEPEST_LEVEL, public
from tests.builders.hub import FIRST_DAY, make_home, make_standard_page, relate, restrict

pytestmark = pytest.mark.django_db


def titles(now=None):
    return set(BasePage.objects.visible(now).filter(depth__gt=2).values_list("title", flat=True))


def test_a_live_page_below_live_pages_is_visible():
    parent = make_standard_page(title="Over")
    make_standard_page(parent=parent, title="Under")
    assert titles() == {"Over", "Under"}


@pytest.mark.parametrize("kind", ["login", "password", "groups"])
def test_a_restriction_closes_the_page_and_all_below_it(kind):
    parent = make_standard_page(title="Over")
    make_standard_page(parent=make_standard_page(parent=parent, title="Under"), title="Nederst")
    make_standard_page(title="Ved siden av")
    restrict(parent, kind=kind, password="x")
    assert titles() == {"Ved siden av"}


def test_an_unpublished_page_closes_all_below_it():
    parent = make_standard_page(title="Over", live=False)
    make_standard_page(parent=make_standard_page(parent=parent, title="Under"), title="Nederst")
    assert titles() == set()


def test_expiry_counts_from_its_moment_whether_or_not_it_was_swept():
    parent = make_standard_page(title="Over")
    make_standard_page(parent=parent, title="Under")
    BasePage.objects.filter(pk=parent.pk).update(expire_at=FIRST_DAY)
    assert titles(FIRST_DAY - timedelta(seconds=1)) == {"Over", "Under"}
    assert titles(FIRST_DAY) == set()


def test_a_front_page_that_is_closed_closes_its_tree():
    make_standard_page(title="Norsk")
    make_standard_page(language="en", title="English")
    restrict(make_home(language="en"))
    assert titles() == {"Norsk"}


def test_neighbours_do_not_close_each_other():
    """The first of ten siblings has a path that differs in its last letters only."""
    pages = [make_standard_page(title=f"Side {number}") for number in range(12)]
    restrict(pages[0])
    assert len(titles()) == 11


def test_the_deepest_level_is_tested_too():
    page = make_standard_page(title="Nivå 3")
    for level in range(4, DEEPEST_LEVEL + 1):
        page = make_standard_page(parent=page, title=f"Nivå {level}")
    assert f"Nivå {DEEPEST_LEVEL}" in titles()
    BasePage.objects.filter(title="Nivå 3").update(live=False)
    assert titles() == set()


def test_rows_that_point_to_a_page_can_be_asked_for_by_it():
    source, target = make_standard_page(title="Fra"), make_standard_page(title="Til")
    relate(source, target)
    assert PageLink.objects.filter(public(page="target")).count() == 1
    restrict(target)
    assert PageLink.objects.filter(public(page="target")).count() == 0
    assert PageLink.objects.filter(public(page="source")).count() == 1


def test_counting_and_slicing_work_as_in_any_other_list():
    for number in range(3):
        make_standard_page(title=f"Side {number}")
    pages = BasePage.objects.visible().filter(depth=3)
    assert pages.count() == 3
    assert [page.title for page in pages.order_by("title")[1:3]] == ["Side 1", "Side 2"]
    assert pages.exists()
