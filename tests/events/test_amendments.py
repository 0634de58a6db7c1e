"""What can be changed after somebody has registered."""

from datetime import timedelta

import pytest

from events.amendments import add_by_hand, change, change_dates
from events.answers import Outcome
from events.enums import EventFormat, OccurrenceStatus, RegistrationState, Seat
from events.line import place_in_line
from events.models import AccessNeeds, Occurrence, Registration
from events.registration import cancel, confirm, register
from tests.builders.events import START, make_event, make_occurrence
from tests.builders.hub import make_organisation
from tests.builders.jobs import waiting_mail

pytestmark = pytest.mark.django_db
NOW = START - timedelta(days=10)
KARI = "kari@kommune.example"


def make_hybrid(*, room=1, online=1, **fields):
    page = make_event(format=EventFormat.HYBRID)
    return make_occurrence(page=page, room_capacity=room, online_capacity=online, **fields)


def asked(date, number, seat=Seat.ROOM):
    told = register([date], name="Kari", email=f"p{number}@kommune.example", seat_of={date.pk: seat}, now=NOW)
    return told.answers[0].registration


def coming(date, number, seat=Seat.ROOM):
    row = asked(date, number, seat)
    confirm(row, NOW)
    return row


def changed(row, *, seat=None, name="Kari", now=NOW, **fields):
    return change(row, name=name, seat=seat or row.seat, now=now, **fields)


def assert_counted(date):
    date.refresh_from_db()
    for seat in Seat:
        assert date.taken(seat) == date.registrations.filter(seat=seat, has_seat=True).count()


def test_name_and_workplace_can_be_changed():
    date, organisation = make_hybrid(), make_organisation()
    row = coming(date, 1)
    answer = changed(row, name=" Kari Ny ", workplace=" Sykehjemmet ", organisation=organisation)
    row = Registration.objects.get()
    assert answer.outcome == Outcome.SEAT
    assert (row.name, row.workplace, row.organisation) == ("Kari Ny", "Sykehjemmet", organisation)
    assert len(waiting_mail()) == 3
    assert_counted(date)


def test_one_moves_to_the_other_kind_of_seat_and_the_first_in_line_gets_the_old():
    date = make_hybrid()
    row, first = coming(date, 1), coming(date, 2)
    assert place_in_line(first) == 1
    assert changed(row, seat="online").outcome == Outcome.SEAT
    first.refresh_from_db()
    assert first.has_seat
    assert_counted(date)
    assert (date.room_taken, date.online_taken) == (1, 1)


def test_when_the_other_kind_is_full_nothing_at_all_is_changed():
    date = make_hybrid()
    row = coming(date, 1)
    coming(date, 2, Seat.ONLINE)
    sent = len(waiting_mail())
    assert changed(row, seat=Seat.ONLINE, name="Ny").outcome == Outcome.FULL
    row.refresh_from_db()
    assert (row.seat, row.has_seat, row.name) == (Seat.ROOM, True, "Kari")
    assert len(waiting_mail()) == sent
    assert_counted(date)


def test_who_waits_for_the_room_can_take_a_free_seat_online_at_once():
    date = make_hybrid()
    coming(date, 1)
    row, next_in_line = coming(date, 2), coming(date, 3)
    assert changed(row, seat=Seat.ONLINE).outcome == Outcome.SEAT
    assert place_in_line(next_in_line) == 1
    assert_counted(date)


def test_who_is_not_confirmed_can_change_and_is_still_to_confirm():
    date = make_hybrid()
    row = asked(date, 1)
    assert changed(row, seat=Seat.ONLINE).outcome == Outcome.UNCONFIRMED
    assert len(waiting_mail()) == 1
    assert_counted(date)


def test_a_seat_kind_that_is_no_longer_offered_can_be_kept_but_not_chosen():
    date = make_hybrid()
    row = coming(date, 1)
    date.page.format = EventFormat.DIGITALT
    date.page.save()
    row = Registration.objects.get(pk=row.pk)
    assert changed(row, name="Ny").outcome == Outcome.SEAT
    other = coming(make_occurrence(page=make_event(format=EventFormat.DIGITALT)), 2, Seat.ONLINE)
    with pytest.raises(ValueError, match="online"):
        changed(other, seat=Seat.ROOM)


def test_what_is_cancelled_or_over_is_not_changed():
    date = make_hybrid()
    row = coming(date, 1)
    assert changed(row, name="Ny", now=START + timedelta(hours=1)).outcome == Outcome.REFUSED
    cancel(row, NOW)
    assert changed(row, seat=Seat.ONLINE).outcome == Outcome.REFUSED
    assert_counted(date)


def test_dates_are_changed_each_alone():
    kept, dropped, free, full, closed = (make_hybrid() for _ in range(5))
    Occurrence.objects.filter(pk=closed.pk).update(closed=True)
    coming(full, 9)
    row, out, first = coming(kept, 1), coming(dropped, 1), coming(dropped, 2)
    answers = change_dates(row, add=[closed, full, free], drop=[out], now=NOW)
    assert [(answer.occurrence, answer.outcome) for answer in answers] == [
        (free, Outcome.SEAT),
        (full, Outcome.WAITING),
        (closed, Outcome.REFUSED),
    ]
    added = answers[0].registration
    assert (added.state, added.email, added.submission, added.seat) == ("confirmed", row.email, row.submission, "room")
    out.refresh_from_db()
    first.refresh_from_db()
    assert (out.state, first.has_seat) == (RegistrationState.CANCELLED, True)
    for date in (kept, dropped, free, full):
        assert_counted(date)
    assert [answer.outcome for answer in change_dates(row, add=[free], now=NOW)] == [Outcome.ALREADY]


def test_nobody_drops_the_date_of_another():
    date = make_hybrid(room=2)
    row, other = coming(date, 1), coming(date, 2)
    with pytest.raises(ValueError, match="own"):
        change_dates(row, drop=[other], now=NOW)
    other.refresh_from_db()
    assert other.state == RegistrationState.CONFIRMED


def test_the_organiser_adds_somebody_who_rang():
    date = make_hybrid(deadline=NOW)
    answer = add_by_hand(date, name="Ola", email=KARI, seat="room", needs=["step-free"], now=NOW)
    row = Registration.objects.get()
    assert (answer.outcome, answer.registration) == (Outcome.SEAT, row)
    assert (row.state, row.has_seat, row.confirmed_at) == ("confirmed", True, NOW)
    assert AccessNeeds.objects.get().registration == row
    assert add_by_hand(date, name="Ola", email=KARI, seat="room", now=NOW).outcome == Outcome.ALREADY
    assert_counted(date)
    assert [mail["To"] for mail in waiting_mail()] == [KARI]


def test_the_organiser_overbooks_nothing_and_passes_nobody():
    date = make_hybrid()
    coming(date, 1)
    first = coming(date, 2)
    row = add_by_hand(date, name="Ola", email=KARI, seat="room", now=NOW - timedelta(days=1)).registration
    assert (place_in_line(first), place_in_line(row)) == (1, 2)
    assert_counted(date)


def test_those_without_an_address_are_many_and_get_no_mail():
    date = make_hybrid(room=2)
    outcomes = [add_by_hand(date, name="Ola", seat="room", now=NOW).outcome for _ in range(3)]
    assert outcomes == [Outcome.SEAT, Outcome.SEAT, Outcome.WAITING]
    cancel(Registration.objects.earliest("pk"), NOW)
    assert_counted(date)
    assert date.room_taken == 2
    assert waiting_mail() == []


def test_the_organiser_confirms_for_who_has_not():
    date = make_hybrid()
    row = asked(date, 1)
    assert add_by_hand(date, name="X", email="p1@kommune.example", seat="online", now=NOW).outcome == Outcome.SEAT
    row.refresh_from_db()
    assert (row.state, row.seat, row.name) == ("confirmed", "room", "Kari")


def test_who_came_unannounced_is_added_afterwards_without_a_mail():
    date = make_hybrid()
    late = START + timedelta(hours=2)
    assert add_by_hand(date, name="Ola", email=KARI, seat="room", now=late).outcome == Outcome.SEAT
    assert waiting_mail() == []
    Occurrence.objects.update(status=OccurrenceStatus.CANCELLED)
    assert add_by_hand(date, name="Eva", seat="online", now=NOW).outcome == Outcome.REFUSED
