"""Time that passes: real processes cannot be told another hour, so what they compare the hour with becomes older."""

from django.db.models import DateTimeField, F

from events.models import Occurrence, Registration
from hub.jobs.models import Job, ScheduleEntry
from hub.mail.models import OutgoingMail

MODELS = (Occurrence, Registration, OutgoingMail, ScheduleEntry, Job)


def pass_time(delta):
    """All that events, mail and the schedule have stored is older by this; what was two days ahead can be tomorrow."""
    for model in MODELS:
        moments = [field.name for field in model._meta.concrete_fields if isinstance(field, DateTimeField)]
        model.objects.update(**{name: F(name) - delta for name in moments})
