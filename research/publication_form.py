"""The form that a publication is edited in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hub.page_form import BasePageForm
from research.countries import Country


class PublicationForm(BasePageForm):
    """Adds a choice of several countries."""

    country_codes = forms.MultipleChoiceField(
        choices=Country.choices,
        required=False,
        label=_("Countries"),
        help_text=_("Where the study was done. Hold Ctrl to choose several."),
    )
