"""Events and series of events, as readers meet them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable

from events.enums import EventFormat, EventKind
from hub import panels
from hub.blocks.text import PROSE_FEATURES
from hub.models import BasePage


class EventPage(BasePage):
    """An event with its own subject; its organiser is the page's owner, its dates are `Occurrence` rows.

    Several dates on one page mean the same content again. A webinar of a series is a page of its own below the series.
    """

    class Recorded(models.TextChoices):
        """Whether it is recorded; empty when nobody has said."""

        YES = "yes", _("Yes, with captions and transcript")
        NO = "no", _("No")

    kind = models.CharField(_("kind"), max_length=12, choices=EventKind.choices, default=EventKind.WEBINAR)
    format = models.CharField(_("format"), max_length=8, blank=True, choices=EventFormat.choices)
    demonstration = models.BooleanField(
        _("demonstration"), default=False, help_text=_("Marked as an example that nobody can really attend.")
    )
    recorded = models.CharField(_("recorded"), max_length=3, blank=True, choices=Recorded.choices)
    access_offered = models.CharField(
        _("access"),
        max_length=300,
        blank=True,
        help_text=_("What is offered to all, such as live captions or step-free access. More can be asked for."),
    )

    recording_page = models.URLField(
        _("the organiser's page with the recording"),
        max_length=500,
        blank=True,
        help_text=_("Shown as a link. The recording itself is shown below only with captions and transcript."),
    )
    recording_url = models.URLField(
        _("address of the recording"), max_length=500, blank=True, help_text=_("Its page at YouTube or Vimeo.")
    )
    recording_document = models.ForeignKey(
        "hub.HubDocument",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("recording as a file"),
    )
    recording_captioned = models.BooleanField(
        _("the recording is captioned"), default=False, help_text=_("Only when all that is said can be read.")
    )
    recording_transcript = RichTextField(_("transcript of the recording"), blank=True, features=PROSE_FEATURES)
    questions_answered = RichTextField(_("questions that were answered"), blank=True, features=PROSE_FEATURES)

    content_panels = [
        *panels.HEAD,
        FieldRowPanel([FieldPanel("kind"), FieldPanel("format")]),
        panels.OWNER,
        InlinePanel("co_organisers", heading=_("Co-organisers"), label=_("Co-organiser")),
        InlinePanel("sessions", heading=_("Programme"), label=_("Point of the programme")),
        FieldRowPanel([FieldPanel("recorded"), FieldPanel("access_offered")]),
        panels.BODY,
        FieldPanel("demonstration"),
        MultiFieldPanel(
            [
                InlinePanel("materials", label=_("Material")),
                FieldPanel("recording_page"),
                FieldRowPanel([FieldPanel("recording_url"), FieldPanel("recording_document")]),
                FieldPanel("recording_captioned"),
                FieldPanel("recording_transcript"),
                FieldPanel("questions_answered"),
            ],
            heading=_("Afterwards"),
        ),
    ]
    about_panels = [FieldPanel("audiences"), FieldPanel("service_forms"), FieldPanel("patient_groups"), panels.PLACES]

    parent_page_types = ["events.EventIndexPage", "events.EventSeriesPage"]
    subpage_types: list[str] = []
    is_creatable = True
    search_kind = "event"
    listing_order = 85
    card_template = "components/cards/event_page.html"
    required_to_publish = ("summary", "owner_organisation")
    text_fields = (("questions_answered", 1), ("recording_transcript", 1))
    related_in_full = False

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")


class EventCoOrganiser(Orderable):
    """A body that organises an event together with its owner; its organisers have the same rights."""

    page = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="co_organisers")
    organisation = models.ForeignKey(
        "hub.Organisation", on_delete=models.PROTECT, related_name="+", verbose_name=_("organisation")
    )

    panels = [FieldPanel("organisation")]

    class Meta(Orderable.Meta):
        verbose_name = _("co-organiser")
        verbose_name_plural = _("co-organisers")

    def __str__(self):
        return str(self.organisation)


class EventSeriesPage(BasePage):
    """Events that belong together, each with its own subject and page below this one."""

    demonstration = models.BooleanField(
        _("demonstration"), default=False, help_text=_("Marked as an example that nobody can really attend.")
    )

    content_panels = [*panels.HEAD, panels.OWNER, panels.BODY, FieldPanel("demonstration")]
    about_panels = [FieldPanel("audiences"), FieldPanel("service_forms"), FieldPanel("patient_groups")]

    parent_page_types = ["events.EventIndexPage"]
    subpage_types = ["events.EventPage"]
    is_creatable = True
    search_kind = "event-series"
    card_template = "components/cards/event_page.html"
    required_to_publish = ("summary", "owner_organisation")
    related_in_full = False

    class Meta:
        verbose_name = _("series of events")
        verbose_name_plural = _("series of events")
