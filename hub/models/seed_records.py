"""What has been loaded from the project's own facts."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SeedRecord(models.Model):
    """Remembers that a fact was loaded, and as which page, so that it is loaded once only."""

    key = models.CharField(_("key"), max_length=200, unique=True)
    page = models.ForeignKey(
        "hub.BasePage", null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("page")
    )
    loaded_at = models.DateTimeField(_("loaded"), auto_now_add=True)

    class Meta:
        verbose_name = _("loaded fact")
        verbose_name_plural = _("loaded facts")

    def __str__(self):
        return self.key
