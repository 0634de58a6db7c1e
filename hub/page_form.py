"""The form that every page type is edited in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.forms.pages import CopyForm

from hub.completeness import kernel_problems, missing, registered_problems
from hub.enums import Vocabulary
from hub.models.terms import PageTerm, Term
from hub.reserved import slug_problem

# Of the fields that all pages share, those that state a fact which may be inferred; of a type's own, all do.
SHARED_FACTS = ("owner_organisation", "county", "health_community", "municipalities", "organisations")


class TermField(forms.ModelMultipleChoiceField):
    """Tick boxes for the terms of one vocabulary."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, vocabulary: Vocabulary, **kwargs):
        self.vocabulary = vocabulary
        super().__init__(Term.objects.filter(vocabulary=vocabulary), required=False, label=vocabulary.label, **kwargs)


class BasePageForm(WagtailAdminPageForm):
    """Lets any draft be; lists all that is missing when the page is to go out, and asks what has changed."""

    patient_groups = TermField(Vocabulary.PATIENT_GROUPS)
    service_forms = TermField(
        Vocabulary.SERVICE_FORMS, help_text=_("Decides which themes the page is collected under, and its colour.")
    )
    method_elements = TermField(Vocabulary.METHOD_ELEMENTS)
    audiences = TermField(Vocabulary.AUDIENCES)
    inferred_fields = forms.MultipleChoiceField(
        label=_("What no source says"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Tick what we have inferred ourselves. Readers see it marked as assumed."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.listed = False
        for name in set(self.declared_fields) - set(self._meta.fields or ()):
            if name in self.fields and name != "comment_notifications":
                del self.fields[name]  # a field of all types that this type's panels do not show
        rows = [row.term for row in self.instance.page_terms.all()]
        for name, field in self.term_fields():
            self.initial[name] = [term.pk for term in rows if term.vocabulary == field.vocabulary]
        for name in self.instance.required_to_publish:
            if name in self.fields:
                self.fields[name].required = True
        if "inferred_fields" in self.fields:
            self.fields["inferred_fields"].choices = self.facts()
        if "change_note" in self.fields:
            self.ask_what_has_changed()

    def ask_what_has_changed(self) -> None:
        """Require a note for every version but the first, and never offer the note of a version again."""
        page = self.instance
        versions = list(page.versions.values_list("change_note", flat=True)) if page.pk else []
        if page.change_note in versions:
            self.initial["change_note"] = ""
        self.fields["change_note"].required = bool(versions)

    def term_fields(self) -> list[tuple[str, TermField]]:
        """The vocabularies that this type's panels show."""
        return [(name, field) for name, field in self.fields.items() if isinstance(field, TermField)]

    def facts(self) -> list[tuple[str, str]]:
        """Names and labels of what the form asks for that a source may say or not."""
        page = self.instance
        own = {field.name for field in page._meta.local_fields} | {name for name, _field in self.term_fields()}
        own |= {relation.get_accessor_name() for relation in page._meta.related_objects if relation.model is type(page)}
        shown = [name for name in (*self.fields, *self.formsets) if name in own or name in SHARED_FACTS]
        old = [name for name in page.inferred_fields if name not in shown]
        return [*((name, capital(page.name_of(name))) for name in shown), *((name, name) for name in old)]

    # What is missing --------------------------------------------------------------------------------------------------
    def clean(self) -> dict[str, Any]:
        """Put the chosen terms on the page, and refuse the address of a fixed view."""
        cleaned = super().clean()
        for name, field in self.term_fields():
            self.keep_terms(field.vocabulary, cleaned.get(name) or [])
        self.check_address(cleaned.get("slug"))
        return cleaned

    def check_address(self, slug: str | None) -> None:
        """Look at the parent's level: a new page has none of its own yet, so its `clean` cannot know."""
        parent = self.parent_page
        if slug and parent and not self.instance.depth:
            problem = slug_problem(slug, parent.depth + 1, parent.locale.language_code)
            if problem:
                self.add_error("slug", problem)

    def keep_terms(self, vocabulary, chosen) -> None:
        """Put the chosen terms on the page: those kept stay in their order, new ones come after."""
        rows = list(self.instance.page_terms.all())
        chosen_ids = {term.pk for term in chosen}
        kept = [row for row in rows if row.term.vocabulary != vocabulary or row.term_id in chosen_ids]
        held = {row.term_id for row in kept}
        added = [PageTerm(term=term) for term in chosen if term.pk not in held]
        self.instance.page_terms = [*kept, *added]

    def is_valid(self) -> bool:
        """Whether a draft can be saved, or the page go out; then everything that is missing is listed at once."""
        valid = super().is_valid()
        if self.is_deferred_validation or not self.is_bound:
            return valid
        if not self.listed:
            self.listed = True
            self.list_what_is_missing(rows_valid=all(formset.is_valid() for formset in self.formsets.values()))
        return valid and not self.errors

    @property
    def is_going_out(self) -> bool:
        """Whether the editor publishes. Handed on to somebody else, a page need only be complete in itself."""
        return "action-publish" in self.data or self.data.get("workflow-action-name") == "approve"

    def list_what_is_missing(self, *, rows_valid: bool) -> None:
        """Add what the fields themselves do not know: empty lists, faults in rows, the rules of the type."""
        faults = list(self.row_faults())
        if rows_valid:
            for name, formset in self.formsets.items():
                if name != "comments":
                    formset.save(commit=False)  # puts the rows on the page, so that its rules see them
            page = self.instance
            relations = [name for name in page.required_to_publish if name not in self.fields]
            others = registered_problems(page) if self.is_going_out else []
            rules = (*kernel_problems(page), *page.own_problems(), *others)
            for problem in (*missing(page, relations), *rules):
                if problem.field in self.fields:
                    self.add_error(problem.field, problem.message)
                else:
                    faults.append(problem.message)
        if faults or self.errors:
            lead = gettext("The page is not published yet. Mend this first, or save it as a draft:")
            self.add_error(None, [lead, *faults])
            listed = self.errors.pop(NON_FIELD_ERRORS)
            fields = dict(self.errors)
            self.errors.clear()
            self.errors.update({NON_FIELD_ERRORS: listed, **fields})  # the list begins with the lead

    def row_faults(self) -> Iterator[str]:
        """What is wrong in the rows, as sentences: Wagtail marks the fields, but its list leaves them out."""
        for name, formset in self.formsets.items():
            if name == "comments":
                continue
            heading = capital(self.instance.name_of(name))
            yield from (f"{heading}: {fault}" for fault in formset.non_form_errors())
            for number, form in enumerate(formset.forms, start=1):
                if formset.can_delete and formset._should_delete_form(form):
                    continue
                for field, errors in form.errors.items():
                    what = "" if field == NON_FIELD_ERRORS else f"{form[field].label}: "
                    where = gettext("%(list)s, row %(number)s") % {"list": heading, "number": number}
                    yield f"{where}: {what}{' '.join(errors)}"

    def save(self, commit: bool = True):
        """Save the page; a new one begins as a draft, so that it is never live before the gate has let it out."""
        if self.instance._state.adding:
            self.instance.live = False
        return super().save(commit)


class PageCopyForm(CopyForm):
    """Copies, but makes no alias: a page that follows another would be a second address without versions."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("alias", None)


def capital(name: str) -> str:
    """The name as a heading."""
    return name[:1].upper() + name[1:]
