"""The other names of a concept: those that can be used, and older ones that people still search with."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from research.enums import ConceptLanguage, LabelKind


class ConceptLabel(Orderable):
    """Another name of a concept, in one language."""

    concept = ParentalKey("research.ConceptPage", on_delete=models.CASCADE, related_name="labels")
    language = models.CharField(
        _("language"), max_length=2, choices=ConceptLanguage.choices, default=ConceptLanguage.NB
    )
    kind = models.CharField(_("kind"), max_length=12, choices=LabelKind.choices, default=LabelKind.ALTERNATIVE)
    text = models.CharField(_("name"), max_length=160)

    panels = [FieldRowPanel([FieldPanel("text"), FieldPanel("language"), FieldPanel("kind")])]

    class Meta(Orderable.Meta):
        verbose_name = _("other name")
        verbose_name_plural = _("other names")
        constraints = [models.UniqueConstraint(fields=["concept", "language", "text"], name="concept_has_name_once")]

    def __str__(self):
        return self.text
