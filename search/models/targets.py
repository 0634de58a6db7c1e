"""Where Elasticsearch's documents are written, and how a rebuild goes."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class IndexTarget(models.Model):
    """An index in Elasticsearch that every change is written to: the one that answers, and one that is being built."""

    name = models.CharField(_("name"), max_length=100, unique=True)
    answers = models.BooleanField(_("answers"), default=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        verbose_name = _("index")
        verbose_name_plural = _("indexes")

    def __str__(self):
        return self.name


class RebuildRun(models.Model):
    """A rebuild of the index: how far it has come and how it ended."""

    engine = models.CharField(_("engine"), max_length=10)
    started_at = models.DateTimeField(_("started"), auto_now_add=True)
    finished_at = models.DateTimeField(_("finished"), null=True)
    done = models.PositiveIntegerField(_("done"), default=0)
    total = models.PositiveIntegerField(_("in all"), default=0)
    errors = models.PositiveIntegerField(_("failed"), default=0)
    message = models.TextField(_("how it ended"), blank=True)

    class Meta:
        verbose_name = _("rebuild")
        verbose_name_plural = _("rebuilds")
        ordering = ["-started_at"]

    def __str__(self):
        return f"{self.engine} {self.started_at:%Y-%m-%d %H:%M}"
