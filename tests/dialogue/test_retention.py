"""Each kind of what readers send goes on its day, and not before."""

from datetime import timedelta

import pytest
from django.utils import timezone

from dialogue import feedback, retention
from dialogue.keeping import contribution_goes, message_goes
from dialogue.models import Contribution, Message, Sender
from hub.config.env import Env, WrongVariable
from hub.jobs.discovery import load_jobs
from hub.jobs.schedule import entries
from hub.mail.models import OutgoingMail
from stories.models import StoryPage
from tests.builders.dialogue import make_contribution, make_hub_contact, make_message, published, sent_in

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
MOMENT = timedelta(minutes=1)


def age(model, field, days, over=MOMENT):
    """Let rows be so old that their days have just passed."""
    model.objects.update(**{field: timezone.now() - timedelta(days=days) - over})


def test_a_message_goes_ninety_days_after_its_answer(settings):
    message = make_message()
    feedback.answer(message, "Svar", timezone.now())
    assert message_goes(message) == timezone.localdate(message.ended_at + settings.DIALOGUE_FEEDBACK_DAYS * DAY)
    assert settings.DIALOGUE_FEEDBACK_DAYS == 90
    age(Message, "ended_at", 90, over=-MOMENT)
    assert retention.sweep(timezone.now()) == 0
    age(Message, "ended_at", 90)
    assert retention.sweep(timezone.now()) == 1
    retention.forget_message_job(message.pk)
    assert (Message.objects.count(), Sender.objects.count(), OutgoingMail.objects.count()) == (0, 0, 0)


def test_a_message_that_nobody_answers_goes_after_a_year(settings):
    make_message()
    age(Message, "created_at", settings.DIALOGUE_UNANSWERED_DAYS, over=-MOMENT)
    assert retention.sweep(timezone.now()) == 0
    age(Message, "created_at", settings.DIALOGUE_UNANSWERED_DAYS)
    assert retention.sweep(timezone.now()) == 1


def test_an_unfinished_contribution_goes_thirty_days_after_it_was_saved(settings):
    contribution = make_contribution()
    assert settings.DIALOGUE_UNFINISHED_DAYS == 30
    assert contribution_goes(contribution) == timezone.localdate(contribution.touched_at + 30 * DAY)
    age(Contribution, "touched_at", 30, over=-MOMENT)
    assert retention.sweep(timezone.now()) == 0
    age(Contribution, "touched_at", 30)
    assert retention.sweep(timezone.now()) == 1
    retention.forget_contribution_job(contribution.pk)
    assert (Contribution.objects.count(), Sender.objects.count()) == (0, 0)


def test_who_contributed_goes_after_a_year_and_the_published_story_stays():
    contribution = published()
    age(Contribution, "touched_at", 364)
    assert retention.sweep(timezone.now()) == 0
    age(Contribution, "touched_at", 365)
    assert retention.sweep(timezone.now()) == 1
    retention.forget_contribution_job(contribution.pk)
    assert StoryPage.objects.get(pk=contribution.page_id).live
    assert Sender.objects.count() == 0


def test_a_draft_that_nobody_has_worked_with_goes_with_its_contributor():
    contribution = sent_in()
    age(Contribution, "touched_at", 365)
    retention.forget_contribution_job(contribution.pk)
    assert not StoryPage.objects.filter(pk=contribution.page_id).exists()


def test_an_address_stays_as_long_as_something_is_known_of_it():
    make_message()
    make_contribution()
    age(Contribution, "touched_at", 31)
    retention.forget_contribution_job(Contribution.objects.get().pk)
    assert Sender.objects.count() == 1


def test_a_job_that_comes_too_early_deletes_nothing():
    make_hub_contact()
    message = make_message()
    with pytest.raises(Message.DoesNotExist):
        retention.forget_message_job(message.pk)
    assert Message.objects.count() == 1


def test_it_runs_each_day():
    load_jobs()
    assert "dialogue.retention" in {entry.name for entry in entries()}


@pytest.mark.parametrize("value", ["0", "-1", "400", "tretti", "3.5"])
def test_a_wrong_number_of_days_stops_the_start(value):
    with pytest.raises(WrongVariable, match="DIALOGUE_UNFINISHED_DAYS"):
        Env({"DIALOGUE_UNFINISHED_DAYS": value}).whole("DIALOGUE_UNFINISHED_DAYS", 30, 1, 365)
