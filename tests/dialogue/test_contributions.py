"""«Del din erfaring»: from the first page to a live story, in both written standards and in English."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.models import WorkflowState

from dialogue import approval
from dialogue.contribution_forms import STEPS
from dialogue.enums import ContributionState
from dialogue.links import Purpose, path
from dialogue.models import Contribution, ContributionReview
from hub.enums import Vocabulary
from hub.models import BasePage
from stories.models import StoryDifficulty, StoryPage
from tests.builders.accounts import make_editor
from tests.builders.dialogue import (
    ANSWERS,
    HUB_MAILBOX,
    READER,
    approved,
    asked,
    fresh,
    make_contribution,
    make_hub_contact,
    published,
    sent_in,
    story_of,
)
from tests.builders.html import soup
from tests.builders.hub import make_municipality, make_organisation, make_term, publish
from tests.builders.jobs import waiting_mail
from tests.builders.mails import body_of
from tests.builders.public_forms import send, to_mend, told
from tests.builders.stories import make_story, make_story_index

pytestmark = pytest.mark.django_db
STATE = ContributionState
NAVIGATION = {"Sec-Fetch-Site": "same-origin"}
START = {"email": READER, "name": "Kari Nordmann", "workplace": "Bodø kommune", "service_form": ""}
CONFIRMED = {"may_share": "on", "licence": "on"}


@pytest.fixture(autouse=True)
def hub_contact():
    make_hub_contact()


def kinds():
    """What the contributor has been told, in order."""
    return [mail["Subject"].partition(":")[0] for mail in waiting_mail() if mail["To"] == READER]


def to_editors():
    return [mail["Subject"] for mail in waiting_mail() if mail["To"] == HUB_MAILBOX]


def write(client, link, number, **data):
    return send(client, f"{link}{number}/", STEPS[number - 1].form.form_name, **data)


# The form -------------------------------------------------------------------------------------------------------------
def test_it_is_half_filled_from_what_the_reader_came_from(client):
    form = make_term(vocabulary=Vocabulary.SERVICE_FORMS, slug="hjemmesykehus")
    make_municipality(number="1804", name="Bodø")
    story = make_story(terms=[form])
    found = soup(client.get("/del-erfaring/", {"om": story.path_from_root}))
    assert found.select_one("input[name=service_form]")["value"] == "hjemmesykehus"
    found = soup(client.get("/del-erfaring/?kommune=1804&form=hjemmesykehus&sprak=nn"))
    assert found.select_one("#felt-workplace")["value"] == "Bodø kommune"
    assert found.select_one("input[name=language][checked]")["value"] == "nn"
    assert "kommune=1804" in found.select_one("main a[hreflang=en]")["href"]


def test_a_narrowed_list_hands_over_what_it_is_narrowed_to(client):
    make_story()
    page = soup(client.get("/erfaringer/?tjenesteform=digital-hjemmeoppfolging&kommune=1804"))
    (link,) = {a["href"] for a in page.select("footer a[href^='/del-erfaring/']")}
    assert link == "/del-erfaring/?om=/erfaringer/&form=digital-hjemmeoppfolging&kommune=1804"


@pytest.mark.parametrize("title", ["???", "Досвід з дому", "Versjoner", "Вітання 🙂"])
def test_a_title_that_makes_no_address_leaves_it_to_the_reference(title):
    contribution = sent_in(answers={**ANSWERS, "title": title})
    assert contribution.page.slug == f"bidrag-{contribution.reference.lower()}"
    assert contribution.page.title == title


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_from_the_first_page_to_a_live_story(client, language):
    make_story_index(language="en" if language == "en" else "nb")
    make_term(vocabulary=Vocabulary.SERVICE_FORMS, slug="digital-hjemmeoppfolging")
    owner = make_organisation(name="Bodø kommune", municipality=make_municipality())
    asked_for = "" if language == "nb" else f"?sprak={language}"
    response = send(client, f"/del-erfaring/{asked_for}", "del-erfaring", language=language, **START)
    assert response.status_code == 302
    link = path(Contribution.objects.get(), Purpose.CONTINUE)
    assert response["Location"] == f"{link}1/{asked_for}"
    page = client.get(response["Location"])
    assert soup(page).html["lang"] == language
    for number, step in enumerate(STEPS[:-1], start=1):
        names = [*step.form.base_fields, *getattr(step.form, "questions", ())]
        data = {name: ANSWERS[name] for name in names if ANSWERS.get(name)}
        assert write(client, link, number, **data).status_code == 302
    response = client.get(f"{link}5/")
    assert "Sykepleieren ser målingene." in told(response)
    assert "&lt;script&gt;" in response.content.decode()
    response = write(client, link, 5, **CONFIRMED)
    contribution = fresh(Contribution.objects.get())
    assert response["Location"].startswith(f"/del-erfaring/sendt/{contribution.reference}/")
    assert contribution.reference in told(client.get(response["Location"]))

    story = contribution.page
    assert not story.live
    assert not BasePage.objects.visible().filter(pk=story.pk).exists()
    assert (story.language, story.title, story.owner_organisation) == (language, ANSWERS["title"], owner)
    assert story.what == "<p>Pasienten måler hjemme.</p><p>Sykepleieren ser målingene.</p>"
    assert "<script>" not in story.hard
    assert "Bodø kommune" in story.note
    assert "Kari" not in story.note
    assert type(story.get_parent().specific).__name__ == "StoryIndexPage"
    assert [one.slug for one in story.service_forms] == ["digital-hjemmeoppfolging"]
    assert isinstance(story.current_workflow_task.specific, ContributionReview)

    approval.ask(contribution, timezone.now())
    link = path(fresh(contribution), Purpose.APPROVE)
    page = client.get(link)
    assert soup(page).html["lang"] == language
    assert "Sykepleieren ser målingene." in told(page)
    assert fresh(contribution).state == STATE.APPROVAL  # showing changes nothing
    assert client.post(link, {"godkjenn": "ja"}, headers=NAVIGATION).status_code == 302
    publish(story_of(fresh(contribution)), change_note="")
    assert fresh(contribution).state == STATE.LIVE
    live = StoryPage.objects.get(pk=story.pk)
    assert client.get(live.path_from_root).status_code == 200
    assert len(kinds()) == 4  # begun, received, to approve, live
    assert {mail["Content-Language"] for mail in waiting_mail() if mail["To"] == READER} == {language}
    assert live.path_from_root in body_of(waiting_mail()[-1])


def test_no_word_of_it_is_mailed_before_an_editor_has_looked(client):
    sent_in()
    for mail in waiting_mail():
        assert ANSWERS["title"] not in mail.as_string()
        assert ANSWERS["title"] not in body_of(mail)
        assert "Nordmann" not in body_of(mail)


def test_it_is_saved_and_taken_up_again_by_the_mailed_link(client):
    contribution = make_contribution(answers={})
    link = path(contribution, Purpose.CONTINUE)
    response = write(client, link, 2, what="Vi måler.", senere="ja")
    assert response["Location"] == f"{link}lagret/"
    assert len(kinds()) == 2
    assert link.split("/")[3].split(".")[0].rsplit("-", 1)[0] in body_of(waiting_mail()[-1])
    assert client.get(link)["Location"] == f"{link}1/"
    assert "Vi måler." in client.get(f"{link}2/").content.decode()
    write(client, link, 1, title="Tittel")
    assert client.get(link)["Location"] == f"{link}3/"


def test_nothing_is_sent_in_before_what_readers_need_is_there(client):
    contribution = make_contribution(answers={"title": "Tittel"})
    link = path(contribution, Purpose.CONTINUE)
    page = soup(client.get(f"{link}5/?sprak=en"))
    assert [a["href"] for a in page.select(".ds-alert a")] == [f"{link}{n}/?sprak=en" for n in (1, 2, 2)]
    assert write(client, link, 5, **CONFIRMED).status_code == 200
    assert fresh(contribution).state == STATE.UNFINISHED


def test_licence_and_right_to_share_must_be_confirmed(client):
    contribution = make_contribution()
    link = path(contribution, Purpose.CONTINUE)
    response = write(client, f"{link}", 5)
    assert [target for target, _text in to_mend(response)] == ["#felt-may_share", "#felt-licence"]
    assert fresh(contribution).state == STATE.UNFINISHED
    write(client, link, 5, **CONFIRMED)
    assert fresh(contribution).licence_at
    assert client.get(f"{link}5/").status_code == 410


@pytest.mark.parametrize("text", ["Pasienten 010107 50160", "Skriv til kari@kommune.example"])
def test_what_must_never_be_published_is_refused_and_the_rest_kept(client, text):
    contribution = make_contribution(answers={})
    response = write(client, path(contribution, Purpose.CONTINUE), 2, what=text, for_whom="Alle.")
    assert [target for target, _text in to_mend(response)] == ["#felt-what"]
    assert "Alle." in response.content.decode()
    assert fresh(contribution).answers == {}


def test_a_draft_that_is_being_written_can_be_deleted(client):
    link = path(make_contribution(), Purpose.CONTINUE)
    assert client.get(f"{link}lagret/").status_code == 200
    assert client.post(f"{link}lagret/", {"slett": "ja"}, headers=NAVIGATION).status_code == 302
    assert Contribution.objects.count() == 0
    assert client.get(f"{link}lagret/").status_code == 410


# With the editors -----------------------------------------------------------------------------------------------------
def test_the_first_draft_of_an_editor_says_that_it_is_being_edited_once():
    contribution = sent_in()
    editor = make_editor()
    for _ in range(2):
        contribution.page.save_revision(user=editor)
    assert fresh(contribution).state == STATE.EDITING
    assert len(kinds()) == 3


def test_it_does_not_go_out_without_the_contributors_word():
    for make in (sent_in, asked):
        contribution = make(email=f"{make.__name__}@x.example")
        with pytest.raises(ValidationError) as refused:
            publish(story_of(contribution))
        assert "has not approved" in str(refused.value.messages) or "godkjent" in str(refused.value.messages)
        assert not StoryPage.objects.get(pk=contribution.page_id).live


def test_nor_with_other_words_than_those_that_were_approved():
    contribution = approved()
    as_approved = story_of(contribution).what
    with pytest.raises(ValidationError):
        publish(story_of(contribution), what="<p>Noe helt annet.</p>")
    assert fresh(contribution).state == STATE.APPROVED
    assert publish(story_of(contribution), what=as_approved, change_note="").live


def test_nor_with_other_facts_or_rows_but_with_what_is_the_editors_own():
    contribution = approved()
    with pytest.raises(ValidationError):
        publish(approval.asked_page(contribution), volume_text="84 pasienter")
    page = approval.asked_page(contribution)
    page.difficulties.add(StoryDifficulty(text="Ingen ville være med."))
    with pytest.raises(ValidationError):
        publish(page)
    own = {"reviewed_on": timezone.localdate(), "responsible_role": "Prosjektleder"}
    assert publish(approval.asked_page(contribution), **own, change_note="").live


def test_the_contributor_sees_all_that_they_approve(client):
    contribution = sent_in()
    page = story_of(contribution)
    page.volume_text = "84 pasienter"
    page.difficulties.add(StoryDifficulty(text="Nettet falt ut."))
    page.save_revision()
    approval.ask(fresh(contribution), timezone.now())
    shown = told(client.get(path(fresh(contribution), Purpose.APPROVE)))
    for words in ("84 pasienter", "Nettet falt ut.", "Bodø kommune", ANSWERS["summary"], "Pasienten måler hjemme."):
        assert words in shown


def test_what_is_published_is_the_editors_from_then_on():
    contribution = published()
    page = publish(story_of(contribution), what="<p>Oppdatert.</p>", change_note="Nye tall")
    assert page.what == "<p>Oppdatert.</p>"


def test_its_translation_waits_for_it():
    contribution = asked()
    story = contribution.page
    english = make_story_index(language="en")
    twin = make_story(language="en", parent=english, live=False, translation_of=story)
    with pytest.raises(ValidationError):
        twin.save_revision().publish()


def test_the_contributor_asks_for_changes_and_gets_another_link(client):
    contribution = asked()
    link = path(contribution, Purpose.APPROVE)
    assert send(client, link, "del-erfaring-endringer", wishes="Tallet er 84.").status_code == 302
    contribution = fresh(contribution)
    assert (contribution.state, contribution.wishes) == (STATE.EDITING, "Tallet er 84.")
    assert client.get(link).status_code == 410
    assert len(to_editors()) == 2
    approval.ask(contribution, timezone.now())
    assert client.get(link).status_code == 410
    assert client.get(path(fresh(contribution), Purpose.APPROVE)).status_code == 200


def test_the_contributor_approves_what_was_sent_and_not_what_came_after(client):
    contribution = asked()
    page = story_of(contribution)
    page.what = "<p>Skrevet etterpå.</p>"
    page.save_revision(user=make_editor())
    link = path(contribution, Purpose.APPROVE)
    assert "Skrevet etterpå" not in told(client.get(link))
    client.post(link, {"godkjenn": "ja"}, headers=NAVIGATION)
    with pytest.raises(ValidationError):
        publish(story_of(contribution), change_note="")


def test_a_declined_contribution_is_told_why_and_its_draft_goes():
    contribution = sent_in()
    number = contribution.page_id
    assert approval.decline(contribution, "For lite om resultatene.", timezone.now())
    assert "For lite om resultatene." in body_of(waiting_mail()[-1])
    assert not StoryPage.objects.filter(pk=number).exists()
    assert not WorkflowState.objects.active().filter(object_id=str(number)).exists()
    assert fresh(contribution).answers["title"] == ANSWERS["title"]
    assert not approval.decline(fresh(contribution), "Igjen", timezone.now())
