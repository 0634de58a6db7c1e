"""Everything that a reader can send, and then a dump of the database that is searched for who it was."""

import logging
from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.log_actions import log

from dialogue import approval, erasure, feedback, retention
from dialogue.models import Contribution, Message, Sender
from hub.jobs.kinds import job
from hub.jobs.models import Job
from hub.jobs.queue import enqueue
from hub.jobs.worker import drain
from stories.models import StoryPage
from tests.builders.accounts import make_editor
from tests.builders.dialogue import (
    fresh,
    make_contribution,
    make_hub_contact,
    make_message,
    published,
    sent_in,
    story_of,
)
from tests.builders.dumps import tables_with
from tests.builders.hub import publish
from tests.builders.mail_server import mail_server
from tests.builders.stories import make_story

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
NAME, EMAIL = "Kåre Blåbærøy", "Kare.Blabaroy@Kommune.Example"
NEEDLES = (NAME, "Blåbærøy", EMAIL, "kare.blabaroy", "Kare.Blabaroy@")
WHO = {"name": NAME, "email": EMAIL}


@job("test.dialogue_no_trace")
def careless(sender_id):
    """Says in its error what no error should say."""
    raise ValueError(f"{NAME} <{Sender.objects.get(pk=sender_id).email}>: no luck")


@pytest.fixture
def life(settings):
    """Asks, is answered, writes, sends in, is edited, approves; mail goes out and fails; one is live, one a draft.

    All while the admin logs and revises. Gives the sender.
    """
    make_hub_contact()
    editor = make_editor()
    page = make_story()
    with mail_server(settings) as mailbox:
        message = make_message(path=page.path_from_root, **WHO)
        feedback.answer(message, "Takk.", timezone.now(), user=editor)
        make_message(text=f"Svar til {EMAIL}, {NAME}", **WHO)
        drain()
        assert [one for one in mailbox.envelopes if one.rcpt_tos == [EMAIL]]
        mailbox.refusals[EMAIL] = "550 5.1.1 no such user"
        live = published(**WHO)
        drain()
        mailbox.refusals[EMAIL] = "451 try later"
        draft = sent_in(**WHO)
        draft.page.save_revision(user=editor, log_action=True)
        approval.ask(fresh(draft), timezone.now())
        approval.wish(fresh(draft), f"Ring {NAME}, {EMAIL}", timezone.now())
        make_contribution(**WHO)
        drain()
    story = story_of(live)
    publish(story, note=f"Spør {EMAIL.lower()}", change_note="Nytt")
    publish(story_of(live), note="Kilde", hard=f"<p>Skriv til {EMAIL}</p>", change_note="Mer")
    enqueue(careless, Sender.objects.get().pk)
    drain()
    Job.objects.create(kind="old", fingerprint="old", error=f"Failing row contains (1, {NAME.upper()}, {EMAIL}).")
    log(instance=message, action="wagtail.edit", user=editor, data={"name": NAME, "email": EMAIL}, title=NAME)
    log(instance=StoryPage.objects.get(pk=live.page_id), action="wagtail.edit", user=editor, data={"by": EMAIL})
    log(instance=page, action="wagtail.edit", user=editor, data={"asked by": [EMAIL.lower()]})
    return Sender.objects.get()


EVERYWHERE = {
    "dialogue_contribution",
    "dialogue_message",
    "dialogue_sender",
    "hub_job",
    "hub_outgoingmail",
    "hub_publishedversion",
    "stories_storypage",
    "wagtailcore_modellogentry",
    "wagtailcore_pagelogentry",
    "wagtailcore_revision",
}


def test_before_its_end_the_search_finds_it_everywhere(life):
    """The control: a search that finds nothing here would prove nothing below."""
    assert tables_with(*NEEDLES) >= EVERYWHERE


def test_by_ones_own_hand_no_trace_is_left(life, caplog):
    live = Contribution.objects.get(state="publisert").page_id
    drafts = set(Contribution.objects.exclude(page=None).exclude(page_id=live).values_list("page_id", flat=True))
    with caplog.at_level(logging.DEBUG):
        erased = erasure.erase(life)
    assert (erased.messages, erased.contributions, erased.published) == (2, 3, 1)
    assert tables_with(*NEEDLES) == set()
    assert StoryPage.objects.get(pk=live).live
    assert drafts
    assert not StoryPage.objects.filter(pk__in=drafts).exists()
    assert "blabaroy" not in caplog.text.casefold()
    drain()
    assert tables_with(*NEEDLES) == set()


def test_by_the_clock_no_trace_is_left(life, settings):
    past = timezone.now() - (settings.DIALOGUE_CONTACT_DAYS + settings.DIALOGUE_UNANSWERED_DAYS) * DAY
    Contribution.objects.update(touched_at=past)
    Message.objects.update(created_at=past)
    Message.objects.exclude(ended_at=None).update(ended_at=past)
    assert retention.sweep(timezone.now()) == 5
    drain()
    retention.sweep(timezone.now())
    assert (Message.objects.count(), Contribution.objects.count(), Sender.objects.count()) == (0, 0, 0)
    assert tables_with(*NEEDLES) == set()
