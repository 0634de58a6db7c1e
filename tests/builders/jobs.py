"""Jobs and mail as a test meets them."""

from email import message_from_bytes, policy
from email.message import EmailMessage

from hub.jobs.models import Job, JobState
from hub.jobs.worker import drain
from hub.mail.models import OutgoingMail


def run_jobs() -> int:
    """Runs all due jobs, and fails the test when one of them failed; returns how many were run."""
    count = drain()
    failed = list(Job.objects.exclude(state=JobState.DONE).exclude(error="").values_list("kind", "args", "error"))
    assert not failed, failed
    return count


def waiting_mail() -> list[EmailMessage]:
    """The composed mail that is not delivered yet, in the order of its composition."""
    rows = OutgoingMail.objects.filter(sent_at=None).order_by("pk")
    return [message_from_bytes(bytes(row.content), policy=policy.default) for row in rows]
