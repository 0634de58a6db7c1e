import socket
from datetime import timedelta

import pytest
from django.utils import timezone

from hub.jobs.kinds import GiveUp
from hub.jobs.models import Job, JobState
from hub.jobs.worker import drain
from hub.mail import delivery
from hub.mail.compose import compose
from hub.mail.models import OutgoingMail
from tests.builders.jobs import run_jobs
from tests.builders.mail_server import mail_server

pytestmark = pytest.mark.django_db


@pytest.fixture
def mailbox(settings):
    with mail_server(settings) as box:
        yield box


def retry_now():
    Job.objects.filter(state=JobState.WAITING).update(due_at=timezone.now())


def test_a_mail_arrives_whole_and_is_wiped_here(mailbox, settings):
    settings.DEFAULT_FROM_EMAIL = "Huben <hub@hub.no>"
    (row,) = compose(to="Åse <ase@example.no>", subject="Påmelding", text="Hei Åse\n.\nPunktum")
    run_jobs()
    (envelope,) = mailbox.envelopes
    assert (envelope.mail_from, envelope.rcpt_tos) == ("hub@hub.no", ["ase@example.no"])
    (message,) = mailbox.messages
    assert message["To"] == "Åse <ase@example.no>"
    assert message["Message-ID"] == row.message_id
    assert message.get_body(preferencelist=("plain",)).get_content().splitlines() == ["Hei Åse", ".", "Punktum"]
    row.refresh_from_db()
    assert (row.recipient, bytes(row.content)) == ("", b"")
    assert row.sent_at


def test_a_delivered_mail_is_not_sent_again(mailbox):
    (row,) = compose(to="a@b.no", subject="s", text="t", key="k")
    run_jobs()
    delivery.deliver(row.pk)
    compose(to="a@b.no", subject="s", text="t", key="k")
    run_jobs()
    assert len(mailbox.envelopes) == 1


def test_a_server_that_is_away_is_tried_again_with_the_same_message_id(mailbox):
    compose(to="a@b.no", subject="s", text="t")
    mailbox.answer = "451 Try later"
    drain()
    assert Job.objects.get().state == JobState.WAITING
    mailbox.answer = "250 OK"
    retry_now()
    run_jobs()
    assert [message["Message-ID"] for message in mailbox.messages] == [OutgoingMail.objects.get().message_id]


@pytest.mark.parametrize(
    ("recipient_answer", "data_answer", "error"),
    [
        ("550 <kari@example.no> unknown", "250 OK", GiveUp),
        ("450 <kari@example.no> busy", "250 OK", delivery.Undelivered),
        ("250 OK", "554 spam from kari@example.no", GiveUp),
        ("250 OK", "421 closing", delivery.Undelivered),
    ],
)
def test_refusals_are_told_apart_and_name_no_address(mailbox, recipient_answer, data_answer, error):
    if not recipient_answer.startswith("250"):
        mailbox.refusals["kari@example.no"] = recipient_answer
    mailbox.answer = data_answer
    with pytest.raises(error) as caught:
        delivery.transmit(sender="hub@hub.no", recipient="kari@example.no", content=b"Subject: x\r\n\r\nx\r\n")
    assert "kari" not in str(caught.value)
    assert caught.value.__suppress_context__


def test_one_refused_recipient_repeats_nothing_for_the_others(mailbox):
    mailbox.refusals["c@d.no"] = "550 unknown"
    compose(to=["a@b.no", "c@d.no"], subject="s", text="t")
    drain()
    assert [envelope.rcpt_tos for envelope in mailbox.envelopes] == [["a@b.no"]]
    assert sorted(Job.objects.values_list("state", flat=True)) == [JobState.DEAD, JobState.DONE]


def test_a_silent_server_is_given_up_in_time(settings):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.SMTP_HOST, settings.SMTP_PORT, settings.SMTP_TIMEOUT = "127.0.0.1", silent.getsockname()[1], 1
        with pytest.raises(delivery.Undelivered, match=r"Disconnected|Timeout"):
            delivery.transmit(sender="a@b.no", recipient="c@d.no", content=b"")


def test_a_server_without_encryption_gets_no_password(mailbox, settings):
    settings.SMTP_TLS, settings.SMTP_USER, settings.SMTP_PASSWORD = "starttls", "hub", "secret"
    with pytest.raises(delivery.Undelivered):
        delivery.transmit(sender="a@b.no", recipient="c@d.no", content=b"")
    assert not mailbox.envelopes


def test_old_mail_is_purged():
    now = timezone.now()
    for mark, sent, days in (("1", True, 31), ("2", True, 29), ("3", False, 91), ("4", False, 89)):
        then = now - timedelta(days=days)
        OutgoingMail.objects.create(mark=mark, content=b"", created_at=then, sent_at=then if sent else None)
    assert delivery.purge(now) == 2
    assert list(OutgoingMail.objects.order_by("mark").values_list("mark", flat=True)) == ["2", "4"]
