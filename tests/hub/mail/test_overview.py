"""What went to whom, what became of it, and another try for what did not go out."""

import pytest
from django.utils import timezone

from hub.jobs.kinds import GiveUp
from hub.jobs.models import Job, JobState
from hub.jobs.worker import drain
from hub.mail.compose import Alternative, compose, composed, draft, withdraw
from hub.mail.models import OutgoingMail
from hub.mail.overview import Fate, told, try_again
from hub.mail.refusals import RecipientRefused, is_about_recipient, recipient_refused
from tests.builders.jobs import run_jobs, waiting_mail
from tests.builders.mail_server import mail_server

pytestmark = pytest.mark.django_db


@pytest.fixture
def mailbox(settings):
    with mail_server(settings) as box:
        yield box


@pytest.fixture
def refused():
    heard = []

    def listen(purpose, at, **kwargs):
        heard.append((purpose, at))

    recipient_refused.connect(listen)
    yield heard
    recipient_refused.disconnect(listen)


def fates(*purposes, kinds=()):
    return [(one.purpose, one.kind, one.fate) for one in told(purposes, kinds)]


def test_it_tells_what_went_without_the_address(mailbox):
    compose(to="a@b.no", subject="s", text="t", purpose="course:1", kind="invitation")
    compose(to="c@d.no", subject="s", text="t", purpose="course:2", kind="reminder")
    compose(to="e@f.no", subject="s", text="t", purpose="course:3", kind="reminder")
    assert fates("course:1", "course:2") == [
        ("course:1", "invitation", Fate.WAITING),
        ("course:2", "reminder", Fate.WAITING),
    ]
    run_jobs()
    assert fates("course:1", "course:2", "course:3", kinds=["reminder"]) == [
        ("course:2", "reminder", Fate.SENT),
        ("course:3", "reminder", Fate.SENT),
    ]
    assert told(["course:1"])[0].sent_at
    assert set(OutgoingMail.objects.values_list("recipient", flat=True)) == {""}


def test_an_address_that_is_refused_is_told_to_its_room_and_kept_for_another_try(mailbox, refused):
    compose(to="c@d.no", subject="s", text="t", purpose="course:1")
    mailbox.refusals["c@d.no"] = "550 unknown"
    drain()
    (one,) = told(["course:1"])
    assert (one.fate, one.failure) == (Fate.REFUSED, "The recipient was refused (550).")
    assert [purpose for purpose, _ in refused] == ["course:1"]
    mailbox.refusals.clear()
    assert try_again(["course:1"], timezone.now()) == 1
    run_jobs()
    assert fates("course:1") == [("course:1", "", Fate.SENT)]
    assert try_again(["course:1"], timezone.now()) == 0
    assert len(mailbox.envelopes) == 1


@pytest.mark.parametrize(
    ("recipient_answer", "data_answer", "is_heard"),
    [
        ("450 busy", "250 OK", False),
        ("250 OK", "554 5.7.1 looks like advertising", False),
        ("250 OK", "550 5.1.1 nobody of that name", True),
    ],
)
def test_only_what_is_about_the_address_is_told(mailbox, refused, recipient_answer, data_answer, is_heard):
    compose(to="c@d.no", subject="s", text="t", purpose="course:1")
    if not recipient_answer.startswith("250"):
        mailbox.refusals["c@d.no"] = recipient_answer
    mailbox.answer = data_answer
    drain()
    assert bool(refused) is is_heard


def test_what_was_given_up_is_tried_again_also_when_its_job_is_gone(mailbox):
    (row,) = compose(to="a@b.no", subject="s", text="t", purpose="course:1")
    Job.objects.update(state=JobState.DEAD, due_at=None)
    assert fates("course:1") == [("course:1", "", Fate.GIVEN_UP)]
    OutgoingMail.objects.update(failed_at=timezone.now(), failure="x")
    Job.objects.all().delete()
    assert try_again(["course:1"], timezone.now(), kinds=["other"]) == 0
    assert try_again(["course:1"], timezone.now()) == 1
    run_jobs()
    row.refresh_from_db()
    assert (row.failed_at, row.failure, row.recipient) == (None, "", "")
    assert len(mailbox.envelopes) == 1


def test_a_mail_on_its_way_is_left_alone():
    compose(to="a@b.no", subject="s", text="t", purpose="course:1")
    assert try_again(["course:1"], timezone.now()) == 0
    assert Job.objects.count() == 1


def test_a_refused_recipient_is_given_up():
    assert issubclass(RecipientRefused, GiveUp)
    assert is_about_recipient("5.1.1 unknown")
    assert not is_about_recipient(b"spam 5.1.1")


def test_a_draft_is_the_mail_as_it_would_go_and_nothing_is_stored():
    parts = {"to": "a@b.no", "subject": "Emne", "text": "Tekst", "headers": {"List-Unsubscribe": "<https://hub.no/x>"}}
    shown = draft(language="nn", **parts).message()
    assert not OutgoingMail.objects.exists()
    compose(language="nn", **parts)
    (sent,) = waiting_mail()
    for name in ("Subject", "To", "From", "Reply-To", "Content-Language", "Auto-Submitted", "List-Unsubscribe"):
        assert shown[name] == sent[name]
    assert sent["List-Unsubscribe"] == "<https://hub.no/x>"


def test_a_header_cannot_bring_another():
    with pytest.raises(ValueError, match="newline"):
        compose(to="a@b.no", subject="s", text="t", headers={"X-Kind": "a\nBcc: all@world.no"})


def test_a_third_form_of_the_body_comes_after_text_and_html():
    calendar = Alternative("BEGIN:VCALENDAR\r\nX:Åse\r\nEND:VCALENDAR\r\n", "text/calendar; method=REQUEST")
    compose(to="a@b.no", subject="s", text="t", html="<p>t</p>", alternatives=[calendar])
    (message,) = waiting_mail()
    assert message.get_content_type() == "multipart/alternative"
    plain, html, part = message.iter_parts()
    assert (plain.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")
    assert (part.get_content_type(), part.get_param("method"), part.get_content_charset()) == (
        "text/calendar",
        "REQUEST",
        "utf-8",
    )
    assert part.get_content().splitlines() == ["BEGIN:VCALENDAR", "X:Åse", "END:VCALENDAR"]


def test_what_is_composed_is_known_by_key_and_recipient():
    compose(to="Åse <A@b.no>", subject="s", text="t", key="reminder:1")
    asked = [("reminder:1", "a@b.no"), ("reminder:1", "c@d.no"), ("reminder:2", "a@b.no")]
    assert composed(asked) == {("reminder:1", "a@b.no")}
    run = [(f"reminder:{number}", "a@b.no") for number in range(3)]
    assert composed(run) == {("reminder:1", "a@b.no")}


def test_what_is_no_longer_true_is_taken_back_unless_it_went(mailbox):
    for number, kind in enumerate(["reminder", "reminder", "message"]):
        compose(to="a@b.no", subject="s", text="t", purpose="course:1", kind=kind, key=f"{number}")
        if number == 0:
            run_jobs()
    assert withdraw("course:1", ["reminder"]) == 1
    assert fates("course:1") == [("course:1", "reminder", Fate.SENT), ("course:1", "message", Fate.WAITING)]
    run_jobs()
    assert len(mailbox.envelopes) == 2
