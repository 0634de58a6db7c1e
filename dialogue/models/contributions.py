"""«Del din erfaring»: an experience on its way from a reader to a story."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dialogue.enums import ENDED, UNDER_WAY, ContributionState
from dialogue.models.senders import Sender, make_reference


class Contribution(models.Model):
    """What a contributor has written, and how far it has come. Its person never enters the story.

    Attributes:
        answers: Field of the story to plain text, or to a list of ids; as the contributor wrote it.
        language: The written standard that the contributor writes in, and is written to in.
        may_share_at, licence_at: When they confirmed that they may share it, and under which licence it is shared.
        asked_revision_id: The revision that was sent for approval.
        approved_digest: Of the words that the contributor has approved; no others may go out.
        wishes: What the contributor last wanted changed.
        touched_at: When something last happened; time runs from there.
        version: Part of the links to it.
    """

    reference = models.CharField(_("reference"), max_length=9, unique=True, default=make_reference, editable=False)
    state = models.CharField(
        _("state"),
        max_length=16,
        choices=ContributionState.choices,
        default=ContributionState.UNFINISHED,
        db_index=True,
    )
    sender = models.ForeignKey(Sender, on_delete=models.CASCADE, related_name="contributions", verbose_name=_("sender"))
    name = models.CharField(_("name"), max_length=120, blank=True)
    workplace = models.CharField(_("workplace"), max_length=160, blank=True)
    municipality = models.ForeignKey(
        "hub.Municipality",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("municipality"),
    )
    organisation = models.ForeignKey(
        "hub.Organisation",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("organisation"),
    )
    language = models.CharField(_("written standard"), max_length=2, choices=settings.LANGUAGES, default="nb")
    answers = models.JSONField(_("answers"), default=dict, blank=True)
    may_share_at = models.DateTimeField(_("right to share confirmed"), null=True, blank=True)
    licence_at = models.DateTimeField(_("licence confirmed"), null=True, blank=True)
    page = models.OneToOneField(
        "stories.StoryPage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("experience"),
    )
    asked_revision_id = models.PositiveIntegerField(null=True, blank=True)
    approved_digest = models.CharField(max_length=64, blank=True)
    wishes = models.TextField(_("wanted changes"), blank=True)
    created_at = models.DateTimeField(_("begun"), default=timezone.now)
    touched_at = models.DateTimeField(_("last step"), default=timezone.now, db_index=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("contribution from a reader")
        verbose_name_plural = _("contributions from readers")
        ordering = ["-touched_at", "-pk"]

    def __str__(self):
        return self.title or self.reference

    @property
    def title(self) -> str:
        """What the contributor calls it."""
        return self.answers.get("title", "")

    @property
    def is_unfinished(self) -> bool:
        """Whether the contributor still writes."""
        return self.state == ContributionState.UNFINISHED

    @property
    def is_under_way(self) -> bool:
        """Whether the editors have it."""
        return self.state in UNDER_WAY

    @property
    def has_ended(self) -> bool:
        """Whether it is published or declined."""
        return self.state in ENDED
