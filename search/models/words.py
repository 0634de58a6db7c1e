"""The word list of the editors: the bridge from everyday words, and from English, to the words of the pages."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel


class Word(models.Model):
    """One meaning: the words for it in each language, preferred ones first, a comma between them."""

    key = models.SlugField(_("id"), max_length=80, unique=True)
    nb = models.CharField(_("Bokmål"), max_length=300)
    nn = models.CharField(_("Nynorsk"), max_length=300, blank=True)
    en = models.CharField(_("English"), max_length=300, blank=True)

    panels = [FieldPanel("nb"), FieldPanel("nn"), FieldPanel("en")]

    class Meta:
        verbose_name = _("word")
        verbose_name_plural = _("words")
        ordering = ["nb"]

    def __str__(self):
        return self.nb

    def names(self) -> list[tuple[str, str]]:
        """`(word, language)`, as they stand."""
        found = []
        for language in ("nb", "nn", "en"):
            found += [(word.strip(), language) for word in getattr(self, language).split(",") if word.strip()]
        return found

    def clean(self):
        """A meaning with one word in all bridges nothing."""
        if len({word.casefold() for word, _language in self.names()}) < 2:
            raise ValidationError(_("Write at least two words for the meaning, in one language or in several."))
