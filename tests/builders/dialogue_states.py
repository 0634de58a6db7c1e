"""One address of each state in which a reader, a role or a contributor meets the room, in a hub with its content."""

from urllib.parse import urlsplit

from django.utils import timezone

from dialogue import approval
from dialogue.links import Purpose, path
from dialogue.models import Contribution
from stories.models import StoryPage
from tests.builders.dialogue import asked, fresh, make_contribution, make_message, published, sent_in, story_of
from tests.builders.hub import publish

HOSTILE = '<img src=x onerror="document.title=1"><script>alert(1)</script> en setning etterpå'


def make_states():
    """Name of a state to its address."""
    story = StoryPage.objects.visible().filter(locale__language_code="nb").order_by("pk").first()
    message = make_message(path=story.path_from_root, text=HOSTILE, name="Kari Eksempel", email="a@larvik.example")
    nameless = make_message(email="", text="En skrivefeil.", purpose="feil")
    writing = path(make_contribution(email="b@larvik.example"), Purpose.CONTINUE)
    empty = path(make_contribution(email="c@larvik.example", answers={}), Purpose.CONTINUE)
    received = sent_in(email="a@larvik.example")
    approve = asked(email="d@larvik.example", language="nn")
    live = published(email="e@larvik.example")
    return {
        "tell": "/si-fra/",
        "tell about a page": f"/si-fra/?om={story.path_from_root}&hva=feil&sprak=nn",
        "thanks": f"/si-fra/takk/{message.reference}/",
        "answer": path(message, Purpose.ANSWER),
        "close": path(nameless, Purpose.ANSWER),
        "answered": "/si-fra/svar/",
        "share": "/del-erfaring/?sprak=en",
        **{f"step {number}": f"{writing}{number}/" for number in range(1, 6)},
        "step 5, something missing": f"{empty}5/",
        "saved": f"{writing}lagret/",
        "saved, no more mail": f"{writing}lagret/?mail=nei",
        "deleted": "/del-erfaring/slettet/",
        "sent": f"/del-erfaring/sendt/{received.reference}/",
        "approve": path(approve, Purpose.APPROVE),
        "approved": "/del-erfaring/godkjent/",
        "wished": "/del-erfaring/endringer/?sprak=nn",
        "ask for one's own": "/mine-innspill/",
        "link on its way": "/mine-innspill/?sendt=ja",
        "one's own": path(message.sender, Purpose.MINE),
        "one's own, live": path(live.sender, Purpose.MINE),
        "erase": path(message.sender, Purpose.ERASE),
        "bad link": "/si-fra/svar/x/",
    }


def approval_link(reference):
    """Send a contribution to its contributor as an editor would, and give the path of the mailed link."""
    contribution = fresh(Contribution.objects.get(reference=reference))
    assert approval.ask(contribution, timezone.now())
    return urlsplit(path(fresh(contribution), Purpose.APPROVE)).path


def publish_it(reference):
    """Publish it through the gate; gives the address of the story."""
    contribution = fresh(Contribution.objects.get(reference=reference))
    return publish(story_of(contribution), change_note="").path_from_root
