"""Mail to participants: what it says, in which language, with which links, and what nobody can smuggle into it."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from events import links, mails
from events.amendments import change
from events.bounces import mark
from events.enums import EventFormat, Seat
from events.models import LaterInterest, Occurrence, Registration
from events.registration import cancel, confirm, register
from hub.jobs.kinds import DATABASE_LANE
from hub.jobs.worker import drain
from hub.mail.overview import Fate, told
from tests.builders.events import make_event, make_occurrence, make_registration
from tests.builders.hub import make_organisation
from tests.builders.jobs import waiting_mail
from tests.builders.mail_server import mail_server
from tests.builders.mails import body_of, calendar_of, last_mail

pytestmark = pytest.mark.django_db
KARI = "kari@kommune.example"
CONFIRM, CANCEL, JOIN = (links.PATHS[one] for one in (links.Purpose.CONFIRM, links.Purpose.CANCEL, links.Purpose.JOIN))


@pytest.fixture(autouse=True)
def addresses(settings):
    settings.PUBLIC_URL = "https://hub.example"
    settings.MAIL_REPLY_TO = "redaksjonen@hub.example"


def make_date(*, days=21, owner=None, **fields):
    page = fields.pop("page", None) or make_event(**({"owner_organisation": owner} if owner else {}))
    return make_occurrence(page=page, start=timezone.now() + timedelta(days=days), **fields)


def ask(*dates, email=KARI, name="Kari Ås", **fields):
    seats = {one.pk: Seat.ONLINE for one in dates}
    return register(dates, name=name, email=email, seat_of=seats, now=timezone.now(), **fields)


def links_of(message):
    """Where the HTML leads."""
    return [a["href"] for a in BeautifulSoup(body_of(message, "html"), "html.parser")("a")]


# The answer to a form -------------------------------------------------------------------------------------------------
def test_one_mail_answers_all_dates_and_one_link_confirms_them():
    first, second, closed = make_date(), make_date(days=28, online_capacity=0), make_date(closed=True)
    told_ = ask(second, first, closed)
    (message,) = waiting_mail()
    confirming = [one for one in links_of(message) if CONFIRM in one]
    assert len(confirming) == 1
    text = body_of(message)
    assert text.count(CONFIRM) == 1
    assert links.read(confirming[0].split(CONFIRM)[1].split("/")[0], links.Purpose.CONFIRM) in told_.registrations
    assert calendar_of(message) is None
    assert JOIN not in text
    for date in (first, second, closed):
        assert str(timezone.localtime(date.start).day) in text
    order = [text.index(f"{timezone.localtime(date.start):%H.%M}") for date in (first, second)]
    assert order == sorted(order)


def test_a_date_of_an_earlier_form_has_a_link_of_its_own_and_a_confirmed_one_needs_none():
    old, known, new = make_date(), make_date(days=22), make_date(days=23)
    ask(old)
    make_registration(occurrence=known)
    ask(old, known, new)
    found = [one for one in links_of(last_mail()) if CONFIRM in one]
    submissions = {links.read(one.split(CONFIRM)[1].split("/")[0], "confirm").submission for one in found}
    assert len(found) == len(submissions) == 2


def test_it_repeats_nothing_that_was_typed():
    """Anybody can type somebody else's address: a name must not become a message to its owner."""
    ask(make_date(), name="Win a prize at https://evil.example", workplace="evil.example")
    whole = str(last_mail())
    assert "evil" not in whole
    assert "prize" not in whole


def test_who_is_registered_already_is_told_so_and_changes_nothing():
    date = make_date()
    make_registration(occurrence=date)
    ask(date)
    assert CONFIRM not in body_of(last_mail())
    assert links.PATHS[links.Purpose.CHANGE] in body_of(last_mail())


# Languages and form ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("language", "day", "suffix"), [("nb", "februar", ""), ("nn", "februar", "?sprak=nn"), ("en", "February", "=en")]
)
def test_each_mail_is_in_the_participants_language(language, day, suffix):
    start = timezone.now().replace(year=timezone.now().year + 1, month=2, day=4, hour=8, minute=0)
    page = make_event(format=EventFormat.DIGITALT)
    ask(make_occurrence(page=page, start=start), language=language)
    row = Registration.objects.get()
    confirm(row, timezone.now())
    change(row, name="Kari", seat=Seat.ONLINE, now=timezone.now())
    mails.reminder(row, "day")
    found = waiting_mail()
    cancel(row, timezone.now())
    found.append(last_mail())
    assert len(found) == 5
    for message in found:
        assert message["Content-Language"] == language
        html = BeautifulSoup(body_of(message, "html"), "html.parser")
        assert html.html["lang"] == language
        assert day in body_of(message)
        assert day in html.get_text()
        assert all(one.endswith(suffix) for one in links_of(message) if "/pamelding/" in one)


def test_the_text_is_written_for_its_reader():
    confirm(ask(make_date(), language="en").registrations[0], timezone.now())
    message = last_mail()
    text = body_of(message)
    assert text.startswith("You have a seat\n\nYou are registered.")
    assert "<" not in text
    assert "&" not in text
    assert "\n\n\n" not in text
    for link in links_of(message):
        if any(path in link for path in (CANCEL, JOIN)):
            assert f"\n{link}\n" in text  # on a line of its own, so that every program finds it


def test_the_html_brings_its_styles_along_and_asks_for_nothing():
    confirm(ask(make_date()).registrations[0], timezone.now())
    html = BeautifulSoup(body_of(last_mail(), "html"), "html.parser")
    assert "font-family" in html.body["style"]
    assert "background" in html.select_one(".act a")["style"]
    assert html(["img", "script", "link", "style", "iframe"]) == []
    assert len(html("h1")) == 1
    assert html.title.string.strip() == last_mail()["Subject"]


def test_the_organisers_role_answers_else_the_hubs():
    owner = make_organisation(name="Arrangøren", email="webinar@arrangor.example", role="Webinarer")
    ask(make_date(owner=owner))
    assert last_mail()["Reply-To"] == "webinar@arrangor.example"
    assert "Webinarer" in body_of(last_mail())
    ask(make_date(owner=make_organisation(name="Uten postkasse")))
    assert last_mail()["Reply-To"] == "redaksjonen@hub.example"


def test_a_title_with_signs_stays_in_its_place():
    page = make_event(title='Tips & <b>triks</b> "2027"')
    ask(make_date(page=page))
    message = last_mail()
    assert message["Subject"].endswith('Tips & <b>triks</b> "2027"')
    assert 'Tips & <b>triks</b> "2027"' in body_of(message)
    assert "&lt;b&gt;triks" in body_of(message, "html")


# What became of it ----------------------------------------------------------------------------------------------------
def test_who_waits_is_told_their_place_and_how_to_leave():
    date = make_date(online_capacity=1)
    make_registration(occurrence=date, email="first@kommune.example")
    row = ask(date, language="en").registrations[0]
    confirm(row, timezone.now())
    text = body_of(last_mail())
    assert "You are number 1 on the waiting list." in text
    assert CANCEL in text
    assert JOIN not in text


def test_who_lost_the_seat_is_told_why():
    row = make_registration(occurrence=make_date(), has_seat=False, seat_lost_at=timezone.now(), language="en")
    mails.confirmation(row)
    assert "since it was confirmed late" in body_of(last_mail())


def test_who_has_cancelled_is_shown_the_way_back():
    date = make_date()
    row = make_registration(occurrence=date)
    cancel(row, timezone.now())
    assert f"https://hub.example/pamelding/{date.page_id}/" in body_of(last_mail())
    assert CANCEL not in body_of(last_mail())


def test_it_is_sent_once_for_each_state_and_again_when_somebody_asks():
    row = make_registration(occurrence=make_date())
    mails.confirmation(row)
    mails.confirmation(row)
    assert len(waiting_mail()) == 1
    mails.again(row)
    first, second = waiting_mail()
    assert first["Subject"] == second["Subject"]
    assert first["Message-ID"] != second["Message-ID"]
    assert calendar_of(second)["METHOD"] == "REQUEST"
    Registration.objects.update(state="unconfirmed")
    row.refresh_from_db()
    mails.again(row)
    assert CONFIRM in body_of(last_mail())
    Registration.objects.update(state="cancelled", has_seat=False)
    row.refresh_from_db()
    mails.again(row)
    assert len(waiting_mail()) == 3


def test_who_has_no_address_gets_no_mail():
    row = make_registration(occurrence=make_date(), email="")
    for tell in (mails.confirmation, mails.promoted, mails.changed, mails.cancelled, mails.again):
        tell(row)
    assert waiting_mail() == []


def test_mine_goes_to_who_has_registrations_only():
    make_registration(occurrence=make_date())
    mails.mine(KARI.upper(), "en")
    mails.mine("nobody@kommune.example", "en")
    drain(DATABASE_LANE)
    (message,) = waiting_mail()
    assert (message["To"], message["Content-Language"]) == (KARI, "en")
    assert "/mine-pameldinger/" in body_of(message)


def test_who_asked_hears_of_later_events_and_can_end_it_by_one_click():
    owner = make_organisation(email="webinar@arrangor.example")
    interest = LaterInterest.objects.create(organisation=owner, email=KARI, email_key=KARI, language="en")
    date = make_date(owner=owner)
    mails.later_event(interest, date)
    mails.later_event(interest, date)
    (message,) = waiting_mail()
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    link = message["List-Unsubscribe"].strip(" <>")
    assert link in links_of(message)
    assert link in body_of(message)


# What is heard of it --------------------------------------------------------------------------------------------------
def test_an_address_that_takes_no_mail_is_marked_at_all_its_registrations(settings):
    first, second, other = make_date(), make_date(days=22), make_date(days=23)
    ask(first, second)
    make_registration(occurrence=other, email="ola@kommune.example")
    with mail_server(settings) as box:
        box.refusals[KARI] = "550 unknown"
        drain("mail.")
    marked = Registration.objects.exclude(bounced_at=None)
    assert {one.email for one in marked} == {KARI}
    assert marked.count() == 2
    (one,) = told([mails.purpose_of(marked[0])]) or told([mails.purpose_of(marked[1])])
    assert (one.kind, one.fate) == ("answer", Fate.REFUSED)
    at = marked[0].bounced_at
    assert mark(marked[0].pk, at + timedelta(days=1)) == 0
    assert mark(0, at) == 0


def test_reminders_that_wait_are_taken_back_when_somebody_cancels():
    row = make_registration(occurrence=make_date())
    mails.reminder(row, "week")
    cancel(row, timezone.now())
    assert [one.kind for one in told([mails.purpose_of(row)])] == ["cancelled"]


def test_composing_costs_few_queries_while_a_date_is_locked(django_assert_max_num_queries):
    date = Occurrence.objects.select_related("page__owner_organisation").get(pk=make_date().pk)
    row = make_registration(occurrence=date)
    mails.promoted(make_registration(occurrence=date, email="first@kommune.example"))
    with django_assert_max_num_queries(12):
        mails.promoted(row)
