"""The tables behind the jobs: what is to do, what runs by the clock, which workers live."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class JobState(models.TextChoices):
    """The four states of a job; a retry is waiting again."""

    WAITING = "waiting", pgettext_lazy("job state", "Waiting")
    RUNNING = "running", pgettext_lazy("job state", "Running")
    DONE = "done", pgettext_lazy("job state", "Done")
    DEAD = "dead", pgettext_lazy("job state", "Failed")


class Job(models.Model):
    """One side effect to be carried out: which kind, on which ids, when, and how it went.

    `due_at` alone says whether a worker may take the row: the earliest start while it waits, the end of the lease
    while it runs (a dead worker's job becomes due again), and nothing once it is finished.
    """

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(_("kind"), max_length=200)
    args = models.JSONField(_("arguments"), default=list)
    kwargs = models.JSONField(default=dict)
    fingerprint = models.CharField(max_length=64)
    outside = models.BooleanField(_("acts outside the database"), default=False)
    state = models.CharField(_("state"), max_length=8, choices=JobState, default=JobState.WAITING)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    due_at = models.DateTimeField(_("due"), null=True, default=timezone.now)
    created_at = models.DateTimeField(_("created"), default=timezone.now)
    started_at = models.DateTimeField(_("last started"), null=True)
    finished_at = models.DateTimeField(_("finished"), null=True)
    worker = models.CharField(_("worker"), max_length=100, blank=True)
    error = models.TextField(_("last error"), blank=True)

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        indexes = [
            models.Index(fields=["outside", "due_at", "id"], name="job_due"),
            models.Index(fields=["fingerprint", "state"], name="job_equal"),
            models.Index(fields=["state", "finished_at"], name="job_state"),
        ]

    def __str__(self):
        return f"{self.kind} {self.pk}"


class ScheduleEntry(models.Model):
    """When an entry of the schedule runs next; schedulers race for the row, one wins each run."""

    name = models.CharField(_("name"), max_length=100, unique=True)
    next_at = models.DateTimeField(_("next run"))
    last_at = models.DateTimeField(_("last run"), null=True)

    class Meta:
        verbose_name = _("schedule entry")
        verbose_name_plural = _("schedule entries")

    def __str__(self):
        return self.name


class WorkerSeen(models.Model):
    """When a worker last said that it lives, for `/health/` and the report."""

    name = models.CharField(_("name"), max_length=100, unique=True)
    seen_at = models.DateTimeField(_("last seen"))

    class Meta:
        verbose_name = _("worker")
        verbose_name_plural = _("workers")

    def __str__(self):
        return self.name
