"""Builders for lists and collections: the lists of experiences, and experiences with only what a list sees."""

from hub.enums import Vocabulary
from stories.models import StoryIndexPage, StoryPage
from tests.builders.hub import make_home, make_organisation, make_page, make_term

TITLES = {"nb": "Erfaringer", "en": "Experiences"}


def make_story_list(*, language="nb"):
    """The list of experiences of a tree; made once, then the same one."""
    found = StoryIndexPage.objects.filter(locale__language_code=language).first()
    title = TITLES[language]
    return found or make_page(
        StoryIndexPage, parent=make_home(language=language), title=title, slug=title.lower(), show_in_menus=True
    )


def make_experience(*, title, language="nb", forms=("digital-hjemmeoppfolging",), groups=(), **fields):
    """An experience below the list of its tree.

    Args:
        forms: Ids of service forms, the main one first.
        groups: `Term` rows of patient groups.
    """
    terms = [make_term(vocabulary=Vocabulary.SERVICE_FORMS, slug=form) for form in forms]
    fields.setdefault("owner_organisation", make_organisation())
    fields.setdefault("phase", "drift")
    fields.setdefault("status", "i-drift")
    return make_page(
        StoryPage, parent=make_story_list(language=language), title=title, terms=[*terms, *groups], **fields
    )
