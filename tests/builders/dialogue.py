"""What readers send, as it lies in the database, and the story of a contribution on its way."""

from django.utils import timezone

from dialogue import approval, contributing, feedback
from dialogue.about import About, about
from dialogue.models import Contribution, Sender
from hub.enums import Vocabulary
from hub.models import HubSettings
from stories.models import StoryPage
from tests.builders.hub import make_organisation, make_term, publish
from tests.builders.stories import make_story_index

READER = "kari@kommune.example"
HUB_MAILBOX = "redaksjonen@hub.example"
ANSWERS = {
    "title": "Hjemmeoppfølging i Bodø",
    "summary": "Vi følger opp personer med KOLS hjemme.",
    "service_form": "digital-hjemmeoppfolging",
    "patient_groups": [],
    "phase": "drift",
    "status": "i-drift",
    "what": "Pasienten måler hjemme.\n\nSykepleieren ser målingene.",
    "for_whom": "Personer med KOLS.",
    "hard": "<script>alert(1)</script> & rutiner",
}


def make_hub_contact():
    """The hub's own role and mailbox."""
    found = HubSettings.load()
    found.role, found.email, found.run_by_nb = "Redaksjonen", HUB_MAILBOX, "Helsedirektoratet"
    found.save()
    return found


def make_message(*, email=READER, path="", now=None, **fields):
    """A question, received as from the form."""
    fields = {"purpose": "sporsmal", "text": "Hvor mange pasienter har dere?", "language": "nb", **fields}
    subject = about(path) if path else About()
    return feedback.receive(**fields, email=email, subject=subject, now=now or timezone.now())


def make_contribution(*, email=READER, language="nb", now=None, answers=None, **fields):
    """One that is being written."""
    make_story_index(language="en" if language == "en" else "nb")
    make_term(vocabulary=Vocabulary.SERVICE_FORMS, slug="digital-hjemmeoppfolging")
    fields = {"name": "Kari Nordmann", "workplace": "Bodø kommune", **fields}
    answers = ANSWERS if answers is None else answers
    return contributing.begin(email=email, language=language, answers=answers, now=now or timezone.now(), **fields)


def sent_in(**fields):
    """One that the editors have got."""
    make_organisation()
    contribution = make_contribution(**fields)
    assert contributing.send_in(contribution, timezone.now())
    return fresh(contribution)


def asked(**fields):
    """One whose text is with its contributor."""
    contribution = sent_in(**fields)
    assert approval.ask(contribution, timezone.now())
    return fresh(contribution)


def approved(**fields):
    """One that may go out."""
    contribution = asked(**fields)
    assert approval.approve(contribution, timezone.now())
    return fresh(contribution)


def published(**fields):
    """One that readers see."""
    contribution = approved(**fields)
    publish(story_of(contribution), change_note="")
    return fresh(contribution)


def fresh(contribution):
    """As it is in the database now."""
    return Contribution.objects.select_related("sender", "page").get(pk=contribution.pk)


def story_of(contribution):
    """Its draft, as it was last saved."""
    page = StoryPage.objects.get(pk=contribution.page_id)
    return page.get_latest_revision_as_object()


def sender():
    """The one address that has sent something."""
    return Sender.objects.get()
