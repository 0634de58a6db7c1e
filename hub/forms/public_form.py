"""The base of all public forms: protected without a cookie, with what is to be mended listed first and linked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from hub.forms import protection

SHOW_ONLY = "bare-vis"  # sent by who asks for another language of a form that is filled in


class Mend(NamedTuple):
    """One line of the list of what is to be mended: the id of the control, and what to do there."""

    target: str
    text: str


class PublicForm(forms.Form):
    """A form for readers; `templates/components/forms/form.html` shows it.

    Attributes:
        form_name: What its token is bound to; never change it while pages with the form are kept.
        fill_seconds: What nobody who reads the form is faster than.
        not_done: What is said first when something is to be mended.
    """

    form_name: ClassVar[str] = ""
    fill_seconds: ClassVar[int] = 2
    not_done: ClassVar[Any] = _("The form is not sent yet.")
    use_required_attribute = False
    error_css_class = required_css_class = ""

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, now: datetime, request: HttpRequest | None = None, **kwargs: Any
    ) -> None:
        """Make the form.

        Args:
            data: What was sent; None to show the form as it is at first.
            request: What it came with; needed with `data`.
        """
        kwargs.setdefault("auto_id", "felt-%s")
        super().__init__(data, **kwargs)
        self.request, self.now = request, now

    def clean(self) -> dict[str, Any] | None:
        """Refuse what no reader has sent; the reason is the same to everybody."""
        cleaned = super().clean()
        if self.request is not None:
            reason = protection.refusal(self.request, self.form_name, fill_seconds=self.fill_seconds, now=self.now)
            if reason:
                self.add_error(None, ValidationError(protection.NOT_SENT, code=reason))
        return cleaned

    def is_valid(self) -> bool:
        """Whether it is right and to be acted on, not only shown in another language."""
        return super().is_valid() and not self.is_shown_only

    @property
    def is_shown_only(self) -> bool:
        """Whether its reader has asked for nothing but another language."""
        return self.is_bound and SHOW_ONLY in self.data

    @property
    def kept(self) -> list[tuple[str, str]]:
        """Names and values of what was written, for the same form in another language; none where nothing is lost."""
        if not isinstance(self.data, QueryDict) or not (self.errors or self.is_shown_only):
            return []
        sent = ((name, value) for name, values in self.data.lists() for value in values)
        return [(name, value) for name, value in sent if name not in (SHOW_ONLY, protection.TRAP_FIELD)]

    @cached_property
    def token(self) -> str:
        """What was sent, as long as it holds, so that nobody who mends a line has to wait again; else a new one."""
        sent = self.data.get(protection.TOKEN_FIELD, "") if self.is_bound else ""
        held = protection.moment_of(sent, self.form_name, self.now)
        return sent if held else protection.token(self.form_name, self.now)

    @property
    def trap(self) -> str:
        """The name of the field that people cannot see."""
        return protection.TRAP_FIELD

    # What is to be mended ---------------------------------------------------------------------------------------------
    def target_of(self, name: str) -> str:
        """The id of the control where an error of a field is mended: of several boxes, the first."""
        bound = self[name]
        return bound.id_for_label or f"{bound.auto_id}_0"

    @property
    def to_mend(self) -> list[Mend]:
        """One line per field, in the order of the fields."""
        return [Mend(self.target_of(name), str(self.errors[name][0])) for name in self.fields if name in self.errors]

    @property
    def mend_heading(self) -> str:
        """What stands above the list: that it is not done, and how much is to be mended."""
        number = len(self.to_mend)
        if not number:
            return str(self.not_done)
        return f"{self.not_done} " + ngettext("Mend one thing:", "Mend %(number)s things:", number) % {"number": number}
