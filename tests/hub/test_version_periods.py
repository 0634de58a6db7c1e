"""A version lasts as long as readers can see its page, also when something above the page hides it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from django.utils.translation import gettext
from wagtail.models import PageViewRestriction

from hub.models import PublishedVersion, StandardPage
from hub.version_periods import together
from tests.builders.hub import make_home, make_standard_page, publish, restrict

pytestmark = pytest.mark.django_db


@pytest.fixture
def parent():
    return publish(make_standard_page(title="Over", live=False))


@pytest.fixture
def child(parent):
    return publish(make_standard_page(parent=parent, title="Under", live=False))


def fresh(page):
    return StandardPage.objects.get(pk=page.pk)


def hide_by_withdrawing(parent):
    fresh(parent).unpublish()


def show_after_withdrawing(parent):
    publish(fresh(parent))


def hide_by_restricting(parent):
    restrict(parent)


def show_after_restricting(parent):
    parent.view_restrictions.get().delete()


def hide_by_moving(parent):
    closed = make_standard_page(title="Lukket", live=False)
    fresh(parent).move(closed, pos="last-child")


def show_after_moving(parent):
    fresh(parent).move(make_home(), pos="last-child")


def hide_by_expiring(parent):
    StandardPage.objects.filter(pk=parent.pk).update(expire_at=timezone.now() - timedelta(hours=1))
    fresh(parent).unpublish(set_expired=True)


def show_after_expiring(parent):
    publish(fresh(parent), expire_at=None)


@pytest.mark.parametrize(
    ("hide", "show"),
    [
        (hide_by_withdrawing, show_after_withdrawing),
        (hide_by_restricting, show_after_restricting),
        (hide_by_moving, show_after_moving),
        (hide_by_expiring, show_after_expiring),
    ],
)
def test_what_hides_a_page_ends_the_versions_below_it_and_a_new_one_begins_when_it_is_shown(parent, child, hide, show):
    first = child.versions.get()
    hide(parent)
    ended = child.versions.get().visible_until
    assert ended
    show(parent)
    second = child.versions.first()
    assert (second.number, second.visible_until, second.was_public) == (2, None, True)
    assert second.visible_from > ended
    assert (second.revision_id, second.frozen) == (first.revision_id, first.frozen)
    with translation.override("nb"):
        assert second.change_note == gettext("Shown again")


def test_below_an_expired_page_versions_ended_when_it_expired(parent, child):
    hide_by_expiring(parent)
    assert child.versions.get().visible_until == fresh(parent).expire_at


def test_a_version_that_was_left_behind_a_closed_page_begins_when_that_opens(parent):
    restrict(parent)
    hidden = publish(make_standard_page(parent=parent, title="Under", live=False))
    assert (hidden.versions.get().was_public, hidden.versions.get().visible_until) == (False, None)
    opened = timezone.now()
    show_after_restricting(parent)
    version = hidden.versions.get()
    assert version.was_public
    assert version.visible_from >= opened


def test_an_ordinary_edit_above_begins_nothing_below(parent, child):
    publish(fresh(parent), summary="Endret.")
    assert child.versions.get().visible_until is None


def test_a_draft_below_stays_without_a_version(parent):
    draft = make_standard_page(parent=parent, title="Utkast", live=False)
    hide_by_withdrawing(parent)
    show_after_withdrawing(parent)
    assert not draft.versions.exists()


def test_a_closed_page_is_deleted_with_all_below_it_and_nothing_begins(parent, child):
    restrict(parent)
    fresh(parent).delete()
    assert not PublishedVersion.objects.exists()


def test_the_cost_does_not_grow_with_the_pages_below(parent):
    costs = []
    for number in range(4):
        publish(make_standard_page(parent=parent, title=f"Under {number}", live=False))
        restriction = restrict(parent)
        with CaptureQueriesContext(connection) as queries:
            PageViewRestriction.objects.filter(pk=restriction.pk).delete()
        costs.append(len(queries))
    assert PublishedVersion.objects.filter(published_by=None, number__gt=1).count() == (1 + 2 + 3 + 4) + 4
    assert len(set(costs[1:])) == 1  # the first one learns the types of pages


def test_what_is_published_together_is_looked_at_once_at_the_end(parent):
    child = make_standard_page(parent=parent, title="Nytt", live=False)
    with together(), CaptureQueriesContext(connection) as queries:
        publish(child)
        assert not any("MAX(" in query["sql"] for query in queries)
    last = child.versions.get()
    assert last.was_public
    assert last.visible_until is None


def test_pages_that_are_published_before_those_above_them_are_seen_at_the_end_of_it(parent):
    above = make_standard_page(parent=parent, title="Over", live=False)
    below = make_standard_page(parent=above, title="Under", live=False)
    with together():
        publish(below)
        assert not below.versions.get().was_public
        publish(above)
    assert below.versions.get().was_public
