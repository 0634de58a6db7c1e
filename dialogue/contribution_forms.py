"""The forms of a contribution: one for who writes, one for each step, one to send it in, one for changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hub.enums import Phase, ServiceStatus, Vocabulary
from hub.forms import workplaces
from hub.forms.fields import ADDRESS, EmailField, NameField, PlainTextField
from hub.forms.limits import Limits, Rate
from hub.forms.public_form import PublicForm
from hub.models import Term
from stories.questions import BY_FIELD

HOUR, TEN_MINUTES = timedelta(hours=1), timedelta(minutes=10)
LIMITS = Limits("del-erfaring", ip=Rate(60, TEN_MINUTES), email=Rate(5, HOUR))
MAIL_AGAIN_LIMITS = Limits("del-erfaring-senere", ip=Rate(120, TEN_MINUTES), email=Rate(10, HOUR))
LONGEST_ANSWER = 6000
LANGUAGES = [("nb", "Bokmål"), ("nn", "Nynorsk"), ("en", "English")]
EMPTY = [("", _("Choose"))]
NEEDED = {"title", "service_form", "what", "for_whom"}  # before it is sent in
TOO_LONG = _("Write less: at most %(limit_value)d characters.")


class StoryTextField(PlainTextField):
    """Text that is to be published; no e-mail address, which could not be taken back.

    Attributes:
        needed_later: Whether it must be answered before the whole is sent in.
    """

    needed_later = False

    default_error_messages = {
        "max_length": TOO_LONG,
        "address": _("Write no e-mail address here: readers reach you by the role that answers for the page."),
    }

    def validate(self, value: str) -> None:
        """Refuse an address."""
        super().validate(value)
        if "@" in value and ADDRESS.search(value):
            raise forms.ValidationError(self.error_messages["address"], code="address")


class StartForm(PublicForm):
    """Who writes, where, and in which language: what is needed to save and go on."""

    form_name = "del-erfaring"
    not_done = _("Nothing is saved yet.")

    email = EmailField(help_text=_("We mail you a link to go on, and tell you of each step."))
    name = NameField(required=False, help_text=_("For the editors only. It is not published."))
    workplace = PlainTextField(
        label=_("Workplace"),
        required=False,
        max_length=workplaces.LONGEST,
        help_text=_("Municipality, hospital or other. Readers are told where the experience comes from."),
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
        error_messages={"max_length": _("Write a shorter name of your workplace.")},
    )
    language = forms.ChoiceField(
        label=_("Which language do you write in?"),
        choices=LANGUAGES,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose a language."),
            "invalid_choice": _("Choose one of what is shown."),
        },
    )
    # What is known from where the contributor came from (see `half_filled`).
    service_form = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    patient_group = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    phase = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)

    @property
    def workplace_names(self) -> list[str]:
        """What is suggested as a workplace."""
        return workplaces.options()


def terms(vocabulary: Vocabulary) -> list[tuple[str, str]]:
    """The ids and names of a vocabulary in the active language."""
    return [(term.slug, str(term)) for term in Term.objects.filter(vocabulary=vocabulary)]


class StepForm(PublicForm):
    """A step that may be saved half done; nothing is required before it is sent in."""

    fill_seconds = 0
    not_done = _("This step is not saved yet.")


class FactsForm(StepForm):
    """What the experience is called, and what it is about."""

    form_name = "del-erfaring-fakta"

    title = StoryTextField(
        label=pgettext_lazy("contribution", "Title"),
        required=False,
        max_length=150,
        help_text=_("What you did, in a few words."),
        widget=forms.TextInput,
    )
    summary = StoryTextField(
        label=_("In short"),
        required=False,
        max_length=600,
        lines=True,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Two or three sentences: what you did, and what came of it."),
    )
    service_form = forms.ChoiceField(label=_("Which form of service is it?"), required=False)
    patient_groups = forms.MultipleChoiceField(
        label=_("Whom is it for?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    phase = forms.ChoiceField(label=_("How far has it come?"), required=False, choices=[*EMPTY, *Phase.choices])
    status = forms.ChoiceField(label=_("Is it running now?"), required=False, choices=[*EMPTY, *ServiceStatus.choices])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["service_form"].choices = [*EMPTY, *terms(Vocabulary.SERVICE_FORMS)]  # type: ignore[attr-defined]
        self.fields["patient_groups"].choices = terms(Vocabulary.PATIENT_GROUPS)  # type: ignore[attr-defined]
        for name in NEEDED.intersection(self.fields):
            self.fields[name].needed_later = True  # type: ignore[attr-defined]


def answer_field(name: str) -> StoryTextField:
    """The answer to one of the nine questions."""
    field = StoryTextField(
        label=BY_FIELD[name].text,
        help_text=BY_FIELD[name].good_answer,
        required=False,
        lines=True,
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    field.needed_later = name in NEEDED
    return field


class QuestionsForm(StepForm):
    """Some of the nine questions; every answer may wait."""

    form_name = "del-erfaring-svar"
    questions: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.questions:
            self.fields[name] = answer_field(name)


class ServiceForm(QuestionsForm):
    """The service itself."""

    questions = ("what", "when_and_why", "for_whom")


class ResultsForm(QuestionsForm):
    """What came of it."""

    questions = ("aims", "results_text", "hard")


class AdviceForm(QuestionsForm):
    """What others can learn."""

    questions = ("differently", "advice_text", "next_steps")


class SendForm(PublicForm):
    """The last step: what must be confirmed for it to be shared."""

    form_name = "del-erfaring-send"
    fill_seconds = 1
    not_done = _("Your experience is not sent yet.")

    may_share = forms.BooleanField(
        label=_("I have the right to share this, and it names no patient and nobody else without their consent"),
        error_messages={"required": _("Confirm that you have the right to share it.")},
    )
    licence = forms.BooleanField(
        label=_("It may be published under the licence CC BY 4.0"),
        help_text=_("Others may then use it, as long as they say where it comes from."),
        error_messages={"required": _("Confirm the licence.")},
    )


class WishesForm(PublicForm):
    """What the contributor wants changed in the edited text."""

    form_name = "del-erfaring-endringer"
    fill_seconds = 1
    not_done = _("Nothing is sent yet.")

    wishes = PlainTextField(
        label=_("What should be changed?"),
        lines=True,
        max_length=LONGEST_ANSWER,
        error_messages={"required": _("Write what should be changed."), "max_length": TOO_LONG},
    )


@dataclass(frozen=True)
class Step:
    """One step of the form: its number, what it is called and what it asks."""

    number: int
    title: Any
    form: type[PublicForm]


STEPS = (
    Step(1, pgettext_lazy("step", "What it is about"), FactsForm),
    Step(2, pgettext_lazy("step", "The service"), ServiceForm),
    Step(3, pgettext_lazy("step", "What came of it"), ResultsForm),
    Step(4, pgettext_lazy("step", "What others can learn"), AdviceForm),
    Step(5, pgettext_lazy("step", "Read through and send"), SendForm),
)
LAST = STEPS[-1].number
STEP_OF = {
    "title": 1,
    "service_form": 1,
    **{name: step.number for step in STEPS for name in getattr(step.form, "questions", ())},
}


def names_of(form: type[PublicForm]) -> list[str]:
    """The fields of a step."""
    return [*form.base_fields, *getattr(form, "questions", ())]


def initial_of(form: type[PublicForm], answers: Mapping[str, Any]) -> dict[str, Any]:
    """What has been saved, for the fields of a step."""
    return {name: answers[name] for name in names_of(form) if name in answers}
