"""Local time: moments that exist, days in words, days of a series."""

from datetime import UTC, date, datetime, time

import pytest
from django.utils import translation

from events.dates import WrongTime, all_day, hours, local_moment, recurrence, short_day, words
from events.enums import Precision
from events.models import Occurrence
from tests.builders.calendars import oslo

SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)


def dated(start, end, precision=Precision.TIME):
    return Occurrence(start=oslo(start).astimezone(UTC), end=oslo(end).astimezone(UTC), precision=precision)


@pytest.mark.parametrize("at", [time(2, 0), time(2, 30), time(2, 59)])
@pytest.mark.parametrize(("day", "code"), [(SPRING, "skipped"), (AUTUMN, "twice")])
def test_an_hour_that_is_skipped_or_comes_twice_is_refused(day, code, at):
    with translation.override("en"), pytest.raises(WrongTime) as refused:
        local_moment(day, at)
    assert refused.value.code == code
    assert f"{at:%H:%M}" in refused.value.message
    assert f"{day:%d}".lstrip("0") in refused.value.message


@pytest.mark.parametrize(
    ("day", "at", "utc"),
    [
        (SPRING, time(1, 59), datetime(2026, 3, 29, 0, 59, tzinfo=UTC)),
        (SPRING, time(3, 0), datetime(2026, 3, 29, 1, 0, tzinfo=UTC)),
        (AUTUMN, time(1, 59), datetime(2026, 10, 24, 23, 59, tzinfo=UTC)),
        (AUTUMN, time(3, 0), datetime(2026, 10, 25, 2, 0, tzinfo=UTC)),
        (date(2026, 6, 4), time(9, 0), datetime(2026, 6, 4, 7, 0, tzinfo=UTC)),
    ],
)
def test_every_other_time_is_a_moment(day, at, utc):
    assert local_moment(day, at) == utc


def test_whole_days_run_from_midnight_to_midnight_however_long_they_are():
    start, end = all_day(SPRING, SPRING)
    assert (start.astimezone(UTC), end.astimezone(UTC)) == (
        datetime(2026, 3, 28, 23, tzinfo=UTC),
        datetime(2026, 3, 29, 22, tzinfo=UTC),
    )
    with pytest.raises(WrongTime):
        all_day(AUTUMN, SPRING)


def test_the_days_of_a_series():
    thursday = date(2027, 2, 4)
    assert recurrence(thursday, every="week", count=3) == [thursday, date(2027, 2, 11), date(2027, 2, 18)]
    assert recurrence(thursday, every="2 weeks", count=2) == [thursday, date(2027, 2, 18)]
    first_thursdays = [thursday, date(2027, 3, 4), date(2027, 4, 1), date(2027, 5, 6)]
    assert recurrence(thursday, every="month", count=4) == first_thursdays
    fifth_friday = date(2027, 1, 29)
    assert recurrence(fifth_friday, every="month", count=4) == [
        fifth_friday,
        date(2027, 2, 26),
        date(2027, 3, 26),
        date(2027, 4, 30),
    ]
    assert recurrence(date(2026, 12, 1), every="month", count=2)[1] == date(2027, 1, 5)


@pytest.mark.parametrize(("every", "count"), [("day", 3), ("week", 0), ("week", 61)])
def test_a_series_that_nobody_plans_is_refused(every, count):
    with pytest.raises(ValueError):  # noqa: PT011
        recurrence(SPRING, every=every, count=count)


@pytest.mark.parametrize(
    ("when", "language", "expected"),
    [
        (dated("2027-02-04 09:00", "2027-02-04 10:00"), "nb", "torsdag 4. februar 2027 kl. 09.00–10.00"),
        (dated("2027-02-06 09:00", "2027-02-06 10:00"), "nn", "laurdag 6. februar 2027 kl. 09.00–10.00"),
        (dated("2027-02-04 09:00", "2027-02-04 10:00"), "en", "Thursday 4 February 2027, 09:00–10:00"),
        (
            dated("2027-02-04 09:00", "2027-02-05 16:00"),
            "nb",
            "torsdag 4. februar 2027 kl. 09.00 – fredag 5. februar 2027 kl. 16.00",
        ),
        (dated("2027-02-04 00:00", "2027-02-05 00:00", Precision.DAY), "nb", "torsdag 4. februar 2027"),
        (
            dated("2027-02-04 00:00", "2027-02-06 00:00", Precision.DAY),
            "nb",
            "torsdag 4. februar – fredag 5. februar 2027",
        ),
        (
            dated("2026-12-31 00:00", "2027-01-02 00:00", Precision.DAY),
            "en",
            "Thursday 31 December 2026 – Friday 1 January 2027",
        ),
        (dated("2027-02-01 00:00", "2027-03-01 00:00", Precision.MONTH), "nb", "februar 2027"),
        (dated("2027-02-01 00:00", "2027-04-01 00:00", Precision.MONTH), "nb", "februar 2027 – mars 2027"),
        (dated("2027-01-01 00:00", "2028-01-01 00:00", Precision.YEAR), "nb", "2027"),
    ],
)
def test_when_in_words(when, language, expected):
    assert words(when, language) == expected


def test_short_forms():
    when = dated("2027-02-04 09:00", "2027-02-04 10:00")
    assert (short_day(when, "nb"), hours(when, "nb")) == ("torsdag 4. februar", "09.00–10.00")
    assert (short_day(when, "en"), hours(when, "en")) == ("Thursday 4 February", "09:00–10:00")
    year = dated("2027-01-01 00:00", "2028-01-01 00:00", Precision.YEAR)
    assert (short_day(year, "nb"), hours(year, "nb")) == ("2027", "")
