"""The form that a concept is edited in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hub.page_form import BasePageForm
from research.enums import Cdisah


class ConceptForm(BasePageForm):
    """Adds tick boxes for the codes of WHO's classification."""

    cdisah = forms.MultipleChoiceField(
        choices=[(code.value, f"{code.value} {code.label}") for code in Cdisah],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        label=_("WHO classification"),
        help_text=_("What the service does, by WHO's classification of digital interventions. Leave open when unsure."),
    )
