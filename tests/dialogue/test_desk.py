"""The editors' desk: what waits, how far it has come, the answer, and the moves with a contribution."""

import pytest
from django.urls import reverse

from dialogue.enums import ContributionState, MessageState
from dialogue.models import Message
from stories.models import StoryPage
from tests.builders.accounts import make_user
from tests.builders.admin import editor_client, form_data
from tests.builders.dialogue import READER, approved, fresh, make_contribution, make_hub_contact, make_message, sent_in
from tests.builders.html import soup
from tests.builders.jobs import waiting_mail
from tests.builders.mails import body_of

pytestmark = pytest.mark.django_db
STATE = ContributionState


@pytest.fixture
def desk(db):
    """An editor at the desk."""
    make_hub_contact()
    return editor_client()


def text_of(response):
    assert response.status_code == 200
    return " ".join(soup(response).main.get_text(" ").split())


def test_what_waits_is_listed_and_the_rest_can_be(desk):
    waiting = make_message(text="Venter")
    closed = make_message()
    desk.post(reverse("dialogue_desk:message", args=[closed.pk]), {"close": "1"})
    shown = text_of(desk.get("/admin/readers/"))
    assert waiting.reference in shown
    assert closed.reference not in shown
    assert closed.reference in text_of(desk.get("/admin/readers/?all=1"))


def test_an_editor_answers_once_and_sees_no_address(desk):
    message = make_message(text="<b>Hvor mange?</b>", name="Kari")
    url = reverse("dialogue_desk:message", args=[message.pk])
    page = desk.get(url)
    assert "<b>Hvor mange?</b>" in text_of(page)
    assert READER not in page.content.decode()
    assert "01010750160" in desk.post(url, {"text": "01010750160"}).content.decode()
    assert Message.objects.get().is_open
    desk.post(url, {"text": "84 pasienter."})
    message.refresh_from_db()
    assert (message.state, message.answered_by.email) == (MessageState.ANSWERED, "redaktor@example.org")
    assert "84 pasienter." in body_of(waiting_mail()[-1])
    number = len(waiting_mail())
    desk.post(url, {"text": "Igjen."})
    assert len(waiting_mail()) == number


def test_only_who_may_sees_it(client):
    message, contribution = make_message(), sent_in()
    client.force_login(make_user())
    for name, args in (
        ("messages", []),
        ("message", [message.pk]),
        ("contributions", []),
        ("contribution", [contribution.pk]),
    ):
        assert client.get(reverse(f"dialogue_desk:{name}", args=args)).status_code in (302, 403)


def test_the_menu_leads_there(desk):
    assert "/admin/readers/" in desk.get("/admin/").content.decode()


def test_contributions_are_listed_but_not_those_that_are_being_written(desk):
    contribution = sent_in()
    unfinished = make_contribution(answers={"title": "Uferdig"})
    shown = text_of(desk.get("/admin/readers/experiences/"))
    assert contribution.reference in shown
    assert "Uferdig" not in text_of(desk.get("/admin/readers/experiences/?all=1"))
    assert desk.get(reverse("dialogue_desk:contribution", args=[unfinished.pk])).status_code == 404


def test_from_the_desk_to_the_draft_to_the_contributor(desk):
    contribution = sent_in()
    url = reverse("dialogue_desk:contribution", args=[contribution.pk])
    assert "Sykepleieren ser målingene." in text_of(desk.get(url))
    assert desk.post(url, {"edit": "1"})["Location"] == f"/admin/pages/{contribution.page_id}/edit/"
    assert fresh(contribution).state == STATE.EDITING
    desk.post(url, {"ask": "1"})
    assert fresh(contribution).state == STATE.APPROVAL


def test_declining_needs_a_reason(desk):
    contribution = sent_in()
    url = reverse("dialogue_desk:contribution", args=[contribution.pk])
    assert desk.post(url, {"decline": "1", "reason": ""}).status_code == 200
    assert fresh(contribution).state == STATE.RECEIVED
    desk.post(url, {"decline": "1", "reason": "Handler om noe annet."})
    assert fresh(contribution).state == STATE.DECLINED
    assert not StoryPage.objects.filter(pk=contribution.page_id).exists()


# In Wagtail's own form ------------------------------------------------------------------------------------------------
def edit_url(contribution):
    return reverse("wagtailadmin_pages:edit", args=[contribution.page_id])


def test_the_draft_says_whose_it_is_and_offers_the_move(desk):
    contribution = sent_in()
    content = desk.get(edit_url(contribution)).content.decode()
    assert contribution.reference in content
    assert "Send to the contributor for approval" in content


def test_the_move_in_the_form_asks_the_contributor(desk):
    contribution = sent_in()
    data = form_data(desk.get(edit_url(contribution)))
    data |= {"action-workflow-action": "1", "workflow-action-name": "ask"}
    desk.post(edit_url(contribution), data)
    contribution = fresh(contribution)
    assert contribution.state == STATE.APPROVAL
    assert contribution.asked_revision_id == contribution.page.latest_revision_id
    assert READER in {mail["To"] for mail in waiting_mail()}


def test_publishing_without_approval_is_refused_in_words(desk):
    contribution = sent_in()
    data = form_data(desk.get(edit_url(contribution))) | {"action-publish": "1"}
    response = desk.post(edit_url(contribution), data)
    assert "has not approved the text" in response.content.decode()
    assert not StoryPage.objects.get(pk=contribution.page_id).live


def test_the_last_move_publishes_through_the_gate(desk):
    contribution = approved()
    data = form_data(desk.get(edit_url(contribution)))
    desk.post(edit_url(contribution), data | {"action-workflow-action": "1", "workflow-action-name": "approve"})
    assert fresh(contribution).state == STATE.LIVE
    assert StoryPage.objects.get(pk=contribution.page_id).live


def test_an_unpublished_contribution_is_not_copied(desk):
    contribution = sent_in()
    number = StoryPage.objects.count()
    url = reverse("wagtailadmin_pages:copy", args=[contribution.page_id])
    data = {"new_title": "Kopi", "new_slug": "kopi", "new_parent_page": contribution.page.get_parent().pk}
    assert desk.post(url, data).status_code == 302
    assert StoryPage.objects.count() == number
