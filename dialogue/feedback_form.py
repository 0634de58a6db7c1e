"""The forms of messages: the reader's, the role's, and the one that asks for the link to one's own."""

from __future__ import annotations

from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from dialogue.enums import MessagePurpose
from hub.forms.fields import EmailField, NameField, PlainTextField
from hub.forms.limits import Limits, Rate
from hub.forms.public_form import PublicForm

HOUR, TEN_MINUTES = timedelta(hours=1), timedelta(minutes=10)
# A whole municipality has one network address.
LIMITS = Limits("si-fra", ip=Rate(120, TEN_MINUTES), subject=Rate(300, TEN_MINUTES), email=Rate(10, HOUR))
MINE_LIMITS = Limits("mine-innspill", ip=Rate(60, TEN_MINUTES), email=Rate(3, HOUR))
LONGEST = 4000

TOO_LONG = _("Write less: at most %(limit_value)d characters.")


class MessageForm(PublicForm):
    """«Si fra» and «spør»: one form, two purposes."""

    form_name = "si-fra"
    not_done = _("Your message is not sent yet.")

    om = forms.CharField(required=False, max_length=400, widget=forms.HiddenInput)
    purpose = forms.ChoiceField(
        label=_("What is it about?"),
        choices=MessagePurpose.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose what it is about."),
            "invalid_choice": _("Choose one of what is shown."),
        },
    )
    text = PlainTextField(
        label=_("Your message"),
        help_text=_("Write nothing about patients, or that can be led back to one."),
        lines=True,
        max_length=LONGEST,
        error_messages={"required": _("Write your message."), "max_length": TOO_LONG},
    )
    email = EmailField(
        required=False,
        help_text=_("Only if you want an answer. We mail it to you, with a link to see and delete what you sent."),
    )
    name = NameField(required=False)


class AnswerForm(PublicForm):
    """The role's answer."""

    form_name = "svar"
    fill_seconds = 1
    not_done = _("The answer is not sent yet.")

    text = PlainTextField(
        label=_("Your answer"),
        help_text=_("Sign with the role, not with a name. Write nothing about patients."),
        lines=True,
        max_length=LONGEST,
        error_messages={"required": _("Write the answer."), "max_length": TOO_LONG},
    )


class MineForm(PublicForm):
    """Asks for the link to what an address has sent."""

    form_name = "mine-innspill"
    fill_seconds = 1
    not_done = _("No link was sent.")

    email = EmailField(help_text=_("The address that you gave when you wrote."))
