"""Two changes that meet: whoever comes later sees what the other has done, so nothing hidden is written back."""

import time
from threading import Event, Thread

import pytest
from django.db import connection, transaction
from wagtail.models import Page

from search import sync
from search.models import SearchDocument
from stories.models import StoryIndexPage
from tests.builders.hub import make_locale, make_page, make_standard_page, publish, restrict
from tests.builders.indexed import settle, urls_with

pytestmark = pytest.mark.django_db(transaction=True)
SECRET = "vaffeljern"
PATIENCE = 20  # seconds


class Together:
    """Two changes, each in a transaction of its own: the second begins while the first is not committed."""

    def __init__(self, first, second):
        self.first, self.second = first, second
        self.made, self.errors = Event(), []

    def run(self):
        threads = [Thread(target=self._first), Thread(target=self._second)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(PATIENCE)
            assert not thread.is_alive()
        assert self.errors == []

    def _first(self):
        def change():
            self.first()
            self.made.set()
            time.sleep(0.5)  # the other gets as far as it can

        self._in_transaction(change)

    def _second(self):
        self.made.wait(PATIENCE)
        self._in_transaction(self.second)

    def _in_transaction(self, change):
        try:
            with transaction.atomic():
                change()
        except Exception as error:
            self.errors.append(repr(error))
        finally:
            self.made.set()
            connection.close()


@pytest.fixture
def branch():
    if not Page.objects.filter(depth=1).exists():  # tests with real commits empty all tables
        Page.add_root(title="Root", slug="root", locale=make_locale())
    above = make_page(StoryIndexPage, title="Hylle")
    below = make_standard_page(parent=above, title="Side", slug="side")
    settle()
    return above, below


WAYS = {
    "published, then closed above": (1, 0),
    "closed above, then published": (0, 1),
    "refreshed by a job, then closed above": (2, 0),
    "closed above, then refreshed by a job": (0, 2),
    "withdrawn above, then published": (3, 1),
    "published, then withdrawn above": (1, 3),
}


@pytest.mark.parametrize("way", WAYS)
def test_nothing_hidden_is_written_back(branch, way):
    above, below = branch
    changes = [
        lambda: restrict(above),
        lambda: publish(below, title=f"Om {SECRET}"),
        lambda: sync.refresh("page", str(below.pk)),
        lambda: StoryIndexPage.objects.get(pk=above.pk).unpublish(),
    ]
    Together(*(changes[number] for number in WAYS[way])).run()
    assert not SearchDocument.objects.filter(page=below.pk).exists()
    settle()
    assert urls_with(SECRET) == set()
    assert not SearchDocument.objects.filter(page=below.pk).exists()
