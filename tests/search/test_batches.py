"""What a seed changes is written to the index together, at its end and in its transaction."""

import pytest
from django.db import transaction

from hub.models import StandardPage
from hub.seeding import all_at_once
from search import sync
from search.models import SearchDocument
from tests.builders.hub import make_organisation, make_page
from tests.builders.indexed import urls_with_meaning
from tests.builders.research import make_concept

pytestmark = pytest.mark.django_db


def test_nothing_is_written_before_the_end_and_everything_at_the_end():
    with sync.together():
        page = make_page(StandardPage, title="Forankring i ledelsen")
        organisation = make_organisation(name="Lyngen kommune")
        assert not SearchDocument.objects.exists()
    assert SearchDocument.objects.filter(page=page.pk).exists()
    assert SearchDocument.objects.filter(kind="organisation", url=organisation.path_from_root).exists()


def test_a_concept_that_comes_last_is_known_to_the_pages_that_came_before_it():
    with all_at_once():
        page = make_page(StandardPage, title="Vi bruker fjernpass")
        concept = make_concept(title="avstandsoppfølging", alternative=[("nb", "fjernpass")])
    assert page.path_from_root in urls_with_meaning(f"c{concept.translation_key.hex}")


def failing_seed():
    with sync.together():
        make_page(StandardPage, title="Kommer aldri ut")
        raise RuntimeError


def test_a_seed_that_fails_leaves_the_index_as_it_was():
    with pytest.raises(RuntimeError), transaction.atomic():
        failing_seed()
    assert not SearchDocument.objects.exists()
    make_page(StandardPage, title="Skrevet som alltid")
    assert SearchDocument.objects.filter(title="Skrevet som alltid").exists()
