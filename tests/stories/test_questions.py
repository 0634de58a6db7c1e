"""The nine fixed questions."""

import pytest
from django.utils import translation

from stories.models import InternationalExamplePage, StoryPage
from stories.questions import BY_FIELD, QUESTIONS, answered


def test_there_are_nine_and_each_is_a_field_of_the_story_labelled_with_it():
    assert len(QUESTIONS) == len(BY_FIELD) == 9
    with translation.override("en"):
        for question in QUESTIONS:
            field = StoryPage._meta.get_field(question.field)
            assert str(field.verbose_name) == str(question.text)
            assert str(field.help_text) == str(question.good_answer)


def test_an_example_asks_some_of_them():
    assert set(InternationalExamplePage.questions) <= set(QUESTIONS)


@pytest.mark.parametrize(
    ("markup", "says_something"),
    [("", False), ('<p data-block-key="a1"></p>', False), ("<p>&nbsp; </p><p></p>", False), ("<p>Ja.</p>", True)],
)
def test_an_emptied_field_is_no_answer(markup, says_something):
    assert answered(markup) is says_something
