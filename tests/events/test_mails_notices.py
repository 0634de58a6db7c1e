"""What an organiser tells everybody: each kind, its preview, and a test to oneself."""

from datetime import timedelta

import pytest
from django.utils import timezone

from events import changes, links, mails
from events.enums import NoticeKind, OccurrenceStatus
from events.models import Notice, Occurrence
from events.rehearsal import rehearse
from hub.jobs.models import Job
from hub.mail.models import OutgoingMail
from hub.mail.overview import told
from tests.builders.events import make_event, make_occurrence, make_registration
from tests.builders.jobs import waiting_mail
from tests.builders.mails import body_of, calendar_of, last_mail

pytestmark = pytest.mark.django_db
CANCEL = links.PATHS[links.Purpose.CANCEL]
STATUS = {NoticeKind.POSTPONED: OccurrenceStatus.POSTPONED, NoticeKind.CANCELLED: OccurrenceStatus.CANCELLED}


def make_date():
    page = make_event(title="Hjemmeoppfølging")
    return make_occurrence(page=page, start=timezone.now() + timedelta(days=21), join_url="https://meeting.example/")


def tell(kind, *, subject="", text="", has_seat=True, language="en"):
    date = make_date()
    Occurrence.objects.update(status=STATUS.get(kind, OccurrenceStatus.SCHEDULED), sequence=1)
    date.refresh_from_db()
    row = make_registration(occurrence=date, has_seat=has_seat, language=language)
    notice = Notice.objects.create(occurrence=date, kind=kind, subject=subject, text=text, sequence=1)
    mails.notice(notice, row)
    return last_mail()


@pytest.mark.parametrize(
    ("kind", "subject", "says", "method"),
    [
        (NoticeKind.MOVED, "New time or place: Hjemmeoppfølging", "You keep your seat.", "REQUEST"),
        (NoticeKind.POSTPONED, "Postponed: Hjemmeoppfølging", "there is no new date yet", "CANCEL"),
        (NoticeKind.CANCELLED, "Cancelled: Hjemmeoppfølging", "will not be held", "CANCEL"),
        (NoticeKind.MESSAGE, "Message to participants: Hjemmeoppfølging", "Ta med spørsmål.", None),
        (NoticeKind.RECORDING, "Recording and material: Hjemmeoppfølging", "on the page of the event", None),
    ],
)
def test_each_kind_says_what_it_means_for_who_comes(kind, subject, says, method):
    message = tell(kind, text="Ta med spørsmål.\n\nSe https://example.org/")
    assert message["Subject"] == subject
    for form in ("plain", "html"):
        assert says in body_of(message, form)
        assert "Ta med spørsmål." in body_of(message, form)
    assert 'href="https://example.org/"' in body_of(message, "html")
    assert "meeting.example" not in str(message)
    calendar = calendar_of(message)
    assert (str(calendar["METHOD"]) if calendar else None) == method
    can_decline = kind in (NoticeKind.MOVED, NoticeKind.POSTPONED, NoticeKind.MESSAGE)
    assert (CANCEL in body_of(message)) is can_decline


@pytest.mark.parametrize("kind", [NoticeKind.MOVED, NoticeKind.POSTPONED, NoticeKind.CANCELLED])
def test_who_waits_is_told_too_and_gets_nothing_for_the_calendar(kind):
    message = tell(kind, has_seat=False)
    assert calendar_of(message) is None
    if kind == NoticeKind.MOVED:
        assert "You keep your place on the waiting list." in body_of(message)


def test_the_organisers_words_are_words_only():
    message = tell(
        NoticeKind.MESSAGE, subject="Nytt\r\nBcc: all@world.example", text="<script>x</script> & {{ secret }}"
    )
    assert message["Subject"] == "Nytt Bcc: all@world.example"
    assert message["Bcc"] is None
    assert "<script>" not in body_of(message, "html")
    assert "<script>x</script> & {{ secret }}" in body_of(message)


def test_a_change_that_another_has_overtaken_is_told_no_more():
    date = make_date()
    row = make_registration(occurrence=date)
    old = Notice.objects.create(occurrence=date, kind=NoticeKind.MOVED, sequence=1)
    word = Notice.objects.create(occurrence=date, kind=NoticeKind.MESSAGE, sequence=1)
    Occurrence.objects.update(sequence=2, status=OccurrenceStatus.CANCELLED)
    row.refresh_from_db()
    mails.notice(old, row)
    mails.notice(word, row)
    assert [one.kind for one in told([mails.purpose_of(row)])] == [mails.kind_of(word)]


def test_reminders_that_wait_are_taken_back():
    date = make_date()
    row = make_registration(occurrence=date)
    mails.reminder(row, "day")
    notice = Notice.objects.create(occurrence=date, kind=NoticeKind.CANCELLED, sequence=date.sequence)
    mails.notice(notice, row)
    assert [one.kind for one in told([mails.purpose_of(row)])] == [mails.kind_of(notice)]


# Before it is sent ----------------------------------------------------------------------------------------------------
def rehearsed(act, language="en", **more):
    date, now = make_date(), timezone.now()
    return date, rehearse(lambda: act(date, by=None, now=now, **more), now, language)


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_a_rehearsal_shows_the_mail_and_leaves_nothing(language):
    start = timezone.now() + timedelta(days=30)
    more = {"start": start, "end": start + timedelta(hours=1), "note": "Nytt tidspunkt."}
    date, shown = rehearsed(changes.move, language, **more)
    assert (shown.language, shown.method) == (language, "REQUEST")
    assert "Nytt tidspunkt." in shown.text
    assert f"DTSTART;TZID=Europe/Oslo:{timezone.localtime(start):%Y%m%dT%H%M%S}".encode() in shown.ics
    before = date.start
    date.refresh_from_db()
    assert (date.start, date.sequence) == (before, 0)
    assert not OutgoingMail.objects.exists()
    assert not Notice.objects.exists()
    assert not Job.objects.filter(kind=changes.tell_all.name).exists()


def test_the_links_of_a_rehearsal_lead_nowhere():
    _date, shown = rehearsed(changes.message, subject="Nytt", text="Hei")
    link = next(line for line in shown.text.splitlines() if CANCEL in line)
    with pytest.raises(links.BadLink):
        links.read(link.split(CANCEL)[1].split("/")[0], links.Purpose.CANCEL)


def test_a_test_to_oneself_is_marked_and_leaves_the_calendar_alone():
    _date, shown = rehearsed(changes.cancel)
    mails.send_test(shown, "organiser@hub.example")
    (mail,) = waiting_mail()
    assert mail["Subject"] == f"[Test] {shown.subject}"
    assert calendar_of(mail) is None
    assert body_of(mail).strip() == shown.text.strip()
