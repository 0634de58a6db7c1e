import pytest
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection, send_mail
from django.core.mail.message import BadHeaderError
from django.db import transaction

from hub.jobs.models import Job, JobState
from hub.jobs.worker import drain
from hub.mail.compose import Attachment, compose, forget
from hub.mail.models import OutgoingMail
from tests.builders.jobs import waiting_mail

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def queueing(settings):
    settings.EMAIL_BACKEND = "hub.mail.backend.QueueingEmailBackend"
    settings.MAIL_REPLY_TO = "redaksjonen@hub.no"
    settings.PUBLIC_URL = "https://hub.no"


def body_of(message, kind):
    return message.get_body(preferencelist=(kind,)).get_content().strip()


def test_a_mail_has_text_and_html_a_role_to_answer_to_and_a_language():
    compose(to="ola@example.no", subject="Plass på\nkurs", text="Hei Åse", language="nn")
    (message,) = waiting_mail()
    assert message.get_content_type() == "multipart/alternative"
    assert body_of(message, "plain") == "Hei Åse"
    assert "<p>Hei Åse</p>" in body_of(message, "html")
    assert message["Subject"] == "Plass på kurs"
    assert message["Reply-To"] == "redaksjonen@hub.no"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Content-Language"] == "nn"


def test_a_file_goes_with_the_mail():
    compose(to="a@b.no", subject="s", text="t", attachments=[Attachment("x.ics", "BEGIN:VCALENDAR", "text/calendar")])
    (message,) = waiting_mail()
    (part,) = message.iter_attachments()
    assert (part.get_filename(), part.get_content_type()) == ("x.ics", "text/calendar")


def test_a_rollback_takes_the_mail_back():
    with transaction.atomic():
        compose(to="a@b.no", subject="s", text="t")
        transaction.set_rollback(True)
    assert not OutgoingMail.objects.exists()
    assert not Job.objects.exists()


def test_the_same_key_makes_one_mail_and_the_same_message_id():
    first = compose(to="a@b.no", subject="s", text="t", key="events.registration:1:reminder")
    again = compose(to="A@b.no", subject="s", text="t", key="events.registration:1:reminder")
    other = compose(to="a@b.no", subject="s", text="t", key="events.registration:2:reminder")
    assert first == again
    assert first[0].message_id.endswith("@hub.no>")
    assert first[0].message_id != other[0].message_id
    assert Job.objects.count() == 2


def test_without_a_key_every_mail_is_its_own():
    compose(to="a@b.no", subject="s", text="t")
    compose(to="a@b.no", subject="s", text="t")
    assert len({message["Message-ID"] for message in waiting_mail()}) == 2


def test_each_recipient_has_a_row_and_the_job_holds_only_its_id():
    message = EmailMessage("s", "t", to=["Ola <a@b.no>", "c@d.no"], bcc=["e@blåbær.no"])
    message.send()
    rows = OutgoingMail.objects.order_by("pk")
    assert [row.recipient for row in rows] == ["a@b.no", "c@d.no", "e@xn--blbr-roah.no"]
    assert [job.args for job in Job.objects.order_by("pk")] == [[row.pk] for row in rows]
    assert len({row.message_id for row in rows}) == 1
    assert all("blåbær" not in str(mail) for mail in waiting_mail())


def test_djangos_own_ways_lead_to_the_queue():
    assert send_mail("s", "t", None, ["a@b.no"]) == 1
    html = EmailMessage("s", "<p>Only <b>HTML</b></p>", to=["a@b.no"], reply_to=["kurs@hub.no"])
    html.content_subtype = "html"
    both = EmailMultiAlternatives("s", "Text", to=["a@b.no"])
    both.attach_alternative("<p>Rich</p>", "text/html")
    assert get_connection().send_messages([html, both]) == 2
    _, second, third = waiting_mail()
    assert (body_of(second, "plain"), second["Reply-To"]) == ("Only HTML", "kurs@hub.no")
    assert (body_of(third, "plain"), body_of(third, "html")) == ("Text", "<p>Rich</p>")


@pytest.mark.parametrize(
    ("to", "reply_to", "error"),
    [("no address", "", ValueError), ("a@b.no", "x@y.no\nBcc: all@world.no", BadHeaderError)],
)
def test_what_cannot_be_a_mail_is_an_error_of_the_caller(to, reply_to, error):
    with pytest.raises(error):
        compose(to=to, subject="s", text="t", reply_to=reply_to)
    assert not OutgoingMail.objects.exists()


def test_mail_is_forgotten_with_its_purpose_and_its_job_finds_nothing_to_do():
    compose(to="a@b.no", subject="s", text="t", purpose="events.registration:1")
    compose(to="a@b.no", subject="s", text="t", purpose="events.registration:11")
    assert forget("events.registration:1") == 1
    assert forget("events.registration:11") == 1
    drain()
    assert set(Job.objects.values_list("state", flat=True)) == {JobState.DONE}
