"""Three questions after a date: one answer for each link, and nothing that leads to a person."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from events import evaluation, links
from events.enums import OccurrenceStatus, RegistrationState
from events.evaluation import Stage
from events.models import EvaluationAnswer, EvaluationMarks, Occurrence
from tests.builders.events import START, make_event, make_occurrence, make_registration
from tests.builders.html import faults, soup
from tests.builders.public_forms import main_of, send, to_mend, told

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
AFTER = START + timedelta(hours=1)
CLOSES = timezone.make_aware(timezone.datetime(2026, 3, 18))  # after the fourteenth day


def participants(number, occurrence=None):
    occurrence = occurrence or make_occurrence()
    return [make_registration(occurrence=occurrence, email=f"p{one}@x.example") for one in range(number)]


def answer(row, now=AFTER, **fields):
    return evaluation.answer(row, **{"useful": 4, **fields}, now=now)


# When, and who --------------------------------------------------------------------------------------------------------
def test_it_opens_at_the_end_and_closes_after_fourteen_days():
    [row] = participants(1)
    second = timedelta(seconds=1)
    assert evaluation.closes(row.occurrence) == CLOSES
    stages = [evaluation.stage(row, now) for now in (AFTER - second, AFTER, CLOSES - second, CLOSES)]
    assert stages == [Stage.EARLY, Stage.OPEN, Stage.OPEN, Stage.CLOSED]
    assert answer(row, AFTER - second) == Stage.EARLY
    assert answer(row, CLOSES) == Stage.CLOSED
    assert not EvaluationAnswer.objects.exists()


@pytest.mark.parametrize(
    ("fields", "stage"),
    [
        ({"has_seat": False}, Stage.NOT_THERE),
        ({"state": RegistrationState.UNCONFIRMED}, Stage.NOT_THERE),
        ({"state": RegistrationState.CANCELLED, "has_seat": False}, Stage.NOT_THERE),
        ({}, Stage.OPEN),
    ],
)
def test_only_who_had_a_seat_can_answer(fields, stage):
    assert evaluation.stage(make_registration(**fields), AFTER) == stage


@pytest.mark.parametrize("status", [OccurrenceStatus.CANCELLED, OccurrenceStatus.POSTPONED])
def test_what_was_not_held_is_not_asked_about(status):
    row = make_registration(occurrence=make_occurrence(status=status))
    assert answer(row) == Stage.NOT_HELD


# Anonymous ------------------------------------------------------------------------------------------------------------
def test_a_link_answers_once():
    [row] = participants(1)
    assert answer(row, will_use="Sjekklisten ") == Stage.OPEN
    assert answer(row, useful=1) == Stage.ANSWERED
    stored = EvaluationAnswer.objects.get()
    assert (stored.useful, stored.will_use, stored.day) == (4, "Sjekklisten", date(2026, 3, 3))


def test_nothing_is_stored_that_leads_to_a_person():
    columns = {field.name for field in EvaluationAnswer._meta.get_fields()}
    assert columns == {"id", "occurrence", "useful", "will_use", "missed", "day"}
    assert {field.name for field in EvaluationMarks._meta.get_fields()} == {"id", "occurrence", "marks"}
    rows = participants(4)
    before = registrations()
    for row in reversed(rows):
        answer(row)
    assert registrations() == before
    marks = EvaluationMarks.objects.get().marks
    assert marks == sorted(marks)
    assert len(set(marks)) == 4
    assert not [mark for mark in marks for row in rows if str(row.pk) == mark or row.email in mark]


def registrations():
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM events_registration ORDER BY id")
        return cursor.fetchall()


def test_marks_cannot_be_computed_without_the_key(settings):
    [row] = participants(1)
    mark = evaluation.mark_of(row)
    settings.SECRET_KEY = "another"
    assert evaluation.mark_of(row) != mark


def test_marks_go_when_it_closes():
    [row] = participants(1)
    answer(row)
    assert evaluation.forget_marks(CLOSES - timedelta(seconds=1)) == 0
    assert evaluation.forget_marks(CLOSES) == 1
    assert not EvaluationMarks.objects.exists()
    assert EvaluationAnswer.objects.count() == 1
    assert answer(row, CLOSES) == Stage.CLOSED


@pytest.mark.parametrize("useful", [0, 6, -1])
def test_a_number_off_the_scale_is_refused(useful):
    with pytest.raises(ValueError, match=str(useful)):
        answer(participants(1)[0], useful=useful)


# The result -----------------------------------------------------------------------------------------------------------
def test_fewer_than_five_answers_show_only_how_many():
    rows = participants(5)
    for row in rows[:4]:
        answer(row, will_use="Alt")
    summary = evaluation.summary(rows[0].occurrence)
    assert (summary.number, summary.is_shown, summary.counts, summary.will_use, summary.mean) == (
        4,
        False,
        {},
        (),
        None,
    )
    answer(rows[4], useful=5, will_use="Noe", missed="Pause")
    summary = evaluation.summary(rows[0].occurrence)
    assert (summary.number, summary.is_shown, summary.mean) == (5, True, 4.2)
    assert summary.counts == {1: 0, 2: 0, 3: 0, 4: 4, 5: 1}
    assert (summary.will_use, summary.missed) == (("Alt", "Alt", "Alt", "Alt", "Noe"), ("Pause",))


def test_several_dates_are_summed_up_together():
    one = participants(3)
    two = participants(2, make_occurrence(page=one[0].occurrence.page))
    for row in one + two:
        answer(row)
    assert evaluation.summary_of([one[0].occurrence_id, two[0].occurrence_id]).is_shown


# The page -------------------------------------------------------------------------------------------------------------
def ended(**fields):
    fields.setdefault("page", make_event(title="Nattmøtet"))
    return make_occurrence(start=timezone.now() - timedelta(hours=3), **fields)


def link(row):
    return links.address(row, links.Purpose.EVALUATE)


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_page_asks_then_thanks_and_shows_what_all_have_said(client, language):
    rows = participants(5, ended())
    for row in rows[1:]:
        answer(row, now=timezone.now(), will_use="Andres ord")
    address = link(rows[0]).split("?")[0] + f"?sprak={language}"
    page = client.get(address)
    assert page.headers["Content-Language"] == language
    assert faults(soup(page), language) == []
    assert len(main_of(page).find_all("input", type="radio")) == 5
    sent = send(client, address, "evaluation", useful=5, will_use="Sjekklisten", missed="")
    assert sent.status_code == 302
    thanks = client.get(sent.headers["Location"])
    assert faults(soup(thanks), language) == []
    assert main_of(thanks).find(class_="ds-alert")
    assert main_of(thanks).find("dl").get_text(" ").split()[-1] == "1"
    assert "Andres ord" not in told(thanks)  # the words of others are the organiser's to read
    send(client, address, "evaluation", useful=1)
    assert EvaluationAnswer.objects.count() == 5


def test_my_registrations_lead_to_it_until_it_is_answered(client):
    [row] = participants(1, ended())
    mine = links.address(row, links.Purpose.MINE)
    [path] = [one["href"] for one in main_of(client.get(mine)).find_all("a") if "/evaluering/" in one["href"]]
    assert client.get(path).status_code == 200
    answer(row, now=timezone.now())
    assert "/evaluering/" not in client.get(mine).text


def test_to_look_stores_nothing_nor_does_another_site(client):
    [row] = participants(1, ended())
    client.get(link(row))
    client.head(link(row))
    send(client, link(row), "evaluation", headers={"Sec-Fetch-Site": "cross-site"}, useful=5)
    assert not EvaluationAnswer.objects.exists()
    assert not EvaluationMarks.objects.exists()


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({}, "#felt-useful_0"),
        ({"useful": 6}, "#felt-useful_0"),
        ({"useful": 3, "missed": "Skriv til kari@kommune.example"}, "#felt-missed"),
        ({"useful": 3, "missed": "x" * 1001}, "#felt-missed"),
        ({"useful": 3, "will_use": "Pasienten 13097248022"}, "#felt-will_use"),
    ],
)
def test_what_is_to_be_mended_is_linked_and_kept(client, data, field):
    [row] = participants(1, ended())
    answered = send(client, link(row), "evaluation", **data)
    assert [target for target, _text in to_mend(answered)] == [field]
    assert not EvaluationAnswer.objects.exists()
    for name in set(data) - {"useful"}:
        assert data[name] in main_of(answered).find("textarea", {"name": name}).get_text()


def test_early_late_and_void_links_say_so(client):
    early = make_registration(occurrence=make_occurrence(start=timezone.now() + DAY))
    assert "når arrangementet er over" in told(client.get(link(early)))
    over = make_registration(occurrence=make_occurrence(start=timezone.now() - 30 * DAY))
    assert client.get(link(over)).status_code == 410
    [row] = participants(1, ended())
    address = link(row)
    Occurrence.objects.filter(pk=row.occurrence_id).update(status=OccurrenceStatus.CANCELLED)
    assert "ble ikke holdt" in told(client.get(address))
    wrong = f"{links.PATHS[links.Purpose.EVALUATE]}{links.token(row, links.Purpose.JOIN)}/"
    assert client.get(wrong).status_code == 410
