"""Where a place lies, as one field that takes what a map on the web gives."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from events.models import Occurrence

PAIR = re.compile(r"(-?\d{1,2}(?:\.\d+)?)[\s,;]+(-?\d{1,3}(?:\.\d+)?)")
HIGHEST = (90, 180)
ONE_METRE = Decimal("0.00001")  # of a degree, as the columns of a date hold it

Coordinates = tuple[Decimal, Decimal]


class CoordinatesField(forms.CharField):
    """Latitude and longitude in degrees (WGS 84), which calendars get as GEO (RFC 5545); None when left empty."""

    default_error_messages = {
        "invalid": _("Write latitude and longitude in degrees, such as 60.38970, 5.33220."),
    }

    def clean(self, value: Any) -> Any:
        """The pair.

        Raises:
            ValidationError: it is none, or lies on no map.
        """
        text = super().clean(value)
        if not text:
            return None
        found = PAIR.fullmatch(text)
        pair = [Decimal(degrees).quantize(ONE_METRE) for degrees in found.groups()] if found else []
        if not pair or any(abs(degrees) > highest for degrees, highest in zip(pair, HIGHEST, strict=True)):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return tuple(pair)


def shown(occurrence: Occurrence) -> str:
    """The coordinates of a date as the field shows them; empty without."""
    known = occurrence.latitude is not None and occurrence.longitude is not None
    return f"{occurrence.latitude}, {occurrence.longitude}" if known else ""
