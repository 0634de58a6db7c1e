"""Fields for what readers write: text that steers no machine, and no national identity numbers."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# Eleven digits, however they are set apart, and no digit before or after.
ELEVEN_DIGITS = re.compile(r"(?<!\d)\d(?:[\W_]{0,3}\d){10}(?!\d)")
ADDRESS = re.compile(r"https?:|www\.|://|@", re.IGNORECASE)
FIRST_WEIGHTS = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
SECOND_WEIGHTS = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
ELEVEN = 11
DAYS, MONTHS = range(1, 32), range(1, 13)
DAY_OFFSETS = (0, 40)  # D numbers
MONTH_OFFSETS = (0, 40, 65, 80)  # help numbers, and those made for tests


def looks_like_identity_number(text: str) -> bool:
    """Whether a text holds what can be a Norwegian national identity number, D number or one like them.

    A date, and both control digits right; the first also by the wider rule that holds from 2032 (Skatteetaten).
    """
    return any(_is_identity_number(_digits(found.group())) for found in ELEVEN_DIGITS.finditer(text))


def _digits(text: str) -> list[int]:
    return [int(sign) for sign in text if sign.isdecimal()]


def _is_identity_number(digits: list[int]) -> bool:
    day, month = digits[0] * 10 + digits[1], digits[2] * 10 + digits[3]
    return (
        any(day - offset in DAYS for offset in DAY_OFFSETS)
        and any(month - offset in MONTHS for offset in MONTH_OFFSETS)
        and _rest(digits, FIRST_WEIGHTS) in range(4)
        and _rest(digits, SECOND_WEIGHTS) == 0
    )


def _rest(digits: list[int], weights: tuple[int, ...]) -> int:
    return sum(digit * weight for digit, weight in zip(digits, weights, strict=False)) % ELEVEN


def plain(text: str, *, lines: bool = False) -> str:
    """Text without control and format characters, each run of white space one space; `lines` keeps line ends.

    So no name can end a header of a mail, turn the direction of the text around it, or hide signs in itself.
    """
    rows = text.replace("\r\n", "\n").replace("\r", "\n").split("\n") if lines else [text]
    return "\n".join(_plain_row(row) for row in rows).strip()


def _plain_row(row: str) -> str:
    spaced = "".join(" " if sign.isspace() else sign for sign in row)
    return re.sub(" +", " ", "".join(sign for sign in spaced if unicodedata.category(sign)[0] != "C")).strip()


class PlainTextField(forms.CharField):
    """Free text, cleaned; refuses what looks like a national identity number, which the hub must never hold.

    Args:
        lines: Whether it may have several lines.
    """

    default_error_messages = {
        "identity_number": _("This looks like a national identity number. Write it nowhere here: take it out.")
    }

    def __init__(self, *, lines: bool = False, **kwargs: Any) -> None:
        self.lines = lines
        if lines:
            kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 6}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        """The text as it is kept."""
        return plain(super().to_python(value) or "", lines=self.lines)

    def validate(self, value: str) -> None:
        """Refuse an identity number."""
        super().validate(value)
        if looks_like_identity_number(value):
            raise ValidationError(self.error_messages["identity_number"], code="identity_number")


class NameField(PlainTextField):
    """A person's name; no addresses, so that nobody sends their own text to strangers in our mail."""

    default_error_messages = {
        "required": _("Write your name."),
        "max_length": _("Write a shorter name."),
        "address": _("Write only your name here, no address."),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Name"))
        kwargs.setdefault("max_length", 120)
        kwargs.setdefault("widget", forms.TextInput(attrs={"autocomplete": "name"}))
        super().__init__(**kwargs)

    def validate(self, value: str) -> None:
        """Refuse an address."""
        super().validate(value)
        if ADDRESS.search(value):
            raise ValidationError(self.error_messages["address"], code="address")


class EmailField(forms.EmailField):
    """An e-mail address."""

    default_error_messages = {
        "required": _("Write your e-mail address."),
        "invalid": _("Write a whole e-mail address, such as name@municipality.no."),
        "max_length": _("Write a shorter e-mail address."),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("E-mail"))
        kwargs.setdefault("max_length", 254)
        kwargs.setdefault("widget", forms.EmailInput(attrs={"autocomplete": "email"}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        """The address without signs that nobody sees."""
        return plain(super().to_python(value) or "")
