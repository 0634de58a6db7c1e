"""Events, as readers meet them."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.utils import timezone, translation
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable

from events import timeline
from events.doorway import Doorway, state_of
from events.earlier import dates_part
from events.enums import EventFormat, EventKind
from events.models.dated import DatesTogether, read
from events.models.occurrences import Occurrence
from events.models.rows import Material
from events.panels import DatesPanel
from events.programme import Day, programme
from events.rows_in_one import FOR_AN_EVENT, RowsInOne
from events.shown import DateShown, lower
from hub import panels
from hub.blocks.text import PROSE_FEATURES
from hub.earlier.parts import Part
from hub.indexing import TextPart
from hub.models import BasePage, Organisation
from hub.players import Player, player
from hub.publishing import Problem


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
        DatesPanel(heading=_("Dates")),
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
    unseen = ("recording_url", "recording_document", "recording_captioned")  # shown only with captions and transcript
    related_in_full = False
    organisation_lookups = ("co_organisers__organisation",)
    event_rows = RowsInOne(FOR_AN_EVENT)
    timetable = DatesTogether()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")

    # When -------------------------------------------------------------------------------------------------------------
    @property
    def dates(self) -> list[Occurrence]:
        """Its dates in order: its own, else those of the page that it is a translation of."""
        return self.timetable.by_page.get(self.pk, [])

    def next_date(self, now: datetime | None = None) -> Occurrence | None:
        """The next date, one that is held if there is any; None when all are over."""
        return timeline.next_of(self.dates, now or timezone.now())

    def state(self, occurrence: Occurrence, now: datetime | None = None) -> Doorway:
        """How one of its dates stands with registration; those loaded together cost one query."""
        now = now or timezone.now()
        return self.timetable.doors(now).get(occurrence.pk) or state_of(occurrence, now)

    @cached_property
    def shown_dates(self) -> list[DateShown]:
        """All its dates, as they stand now."""
        now = timezone.now()
        return [DateShown(one, self.state(one, now), now) for one in self.dates]

    @cached_property
    def shown_date(self) -> DateShown | None:
        """The date that stands for the event: the next, else the last."""
        shown = timeline.shown_of(self.dates, timezone.now())
        return next((one for one in self.shown_dates if one.occurrence is shown), None)

    @property
    def is_over(self) -> bool:
        """Whether it has taken place for the last time."""
        return bool(self.shown_date and self.shown_date.is_over)

    @property
    def has_several(self) -> bool:
        """Whether it takes place more than once."""
        return len(self.dates) > 1

    @property
    def is_open(self) -> bool:
        """Whether the hub's form takes registrations for any date."""
        return any(shown.door.is_open for shown in self.shown_dates)

    # What and who -----------------------------------------------------------------------------------------------------
    @property
    def kind_and_format(self) -> str:
        """«Webinar, digitalt»."""
        return ", ".join(filter(None, [self.get_kind_display(), lower(self.get_format_display())]))

    @property
    def organisers(self) -> list[Organisation]:
        """The owner, then those that organise it together with the owner."""
        others = [row.organisation for row in self.co_organisers.all()]
        return list(dict.fromkeys(filter(None, [self.owner_organisation, *others])))

    @property
    def days(self) -> list[Day]:
        """The programme."""
        return programme(self.sessions.all(), self.shown_dates)

    # Afterwards -------------------------------------------------------------------------------------------------------
    @property
    def shows_recording(self) -> bool:
        """Whether all can follow the recording: what lacks captions or a transcript is not shown (WCAG 1.2)."""
        told = self.recording_captioned and bool(self.recording_transcript)
        return told and bool(self.recording_url or self.recording_document)

    @property
    def recording_player(self) -> Player | None:
        """How a recording at an address elsewhere is played; None without one that may be shown."""
        return player(self.recording_url) if self.shows_recording and self.recording_url else None

    @property
    def recording_address(self) -> str:
        """Where the recording is: on our own page when it is shown there, else the organiser's; empty without one."""
        return f"{self.path_from_root}#opptak" if self.shows_recording else self.recording_page

    def own_problems(self) -> list[Problem]:
        """A recording lies in one place."""
        if self.recording_url and self.recording_document_id:
            return [Problem("recording_url", gettext("Give either the recording’s address or a file."))]
        return []

    def serve(self, request, *args, **kwargs):
        """Let the page, and no other, load the player of its recording."""
        response = super().serve(request, *args, **kwargs)
        if self.recording_player and self.recording_player.directives:
            response._csp_update = self.recording_player.directives
        return response

    def parts_beside(self) -> list[Part]:
        """Its dates as they stand in the database, whatever has been read before."""
        return [dates_part(read([self]).by_page.get(self.pk, []), self.language)]

    # What it tells the other rooms ------------------------------------------------------------------------------------
    @classmethod
    def detail_queryset(cls):
        """The event with its dates, and with all rows but the programme and the material in one query."""
        found = super().detail_queryset().select_related("recording_document").prefetch_related(None)
        materials = models.Prefetch("materials", Material.objects.select_related("document"))
        return found.prefetch_related("event_rows", "timetable", "sessions__speakers__person", materials)

    @classmethod
    def plain_cards(cls):
        """Events with their organiser, for a list that knows the dates already."""
        return super().card_queryset().select_related("owner_organisation")

    @classmethod
    def card_queryset(cls):
        """Events with organiser and dates."""
        return cls.plain_cards().prefetch_related("timetable")

    def text_parts(self) -> list[TextPart]:
        """The page's words with those of the programme, and in words what it is and who organises it.

        Speakers are left out: their names stand with the persons only.
        """
        with translation.override(self.language):
            told = [self.get_kind_display(), self.get_format_display(), *(one.name for one in self.organisers)]
            told += [gettext("Recording")] if self.recording_page or self.shows_recording else []
        texts = [" ".join(filter(None, told))]
        texts += [" ".join(filter(None, [row.title, row.text])) for row in self.sessions.all()]
        return [*super().text_parts(), *(TextPart(text, self.language) for text in texts)]

    def search_facets(self) -> dict[str, list[str]]:
        """Kind, format, the years it takes place and all who organise it, beside what every page has.

        Free seats are not among them: they come and go without anything being published.
        """
        organisers = self.organisers
        own = {
            "event_kind": [self.kind],
            "format": [self.format],
            "year": sorted({f"{timezone.localtime(one.start).year}" for one in self.dates}),
            "owner": [one.slug for one in organisers],
            "owner_kind": list(dict.fromkeys(one.kind for one in organisers)),
        }
        return super().search_facets() | {name: values for name, values in own.items() if any(values)}


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
