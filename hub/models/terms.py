"""Open vocabularies and their terms, hung on any page (decision 5)."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from hub.enums import Vocabulary


def labelled(row, prefix: str = "") -> str:
    """The row's label in the active language; Bokmål where that is empty."""
    language = (get_language() or "nb")[:2]
    return getattr(row, f"{prefix}{language}", "") or getattr(row, f"{prefix}nb")


class Term(models.Model):
    """One meaning of an open vocabulary, with its label in each language and a place in a tree."""

    vocabulary = models.CharField(_("vocabulary"), max_length=20, choices=Vocabulary.choices)
    slug = models.SlugField(_("id"), max_length=60, help_text=_("Never changes: addresses and filters use it."))
    nb = models.CharField(_("Bokmål"), max_length=120)
    nn = models.CharField(_("Nynorsk"), max_length=120)
    en = models.CharField(_("English"), max_length=120)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children", verbose_name=_("broader term")
    )
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    panels = [
        FieldPanel("vocabulary"),
        FieldPanel("slug"),
        FieldRowPanel([FieldPanel("nb"), FieldPanel("nn"), FieldPanel("en")]),
        FieldPanel("parent"),
        FieldPanel("position"),
    ]

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        ordering = ["vocabulary", "position", "nb"]
        constraints = [models.UniqueConstraint(fields=["vocabulary", "slug"], name="one_term_per_id")]

    def __str__(self):
        return self.label

    def clean(self):
        """Keep the id once a page uses the term or a narrower one: links to filtered lists are out of our hands."""
        super().clean()
        before = Term.objects.filter(pk=self.pk).first()
        changed = [name for name in ("slug", "vocabulary") if before and getattr(before, name) != getattr(self, name)]
        if before and changed and before.is_in_use:
            text = gettext("Cannot be changed, because the term is in use: addresses and filters depend on it.")
            raise ValidationError({name: text for name in changed})

    @property
    def is_in_use(self) -> bool:
        """Whether a page is about it or a narrower term, or a theme collects it."""
        about = PageTerm.objects.filter(models.Q(term=self) | models.Q(term__parent=self))
        return about.exists() or self.theme_pages.exists()

    @property
    def label(self) -> str:
        """The term in the active language."""
        return labelled(self)


class PageTerm(Orderable):
    """Says that a page is about a term; follows the page's revision."""

    page = ParentalKey("hub.BasePage", on_delete=models.CASCADE, related_name="page_terms")
    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="page_terms", verbose_name=_("term"))

    panels = [FieldPanel("term")]

    class Meta(Orderable.Meta):
        verbose_name = pgettext_lazy("on a page", "term")
        verbose_name_plural = pgettext_lazy("on a page", "terms")
        constraints = [models.UniqueConstraint(fields=["page", "term"], name="page_has_term_once")]

    def __str__(self):
        return str(self.term)
