"""People who are named or pictured: the name stands here only, everything else holds the id (decision 4)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.search import index


class Person(index.Indexed, models.Model):
    """A named or pictured person; withdrawn in one place, gone everywhere."""

    name = models.CharField(_("name"), max_length=120)
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
    withdrawn = models.BooleanField(
        _("withdrawn"), default=False, help_text=_("The role is shown instead of the name, everywhere and at once.")
    )

    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("role")]),
        FieldPanel("organisation"),
        FieldPanel("withdrawn"),
    ]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name"), index.SearchField("role")]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name"]

    def __str__(self):
        return self.role if self.withdrawn else f"{self.name}, {self.role}"

    @property
    def shown_name(self) -> str:
        """What a reader may see: the name, or the role when the person has withdrawn."""
        return self.role if self.withdrawn else self.name
