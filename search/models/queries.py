"""What was asked, without who asked it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class QueryCount(models.Model):
    """How often a query was asked on a day, and how many answers it had. No person, no address; kept for 90 days."""

    day = models.DateField(_("day"))
    query = models.CharField(_("query"), max_length=200)
    language = models.CharField(_("language"), max_length=2)
    engine = models.CharField(_("engine"), max_length=10)
    results = models.PositiveIntegerField(_("answers"))
    count = models.PositiveIntegerField(_("times"), default=1)

    class Meta:
        verbose_name = _("query")
        verbose_name_plural = _("queries")
        constraints = [
            models.UniqueConstraint(fields=["day", "query", "language", "engine"], name="one_count_per_query_and_day")
        ]

    def __str__(self):
        return self.query
