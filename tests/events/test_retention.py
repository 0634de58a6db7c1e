"""Personal data ends by the clock: names, what came to nothing, access needs, interest in later events."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from events import retention
from events.anonymous import ENOUGH
from events.enums import OccurrenceStatus, RegistrationState, Seat
from events.jobs import retention as found_by_workers
from events.keeping import last_day, names_go
from events.models import AccessNeeds, LaterInterest, Occurrence, Registration
from events.registration import register
from hub.jobs import schedule
from hub.jobs.models import Job
from hub.mail.models import OutgoingMail
from tests.builders.events import START, make_event, make_occurrence, make_registration
from tests.builders.hub import make_municipality, make_organisation
from tests.builders.jobs import run_jobs

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
LAST = date(2026, 3, 3)  # of START
DUE = START.replace(hour=3) + 30 * DAY  # early on the thirtieth day after
State = RegistrationState


def anonymised(row):
    row.refresh_from_db()
    return row.anonymised_at is not None


# Names ----------------------------------------------------------------------------------------------------------------
def test_names_go_thirty_days_after_and_no_day_sooner():
    row = make_registration(workplace="Bodø kommune", wants_later=True)
    occurrence = row.occurrence
    assert (last_day(occurrence), names_go(occurrence)) == (LAST, LAST + 30 * DAY)
    assert not retention.named(DUE - DAY).exists()
    assert retention.anonymise_date(occurrence, DUE - DAY) == 0
    assert list(retention.named(DUE)) == [occurrence]
    assert retention.anonymise_date(occurrence, DUE) == 1
    assert anonymised(row)
    assert (row.name, row.email, row.workplace, row.wants_later) == ("", "", "", False)
    assert row.email_key == f"anonymous:{row.pk}"
    assert not retention.named(DUE).exists()
    occurrence.refresh_from_db()
    assert occurrence.anonymised_at == DUE


def test_the_setting_decides_when(settings):
    settings.EVENTS_ANONYMISE_DAYS = 3
    occurrence = make_registration().occurrence
    assert names_go(occurrence) == LAST + 3 * DAY


def test_of_a_date_of_whole_days_the_last_day_counts():
    start = START.replace(hour=23, minute=0)  # midnight in Oslo
    occurrence = make_occurrence(start=start, end=start + 2 * DAY, precision="day")
    assert last_day(occurrence) == LAST + 2 * DAY


def test_the_counts_stay():
    occurrence = make_occurrence(online_capacity=3)
    came = make_registration(occurrence=occurrence, attended_at=START)
    waited = make_registration(occurrence=occurrence, email="b@x.example", has_seat=False)
    retention.anonymise_date(occurrence, DUE)
    occurrence.refresh_from_db()
    assert occurrence.online_taken == 1
    assert anonymised(came)
    assert anonymised(waited)
    assert (came.state, came.has_seat, waited.has_seat) == (State.CONFIRMED, True, False)
    assert timezone.localtime(came.attended_at).hour == timezone.localtime(came.created_at).hour == 0  # the day only


def test_nothing_joins_the_dates_of_one_form_any_more():
    one = make_registration()
    two = make_registration(occurrence=make_occurrence(page=one.occurrence.page), submission=one.submission)
    for row in (one, two):
        retention.anonymise_date(row.occurrence, DUE)
        row.refresh_from_db()
    assert one.submission != two.submission


def test_a_municipality_stays_only_where_enough_come_from_it():
    first, second = make_municipality(), make_municipality(number="1806", name="Narvik")
    occurrence = make_occurrence()
    many = [
        make_registration(occurrence=occurrence, email=f"p{number}@x.example", municipality=first)
        for number in range(ENOUGH)
    ]
    few = [
        make_registration(occurrence=occurrence, email=f"q{number}@x.example", municipality=second)
        for number in range(ENOUGH - 1)
    ]
    retention.anonymise_date(occurrence, DUE)
    assert all(anonymised(row) for row in many + few)
    assert {row.municipality for row in many} == {first}
    assert {row.municipality for row in few} == {None}


def test_a_cancelled_date_needs_its_names_no_longer():
    row = make_registration(occurrence=make_occurrence(start=START + 300 * DAY))
    Occurrence.objects.filter(pk=row.occurrence_id).update(status=OccurrenceStatus.CANCELLED, cancelled_at=START)
    assert list(retention.named(DUE)) == [row.occurrence]
    retention.anonymise_date(row.occurrence, DUE)
    assert anonymised(row)
    row.occurrence.refresh_from_db()
    assert (row.state, row.has_seat, row.occurrence.online_taken) == (State.CANCELLED, False, 0)


def test_whoever_keeps_a_place_at_a_postponed_date_keeps_it_for_a_year():
    row = make_registration()
    Occurrence.objects.filter(pk=row.occurrence_id).update(status=OccurrenceStatus.POSTPONED, cancelled_at=START)
    assert not retention.named(START + 364 * DAY).exists()
    assert list(retention.named(START + 365 * DAY)) == [row.occurrence]


def test_somebody_added_afterwards_is_made_anonymous_too():
    occurrence = make_occurrence()
    retention.anonymise_date(occurrence, DUE)
    row = make_registration(occurrence=occurrence)
    assert list(retention.named(DUE)) == [occurrence]
    retention.anonymise_date(occurrence, DUE)
    assert anonymised(row)


# What came to nothing -------------------------------------------------------------------------------------------------
def asked(occurrence, number=1, now=START - 20 * DAY):
    told = register([occurrence], name="Kari", email=f"p{number}@x.example", seat_of={}, now=now)
    return told.answers[0].registration


def test_what_was_never_confirmed_goes_after_a_week_with_its_seat_and_its_mail():
    occurrence = make_occurrence(online_capacity=1)
    row = asked(occurrence)
    week = START - 13 * DAY
    assert row.has_seat
    assert not retention.unwanted(week).exists()
    assert OutgoingMail.objects.count() == 1
    assert retention.anonymise_unwanted(occurrence, week + timedelta(seconds=1)) == 1
    occurrence.refresh_from_db()
    assert anonymised(row)
    assert (row.has_seat, occurrence.online_taken, row.state) == (False, 0, State.CANCELLED)
    assert not OutgoingMail.objects.exists()
    assert asked(occurrence, now=week + DAY).has_seat  # the address can register anew


def test_what_was_cancelled_goes_after_a_week_though_the_date_is_ahead():
    cancelled = {"state": State.CANCELLED, "has_seat": False, "cancelled_at": START - 20 * DAY}
    row = make_registration(**cancelled)
    kept = make_registration(occurrence=row.occurrence, email="b@x.example")
    assert retention.anonymise_unwanted(row.occurrence, START - 13 * DAY) == 0
    assert retention.anonymise_unwanted(row.occurrence, START - 12 * DAY) == 1
    assert anonymised(row)
    assert not anonymised(kept)


# Access needs and interest --------------------------------------------------------------------------------------------
def test_access_needs_go_the_day_after():
    row = make_registration(seat=Seat.ONLINE)
    AccessNeeds.objects.create(registration=row, needs=["live-text"])
    assert retention.forget_needs(START + timedelta(hours=10)) == 0  # the evening of the day
    assert retention.forget_needs(START.replace(hour=3) + DAY) == 1
    assert not AccessNeeds.objects.exists()


def test_interest_in_later_events_ends_after_two_years_with_its_mail():
    organisation = make_organisation()
    old, new = (
        LaterInterest.objects.create(
            organisation=organisation, email=email, email_key=email, created_at=START - days * DAY
        )
        for email, days in (("a@x.example", 731), ("b@x.example", 729))
    )
    for one in (old, new):
        OutgoingMail.objects.create(mark=one.pk, purpose=f"events.later:{one.pk}", recipient=one.email, content=b"")
    assert retention.forget_interests(START) == 1
    assert list(LaterInterest.objects.all()) == [new]
    assert OutgoingMail.objects.get().recipient == "b@x.example"


# By the clock ---------------------------------------------------------------------------------------------------------
def test_the_sweep_queues_a_job_for_each_date_with_something_due():
    one = make_registration(occurrence=make_occurrence(start=timezone.now() - 40 * DAY))
    two = make_registration(occurrence=make_occurrence(page=one.occurrence.page, start=timezone.now() - 20 * DAY))
    make_occurrence(page=make_event(title="Uten"), start=timezone.now() - 40 * DAY)
    assert retention.sweep(timezone.now()) == 1
    run_jobs()
    assert anonymised(one)
    assert not anonymised(two)
    assert retention.sweep(timezone.now()) == 0


def test_it_runs_each_night_and_workers_find_it():
    assert found_by_workers is retention
    entry = next(one for one in schedule.entries() if one.name == "events.retention")
    assert entry.at is not None
    entry.kind()
    assert not Job.objects.exists()


def test_a_large_date_costs_few_queries(django_assert_max_num_queries):
    occurrence = make_occurrence()
    for number in range(30):
        make_registration(occurrence=occurrence, email=f"p{number}@x.example")
    with django_assert_max_num_queries(30 + 25):  # a deletion of mail for each, all else together
        retention.anonymise_date(occurrence, DUE)
    assert Registration.objects.filter(anonymised_at=None).count() == 0
