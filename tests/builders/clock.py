"""Time that passes: real processes cannot be told another hour, so what they compare the hour with becomes older."""

from django.db.models import DateTimeField, F

from events.models import Occurrence, Registration
from hub.jobs.models import Job, ScheduleEntry
from hub.mail.models import OutgoingMail

AT_WORK = (OutgoingMail, ScheduleEntry, Job)


def pass_time(delta, *, series):
    """The dates of a series, and all that mail and the schedule have stored, are older by this.

    What was two days ahead of it can be tomorrow; other events keep their time.
    """
    dates = Occurrence.objects.filter(page__in=series.get_children())
    people = Registration.objects.filter(occurrence__in=dates)
    for rows in (dates, people, *(model.objects.all() for model in AT_WORK)):
        moments = [field.name for field in rows.model._meta.concrete_fields if isinstance(field, DateTimeField)]
        rows.update(**{name: F(name) - delta for name in moments})
