"""The nine fixed questions that every experience answers, so that one can be read beside another.

The field names never change: translations, seed data and comparisons refer to them. The texts are translated in the
catalogues, like all other words of the interface.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy
from wagtail.fields import RichTextField

PROSE_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link"]
TAGS = re.compile(r"<[^>]*>|&nbsp;")


@dataclass(frozen=True)
class Question:
    """One fixed question: the model field with its answer, the question itself, and what a good answer is."""

    field: str
    text: Promise | str
    good_answer: Promise | str


QUESTIONS = (
    Question(
        "what",
        pgettext_lazy("fixed question", "What is the service, and how does it work?"),
        pgettext_lazy(
            "good answer",
            "What the patient does, what the staff do, and what happens when something is wrong. Write for someone "
            "who has never seen it; leave out the names of products.",
        ),
    ),
    Question(
        "when_and_why",
        pgettext_lazy("fixed question", "When did you start, and why?"),
        pgettext_lazy("good answer", "The years, the need that came first, and who took the initiative and paid."),
    ),
    Question(
        "for_whom",
        pgettext_lazy("fixed question", "Who is the service for?"),
        pgettext_lazy("good answer", "Who is included and who is not, how they are found and who refers them."),
    ),
    Question(
        "aims",
        pgettext_lazy("fixed question", "What did you want to achieve?"),
        pgettext_lazy("good answer", "The aims as they were at the start, also those that were not reached."),
    ),
    Question(
        "results_text",
        pgettext_lazy("fixed question", "What was the result, and how do you know?"),
        pgettext_lazy(
            "good answer",
            "What changed, for how many, compared with what, and who measured it. Say it when nothing was measured.",
        ),
    ),
    Question(
        "hard",
        pgettext_lazy("fixed question", "What was hard?"),
        pgettext_lazy("good answer", "What cost time, money or goodwill. This is what others look for first."),
    ),
    Question(
        "differently",
        pgettext_lazy("fixed question", "What would you do differently?"),
        pgettext_lazy("good answer", "One or two choices that you would make in another way, and why."),
    ),
    Question(
        "advice_text",
        pgettext_lazy("fixed question", "What advice do you have for others?"),
        pgettext_lazy("good answer", "What you would tell a colleague who starts on Monday."),
    ),
    Question(
        "next_steps",
        pgettext_lazy("fixed question", "What happens next?"),
        pgettext_lazy("good answer", "Whether it continues, spreads or ends, who decides, and when."),
    ),
)
BY_FIELD = {question.field: question for question in QUESTIONS}


def answer_field(name: str) -> RichTextField:
    """The column that holds the answer to a question, labelled with it."""
    question = BY_FIELD[name]
    return RichTextField(question.text, blank=True, features=PROSE_FEATURES, help_text=question.good_answer)


def answered(markup: str) -> bool:
    """Whether the editor's rich text says anything: an emptied field keeps its paragraph tags."""
    return bool(markup) and bool(TAGS.sub("", markup).strip())
