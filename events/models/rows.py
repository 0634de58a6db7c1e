"""Rows that hang on an event and follow its revisions: programme, speakers, material."""

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Orderable


class Session(Orderable, ClusterableModel):
    """A point of the programme."""

    page = ParentalKey("events.EventPage", on_delete=models.CASCADE, related_name="sessions")
    day = models.PositiveSmallIntegerField(
        _("day"), default=1, validators=[MinValueValidator(1)], help_text=_("1 for the first day, 2 for the next.")
    )
    begins = models.TimeField(_("begins"), null=True, blank=True)
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("about"), blank=True, max_length=600)

    panels = [
        FieldRowPanel([FieldPanel("day"), FieldPanel("begins")]),
        FieldPanel("title"),
        FieldPanel("text"),
        InlinePanel("speakers", label=_("Speaker")),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("point of the programme")
        verbose_name_plural = _("programme")

    def __str__(self):
        return self.title


class SessionSpeaker(Orderable):
    """Who speaks; the name stands with the person only."""

    session = ParentalKey(Session, on_delete=models.CASCADE, related_name="speakers")
    person = models.ForeignKey("hub.Person", on_delete=models.PROTECT, related_name="+", verbose_name=_("person"))

    panels = [FieldPanel("person")]

    class Meta(Orderable.Meta):
        verbose_name = _("speaker")
        verbose_name_plural = _("speakers")

    def __str__(self):
        return str(self.person)


class Material(Orderable):
    """Slides and other material, as a file of the hub or an address."""

    page = ParentalKey("events.EventPage", on_delete=models.CASCADE, related_name="materials")
    title = models.CharField(_("title"), max_length=200)
    document = models.ForeignKey(
        "hub.HubDocument", null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("file")
    )
    url = models.URLField(_("address"), max_length=500, blank=True)

    panels = [FieldPanel("title"), FieldRowPanel([FieldPanel("document"), FieldPanel("url")])]

    class Meta(Orderable.Meta):
        verbose_name = _("material")
        verbose_name_plural = _("materials")

    def __str__(self):
        return self.title

    def clean(self):
        """A file or an address, not both and not neither."""
        super().clean()
        if bool(self.document_id) == bool(self.url):
            raise ValidationError({"url": _("Choose a file, or give an address.")})
