"""Loading the facts again changes nothing, and an editor's change or deletion stands."""

import pytest
from django.core.management import call_command
from wagtail.models import Page

from hub.enums import Vocabulary
from hub.models import (
    BasePage,
    HomePage,
    Organisation,
    PageLink,
    PageTerm,
    PublishedVersion,
    Term,
    ThemeIndexPage,
)
from stories.models import StoryPage

pytestmark = pytest.mark.django_db

COUNTED = (BasePage, Organisation, PageLink, PageTerm, PublishedVersion, Term)
LIVE = {
    "story": 43 + 16,
    "international-example": 15 + 15,
    "concept": 43,
    "publication": 39 + 20,
    "initiative": 45 + 28,
    "event": 24 + 3 + 3,
    "event-series": 1 + 1,
}


def counts():
    return {model.__name__: model.objects.count() for model in COUNTED}


def test_a_second_time_loads_nothing():
    before = counts()
    call_command("seed", verbosity=0)
    assert counts() == before


def test_an_editors_change_is_never_overwritten():
    story = StoryPage.objects.get(slug="larvik-dho", locale__language_code="nb")
    story.title = "Larvik: endret av en redaktør"
    story.change_note = "Ny tittel"
    story.publish(story.save_revision())
    call_command("seed", verbosity=0)
    assert StoryPage.objects.get(slug="larvik-dho", locale__language_code="nb").title == "Larvik: endret av en redaktør"


def test_a_deleted_page_stays_deleted():
    BasePage.objects.get(slug="remoage", locale__language_code="nb").specific.delete()
    call_command("seed", verbosity=0)
    assert not BasePage.objects.filter(slug="remoage", locale__language_code="nb").exists()


def test_what_an_editor_renamed_keeps_its_new_name_and_address():
    for page in Page.objects.filter(depth__gt=2):
        page.slug, page.title = f"{page.slug}-ny", f"{page.title} (ny)"
        page.save(clean=False)
    for organisation in Organisation.objects.all():
        organisation.name += " (ny)"
        organisation.save()
    PageTerm.objects.filter(term__slug="skropelige-eldre").delete()
    Term.objects.get(slug="skropelige-eldre").delete()
    form = Term.objects.filter(vocabulary=Vocabulary.SERVICE_FORMS).first()
    form.slug += "-ny"
    form.save()
    before = counts()
    call_command("seed", verbosity=0)
    assert counts() == before


def test_lists_and_a_tree_that_an_editor_deleted_stay_deleted():
    for page in [*ThemeIndexPage.objects.filter(locale__language_code="nb"), HomePage.objects.get(slug="home")]:
        page.delete()
    before = counts()
    call_command("seed", verbosity=0)
    assert counts() == before


def test_everything_known_is_live():
    found = {}
    for page in BasePage.objects.visible().specific():
        found[page.search_kind] = found.get(page.search_kind, 0) + 1
    assert {kind: found.get(kind) for kind in LIVE} == LIVE
    assert BasePage.objects.exclude(pk__in=BasePage.objects.visible()).count() == 0


def test_no_sources_date_is_written_into_wagtails_own():
    assert all(page.first_published_at.year > 2025 for page in BasePage.objects.visible())
