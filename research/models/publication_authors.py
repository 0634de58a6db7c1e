"""Who wrote a publication."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable


class PublicationAuthor(Orderable):
    """An author, as the publication writes the name; authors are named because they signed the work."""

    publication = ParentalKey("research.PublicationPage", on_delete=models.CASCADE, related_name="authors")
    name = models.CharField(
        pgettext_lazy("author", "name"), max_length=160, help_text=_("Surname and initials: Berntsen GKR. Or a body.")
    )

    panels = [FieldPanel("name")]

    class Meta(Orderable.Meta):
        verbose_name = _("author")
        verbose_name_plural = _("authors")

    def __str__(self):
        return self.name
