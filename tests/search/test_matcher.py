"""Words in a list are answered as the search answers them, with what was written as the last resort."""

import pytest
from django.http import QueryDict

from hub.listing.build import build
from research.models import ConceptIndexPage
from search.matcher import matches
from search.models import SearchDocument
from stories.models import StoryPage
from tests.builders.hub import restrict
from tests.builders.lists import make_experience, make_story_list
from tests.builders.research import make_concept, make_list

pytestmark = pytest.mark.django_db


def titles(page, query):
    return [card.title for card in build(page, QueryDict(query)).cards]


def test_a_list_finds_what_is_meant():
    make_experience(title="Oppfølging av pingviner", summary="I Bodø.")
    make_experience(title="Noe annet")
    page = make_story_list()
    assert titles(page, "q=pingvin") == ["Oppfølging av pingviner"]
    assert titles(page, "q=pingviner+oppfylging") == ["Oppfølging av pingviner"]


def test_the_best_match_stands_first_unless_another_order_is_chosen():
    make_experience(title="Anna historie", summary="Så vidt om pingviner.")
    make_experience(title="Pingviner")
    page = make_story_list()
    assert titles(page, "q=pingviner") == ["Pingviner", "Anna historie"]
    assert titles(page, "q=pingviner&sorter=tittel") == ["Anna historie", "Pingviner"]


def test_other_types_do_not_answer():
    make_concept(parent=make_list(ConceptIndexPage), title="pingvin")
    story = make_experience(title="Pingviner")
    assert set(matches("pingviner", StoryPage.objects.all(), "nb")) == {story.pk}


def test_half_a_word_finds_what_begins_so():
    story = make_experience(title="Kols hjemme")
    assert set(matches("kol", StoryPage.objects.all(), "nb")) == {story.pk}
    assert matches("xyzzy", StoryPage.objects.all(), "nb") == {}


def test_both_faces_of_a_concept_are_found():
    make_list(ConceptIndexPage, language="en")
    make_concept(parent=make_list(ConceptIndexPage), title="gevinst", en="benefit")
    assert titles(make_list(ConceptIndexPage, language="en"), "q=benefits") == ["gevinst"]
    assert titles(ConceptIndexPage.objects.get(locale__language_code="nb"), "q=gevinsten") == ["gevinst"]


def test_english_lists_show_english_pages():
    norwegian = make_experience(title="Pingviner")
    make_experience(title="Penguins and pingviner", language="en", translation_of=norwegian)
    make_experience(title="Bare norske pingviner")
    assert titles(make_story_list(language="en"), "q=pingviner") == ["Penguins and pingviner"]


def test_what_is_out_of_sight_is_found_nowhere():
    hidden = make_experience(title="Pingviner")
    page = make_story_list()
    restrict(hidden)
    assert titles(page, "q=pingviner") == []
    assert titles(page, "q=ping") == []


def test_an_empty_index_leaves_lists_with_what_they_had():
    make_experience(title="Pingviner")
    SearchDocument.objects.all().delete()
    assert titles(make_story_list(), "q=pingviner") == ["Pingviner"]


@pytest.mark.parametrize("text", ["", '"', "-", "x" * 10_000, "((", "%", "\x00"])
def test_any_words_are_taken(text):
    make_experience(title="Pingviner")
    assert isinstance(matches(text, StoryPage.objects.all(), "nb"), dict)
