"""People who are named or pictured: the name stands here only, everything else holds the id (decision 4)."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel

from hub.consent.words import can_be_found


class Person(ClusterableModel):
    """A named or pictured person; withdrawn in one place, gone everywhere (see `hub.consent`).

    Not in Wagtail's own search index, which would be one more place for the name.

    Attributes:
        withdrawn: The name is deleted, and the role is shown instead of it.
        picture_withdrawn: No picture of the person is shown.
    """

    name = models.CharField(_("name"), max_length=120, blank=True)
    role = models.CharField(
        _("role"), max_length=160, help_text=_("Shown with the name, and instead of it when withdrawn.")
    )
    organisation = models.ForeignKey(
        "hub.Organisation",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="people",
        verbose_name=_("organisation"),
    )
    withdrawn = models.BooleanField(_("withdrawn"), default=False, editable=False)
    picture_withdrawn = models.BooleanField(_("pictures withdrawn"), default=False, editable=False)

    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("role")]),
        FieldPanel("organisation"),
        InlinePanel(
            "consents",
            heading=_("Why we may name or picture the person"),
            label=_("Entry of the consent register"),
            help_text=_("Without an entry that holds, no page that names or pictures the person can be published."),
        ),
        HelpPanel(template="hub/consent/withdraw_panel.html", heading=_("Withdrawal")),
    ]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name", "role"]

    def __str__(self):
        return self.role if self.withdrawn else f"{self.name}, {self.role}"

    def clean(self):
        """Who is named has a name; who no longer wants it gets none again here."""
        super().clean()
        if self.withdrawn and self.name:
            message = _("The person has withdrawn. Register them anew when they want to be named again.")
            raise ValidationError({"name": message})
        if not self.withdrawn and not can_be_found(self.name):
            message = _("Write first name and surname: one word alone cannot be told from ordinary words.")
            raise ValidationError({"name": message})

    @property
    def shown_name(self) -> str:
        """What a reader may see: the name, or the role when the person has withdrawn."""
        return self.role if self.withdrawn else self.name
