"""What a reader came from fills in what it can: page, narrowed list, organisation; nothing that is not ours."""

import pytest

from dialogue.about import about
from dialogue.contribution_forms import MAIL_AGAIN_LIMITS, STEPS
from dialogue.half_filled import half_filled, known
from dialogue.links import Purpose, path
from dialogue.models import Contribution
from hub.enums import Phase, Vocabulary
from hub.mail.models import OutgoingMail
from hub.models import PhaseIndexPage, PhasePage, ThemeIndexPage, ThemePage
from research.models import ConceptIndexPage
from tests.builders.dialogue import READER, make_contribution
from tests.builders.html import soup
from tests.builders.hub import make_municipality, make_organisation, make_page, make_term, restrict
from tests.builders.public_forms import send, told
from tests.builders.research import make_concept, make_list
from tests.builders.stories import make_story

pytestmark = pytest.mark.django_db
EMAIL_LINKS = MAIL_AGAIN_LIMITS.email.number


@pytest.fixture
def form():
    return make_term(vocabulary=Vocabulary.SERVICE_FORMS, slug="hjemmesykehus")


def test_from_a_page(form):
    story = make_story(terms=[form])
    theme = make_page(ThemePage, parent=make_page(ThemeIndexPage, title="Temaer"), service_form=form)
    phase = make_page(PhasePage, parent=make_page(PhaseIndexPage, title="Faser"), phase=Phase.DRIFT)
    assert half_filled({"om": story.path_from_root})["service_form"] == "hjemmesykehus"
    assert half_filled({"om": theme.path_from_root})["service_form"] == "hjemmesykehus"
    assert half_filled({"om": phase.path_from_root})["phase"] == Phase.DRIFT
    body = make_organisation(name="Bodø kommune")
    assert half_filled({"om": body.path_from_root})["workplace"] == "Bodø kommune"


def test_from_a_page_that_is_hidden_comes_nothing(form):
    story = make_story(terms=[form])
    restrict(story)
    assert half_filled({"om": story.path_from_root}) == half_filled({})


def test_a_narrowed_list_says_more_than_its_page(form):
    story = make_story(terms=[form])
    make_municipality(number="1804", name="Bodø")
    query = {"om": story.path_from_root, "form": "nettbasert", "gruppe": "kols", "fase": "behov", "kommune": "1804"}
    assert half_filled(query) == {
        "service_form": "nettbasert",
        "patient_group": "kols",
        "phase": "behov",
        "workplace": "Bodø kommune",
    }


def test_only_ids_of_ours_become_answers(form):
    make_term(vocabulary=Vocabulary.PATIENT_GROUPS, slug="kols")
    answers = {"service_form": "hjemmesykehus", "patient_groups": ["kols"], "phase": "drift"}
    assert known("hjemmesykehus", "kols", "drift") == answers
    assert known("kols", "hjemmesykehus", "<script>") == {}
    assert known("", "", "") == {}


def test_it_follows_to_the_first_step_where_it_can_be_changed(client, form):
    make_term(vocabulary=Vocabulary.PATIENT_GROUPS, slug="kols")
    query = "form=hjemmesykehus&gruppe=kols&fase=drift"
    hidden = {one["name"]: one["value"] for one in soup(client.get(f"/del-erfaring/?{query}")).select("[type=hidden]")}
    data = {"email": READER, "name": "", "workplace": "", "language": "nb"}
    response = send(client, "/del-erfaring/", "del-erfaring", **{**hidden, **data, "token": hidden["token"]})
    assert response.status_code == 200  # nobody reads that fast: see `fill_seconds`
    del hidden["token"]
    step = client.get(send(client, "/del-erfaring/", "del-erfaring", **hidden, **data)["Location"])
    found = soup(step)
    assert found.select_one("#felt-service_form option[selected]")["value"] == "hjemmesykehus"
    assert found.select_one("#felt-phase option[selected]")["value"] == "drift"
    assert [box["value"] for box in found.select("[name=patient_groups][checked]")] == ["kols"]
    link = path(Contribution.objects.get(), Purpose.CONTINUE)
    assert client.get(link)["Location"] == f"{link}1/"


def test_a_concept_is_known_at_its_english_address_too():
    make_list(ConceptIndexPage, language="en")
    concept = make_concept(en="needs-based follow-up", responsible_email="fag@x.example")
    found = about("/en/concepts/needs-based-follow-up/")
    assert (found.page.pk, found.title, found.language) == (concept.pk, "needs-based follow-up", "en")
    assert found.contact[1] == "fag@x.example"


def test_who_has_asked_for_many_links_is_told_that_no_more_are_mailed(client):
    link = path(make_contribution(), Purpose.CONTINUE)
    mails = OutgoingMail.objects.count()
    for _ in range(EMAIL_LINKS):
        response = send(client, f"{link}2/", STEPS[1].form.form_name, what="Vi måler.", senere="ja")
    assert response["Location"] == f"{link}lagret/"
    response = send(client, f"{link}2/", STEPS[1].form.form_name, what="Vi måler alt.", senere="ja")
    assert response["Location"] == f"{link}lagret/?mail=nei"
    assert "We have mailed you" not in told(client.get(f"{response['Location']}&sprak=en"))
    assert OutgoingMail.objects.count() == mails + EMAIL_LINKS
    assert "Vi måler alt." in client.get(f"{link}2/").content.decode()  # what was written is kept all the same
