"""The form that every page type is edited in."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from hub.enums import Vocabulary
from hub.models.terms import PageTerm, Term


class TermField(forms.ModelMultipleChoiceField):
    """Tick boxes for the terms of one vocabulary."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, vocabulary: Vocabulary, **kwargs):
        self.vocabulary = vocabulary
        super().__init__(Term.objects.filter(vocabulary=vocabulary), required=False, label=vocabulary.label, **kwargs)


class BasePageForm(WagtailAdminPageForm):
    """Asks for what the type requires before publishing, and what has changed since the last version."""

    patient_groups = TermField(Vocabulary.PATIENT_GROUPS)
    service_forms = TermField(
        Vocabulary.SERVICE_FORMS, help_text=_("Decides which themes the page is collected under, and its colour.")
    )
    method_elements = TermField(Vocabulary.METHOD_ELEMENTS)
    audiences = TermField(Vocabulary.AUDIENCES)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rows = [row.term for row in self.instance.page_terms.all()]
        for name, field in self.term_fields():
            field.initial = [term.pk for term in rows if term.vocabulary == field.vocabulary]
        for name in self.instance.required_to_publish:
            if name in self.fields:
                self.fields[name].required = True
        if "change_note" in self.fields:
            self.ask_what_has_changed()

    def ask_what_has_changed(self):
        """Require a note for every version but the first, and never offer the last version's note again."""
        page = self.instance
        if page.live_revision_id and page.live_revision_id == page.latest_revision_id:
            self.initial["change_note"] = ""
        self.fields["change_note"].required = bool(page.first_published_at)

    def term_fields(self):
        """The vocabularies that this type's panels show."""
        return [(name, field) for name, field in self.fields.items() if isinstance(field, TermField)]

    def clean(self):
        """Name every thing that is missing when the page is to be published; let a draft be."""
        cleaned = super().clean()
        for name, field in self.term_fields():
            self.keep_terms(field.vocabulary, cleaned.get(name) or [])
        return cleaned

    def keep_terms(self, vocabulary, chosen):
        """Put the chosen terms on the page: those kept stay in their order, new ones come after."""
        rows = list(self.instance.page_terms.all())
        chosen_ids = {term.pk for term in chosen}
        kept = [row for row in rows if row.term.vocabulary != vocabulary or row.term_id in chosen_ids]
        held = {row.term_id for row in kept}
        added = [PageTerm(term=term) for term in chosen if term.pk not in held]
        self.instance.page_terms = [*kept, *added]

    def _post_clean(self):
        super()._post_clean()
        if not self.is_deferred_validation:
            for problem in self.instance.own_problems():
                self.add_error(problem.field if problem.field in self.fields else None, problem.message)
