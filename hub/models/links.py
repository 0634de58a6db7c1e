"""Links between pages of any kind, shown from both ends (decision 6), and where a page's facts come from."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable

from hub.partial_dates import PartialDateField


class PageLink(Orderable):
    """One page points to another. Related links are shown at both ends, the others have a reverse name."""

    class Kind(models.TextChoices):
        """How the source stands to the target; broader and replaced by are SKOS relations between concepts."""

        RELATED = "related", pgettext_lazy("link kind", "Related")
        BROADER = "broader", pgettext_lazy("link kind", "Broader concept")
        REPLACED_BY = "replaced_by", pgettext_lazy("link kind", "Replaced by")

    source = ParentalKey("hub.BasePage", on_delete=models.CASCADE, related_name="links_out")
    target = models.ForeignKey(
        "hub.BasePage", on_delete=models.CASCADE, related_name="links_in", verbose_name=_("page")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.RELATED)

    panels = [FieldRowPanel([FieldPanel("target"), FieldPanel("kind")])]

    class Meta(Orderable.Meta):
        verbose_name = _("related page")
        verbose_name_plural = _("related pages")
        constraints = [
            models.UniqueConstraint(fields=["source", "target", "kind"], name="page_links_once"),
            models.CheckConstraint(condition=~models.Q(source=models.F("target")), name="page_links_to_another"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.target}"


class PageSource(Orderable):
    """Where a page's facts come from; an undated source is shown as undated, never with today's date."""

    page = ParentalKey("hub.BasePage", on_delete=models.CASCADE, related_name="sources")
    title = models.CharField(_("title"), max_length=300)
    language = models.CharField(
        _("language of the title"), max_length=2, blank=True, help_text=_("As a code: en, da, sv …")
    )
    publisher = models.CharField(_("publisher"), max_length=160, blank=True)
    url = models.URLField(_("address"), max_length=500, blank=True)
    date = PartialDateField(_("date"), help_text=_("2024, 2024-05 or 2024-05-17. Empty when the source is undated."))
    date_text = models.CharField(
        _("about the date"),
        max_length=80,
        blank=True,
        help_text=_("What else is known: “probably 2025”, “figures from 2019”."),
    )

    panels = [
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("publisher"), FieldPanel("date"), FieldPanel("date_text")]),
        FieldRowPanel([FieldPanel("url"), FieldPanel("language")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("source")
        verbose_name_plural = _("sources")

    def __str__(self):
        return self.title


class PageFootnote(Orderable):
    """A note below the text. The text refers to the first as [^1], to the second as [^2]."""

    page = ParentalKey("hub.BasePage", on_delete=models.CASCADE, related_name="footnotes")
    text = RichTextField(_("text"), features=["link", "italic"])

    panels = [FieldPanel("text")]

    class Meta(Orderable.Meta):
        verbose_name = _("footnote")
        verbose_name_plural = _("footnotes")

    def __str__(self):
        return f"[^{(self.sort_order or 0) + 1}]"
