"""From a query to the words of the hub: it becomes a name of a concept, or a word of the word list.

A concept is any page that takes names (`hub.indexing.Nameable`). The name goes into a draft of it, and the editor who
publishes that has seen it; the word list opens with the word filled in. So nothing changes for readers by one press.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page, get_page_models
from wagtail.models.pages import PageQuerySet
from wagtail.permissions import page_permission_policy
from wagtail.snippets.widgets import AdminSnippetChooser

from search.models import QueryCount, Word

LONGEST = QueryCount._meta.get_field("query").max_length


# Who may do what ------------------------------------------------------------------------------------------------------
def nameable_pages(user: AbstractBaseUser) -> PageQuerySet:
    """The pages that take names and that the user may change."""
    types = [model for model in get_page_models() if hasattr(model, "with_new_label")]
    if not types:
        return Page.objects.none()
    allowed = page_permission_policy.instances_user_has_permission_for(user, "change")
    return allowed.type(*types).filter(alias_of=None).order_by("title")


def may_name_concepts(user: AbstractBaseUser) -> bool:
    """Whether there is a concept that the user may change."""
    return nameable_pages(user).exists()


def may_edit_words(user: Any) -> bool:
    """Whether the user may add to the word list."""
    return user.has_perm("search.add_word") or user.has_perm("search.change_word")


# What is done ---------------------------------------------------------------------------------------------------------
@transaction.atomic
def name_in_draft(page: Page, text: str, language: str, user: Any) -> bool:
    """Put a name into a new draft of the page; False when the latest draft has it already.

    Raises:
        ValidationError: The name cannot be one, or the draft cannot be saved.
    """
    page = Page.objects.select_for_update().get(pk=page.pk)  # no draft of another editor gets lost in between
    draft = page.get_latest_revision_as_object()
    if not draft.with_new_label(text, language):
        return False
    draft.save_revision(user=user, log_action=True)
    return True


class PageField(forms.ModelChoiceField):
    """A list of pages by their titles."""

    def label_from_instance(self, page: Page) -> str:
        """The title of the latest draft."""
        return page.get_admin_display_title()


class AskedForm(forms.Form):
    """A query, as it is to be written, and its language."""

    text = forms.CharField(label=_("Word or expression"), max_length=LONGEST)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)


class ConceptForm(AskedForm):
    """Of which concept the query is a name."""

    page = PageField(
        Page.objects.none(),
        label=_("Concept"),
        empty_label=_("Choose a concept"),
        help_text=_("The name goes into a draft of the concept. Look it over there, and publish it."),
    )

    def __init__(self, *args: Any, user: AbstractBaseUser, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["page"].queryset = nameable_pages(user)  # type: ignore[attr-defined]

    def clean_page(self) -> Page:
        """A page that nobody else has locked."""
        page: Page = self.cleaned_data["page"]
        lock = page.get_lock()
        if (lock and lock.for_user(self.user)) or not page.permissions_for_user(self.user).can_edit():
            raise ValidationError(_("You cannot change this concept now: it is locked."))
        return page


class RowChooser(AdminSnippetChooser):
    """Wagtail's window for choosing a row, which also shows a form that was sent with something that is no id."""

    def get_instance(self, value: Any) -> Word | None:
        """The row; None when there is none."""
        return Word.objects.filter(pk=value).first() if str(value).isdecimal() else None


class WordsForm(AskedForm):
    """In which row of the word list the query belongs."""

    word = forms.ModelChoiceField(
        Word.objects.all(),
        label=_("Row in the word list"),
        required=False,
        widget=RowChooser(Word),
        help_text=_("The row that has words of the same meaning. Choose none to begin a new row."),
    )


class LearnView(WagtailAdminTemplateMixin, FormView):
    """A short form that begins with a query of a report."""

    template_name = "wagtailadmin/generic/form.html"
    submit_label: str | Promise = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Only for those who may do what the form does."""
        if not self.is_allowed(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def is_allowed(self, user: Any) -> bool:
        """Each form its own right."""
        raise NotImplementedError

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The way back to the report."""
        back = {"url": reverse("search_reports:unanswered"), "label": _("Searches without answers")}
        return [*self.breadcrumbs_items, back, {"url": "", "label": self.page_title}]

    def get_initial(self) -> dict[str, Any]:
        """The query of the report."""
        return {name: self.request.GET.get(name, "") for name in ("text", "language")}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds what Wagtail's form template shows."""
        context = super().get_context_data(**kwargs)
        return {
            **context,
            "action_url": self.request.path,
            "submit_button_label": self.submit_label,
            "submit_button_active_label": self.submit_label,
            "media": context["form"].media,
        }


class AddToConcept(LearnView):
    """«Add as a synonym of a concept …»."""

    page_title = _("Add as a synonym of a concept")
    header_icon = "tag"
    form_class = ConceptForm
    submit_label = _("Add to a draft and open it")

    def is_allowed(self, user: Any) -> bool:
        """Who may change a concept."""
        return may_name_concepts(user)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Hand over who asks."""
        return {**super().get_form_kwargs(), "user": self.request.user}

    def form_valid(self, form: forms.Form) -> HttpResponse:
        """Make the draft and lead to it."""
        page, text = form.cleaned_data["page"], form.cleaned_data["text"]
        try:
            added = name_in_draft(page, text, form.cleaned_data["language"], self.request.user)
        except ValidationError as problem:
            form.add_error(None, [message for message in problem.messages])
            return self.form_invalid(form)
        words = {"text": text, "title": page.get_admin_display_title()}
        if added:
            said = gettext("“%(text)s” is in a draft of “%(title)s”. Readers find it once you publish the draft.")
            messages.success(self.request, said % words)
        else:
            messages.warning(self.request, gettext("“%(title)s” has the name “%(text)s” already.") % words)
        return redirect("wagtailadmin_pages:edit", page.pk)


class AddToWords(LearnView):
    """«Add to the word list …»."""

    page_title = _("Add to the word list")
    header_icon = "openquote"
    form_class = WordsForm
    submit_label = _("Open the row")

    def is_allowed(self, user: Any) -> bool:
        """Who may change the word list."""
        return may_edit_words(user)

    def form_valid(self, form: forms.Form) -> HttpResponse:
        """Open the row, or a new one, with the word filled in."""
        row, where = form.cleaned_data["word"], "wagtailsnippets_search_word"
        address = reverse(f"{where}:edit", args=[row.pk]) if row else reverse(f"{where}:add")
        return redirect(f"{address}?{urlencode({form.cleaned_data['language']: form.cleaned_data['text']})}")
