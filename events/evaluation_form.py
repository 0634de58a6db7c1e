"""The three questions after a date."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from events.evaluation import SCALE
from hub.forms.fields import PlainTextField
from hub.forms.public_form import PublicForm
from hub.masking import ADDRESS

LONGEST = 1000
LABELS = {
    1: _("1 – not useful"),
    2: "2",
    3: "3",
    4: "4",
    5: _("5 – very useful"),
}
TOO_LONG = _("Write at most 1,000 characters.")


class AnonymousTextField(PlainTextField):
    """Free text that tells nobody's address or identity number."""

    default_error_messages = {
        "address": _("Write no e-mail addresses here: the answers are anonymous."),
        "max_length": TOO_LONG,
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(lines=True, required=False, max_length=LONGEST, **kwargs)
        self.widget.attrs["rows"] = 4

    def validate(self, value: str) -> None:
        """Refuse an address."""
        super().validate(value)
        if ADDRESS.search(value):
            raise ValidationError(self.error_messages["address"], code="address")


class EvaluationForm(PublicForm):
    """How useful it was, what somebody takes along, what was missing."""

    form_name = "evaluation"
    fill_seconds = 1
    not_done = _("Your answer is not sent yet.")

    useful = forms.TypedChoiceField(
        label=_("How useful was it to you?"),
        choices=[(number, LABELS[number]) for number in SCALE],
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose a number from 1 to 5."),
            "invalid_choice": _("Choose a number from 1 to 5."),
        },
    )
    will_use = AnonymousTextField(label=_("What will you use in your work?"))
    missed = AnonymousTextField(label=_("What was missing?"))
