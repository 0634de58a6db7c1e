"""«Si fra» and «spør»: from the page to the role, and back with an answer."""

import re

import pytest
from django.utils import timezone

from dialogue.about import about
from dialogue.enums import MessageState
from dialogue.feedback_form import LIMITS
from dialogue.links import Purpose, path
from dialogue.models import Message, Sender
from hub.jobs.worker import drain
from hub.mail.models import OutgoingMail
from tests.builders.dialogue import HUB_MAILBOX, READER, make_hub_contact, make_message
from tests.builders.html import soup
from tests.builders.hub import make_organisation, make_page, restrict
from tests.builders.jobs import waiting_mail
from tests.builders.mail_server import mail_server
from tests.builders.mails import body_of
from tests.builders.public_forms import press, send, to_mend, told
from tests.builders.stories import make_story

pytestmark = pytest.mark.django_db
FORM = "si-fra"
URL = "/si-fra/"
QUESTION = {"purpose": "sporsmal", "text": "Hvor mange pasienter har dere?", "om": ""}
ENGLISH = "/si-fra/?sprak=en"


@pytest.fixture(autouse=True)
def hub_contact():
    make_hub_contact()


def mail_to(address):
    return [mail for mail in waiting_mail() if mail["To"] == address]


def sent(client, *, address=URL, **data):
    return send(client, address, FORM, **{**QUESTION, **data})


# The form -------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("language", "label"), [("nb", "nb"), ("nn", "nn"), ("en", "en")])
def test_the_form_knows_what_the_reader_came_from_in_each_language(client, language, label):
    page = make_story(title="Måling hjemme")
    response = client.get(f"{URL}?om={page.path_from_root}&hva=feil&sprak={language}")
    found = soup(response)
    assert found.html["lang"] == label
    assert "Måling hjemme" in told(response)
    assert found.select_one("input[name=om]")["value"] == page.path_from_root
    assert found.select_one("input[name=purpose][checked]")["value"] == "feil"
    assert all(f"om={page.path_from_root.replace('/', '%2F')}" in a["href"] for a in found.select("main a[hreflang]"))
    assert "Helsedirektoratet" in told(response)
    assert response.headers["Cache-Control"] == "no-store"
    assert not response.cookies


def test_every_page_leads_to_both_purposes(client):
    page = make_story(responsible_email="fag@bodo.example")
    links = [a["href"] for a in soup(client.get(page.path_from_root)).select("a[href^='/si-fra/']")]
    assert links == [f"/si-fra/?om={page.path_from_root}&hva={purpose}" for purpose in ("sporsmal", "feil")]


@pytest.mark.parametrize(
    "om", ["https://evil.example/", "//evil.example/", "/a b/", "x" * 400, "/<script>/", "/å/", "/\n/"]
)
def test_an_address_that_is_not_ours_is_none(client, om):
    assert about(om).path == ""
    assert client.get(URL, {"om": om}).status_code == 200


def test_what_is_hidden_is_not_told(client):
    draft = make_story(title="Hemmelig 4711", live=False)
    closed = make_story(title="Hemmelig 4712")
    restrict(closed)
    for page in (draft, closed):
        assert "Hemmelig" not in client.get(URL, {"om": page.path_from_root}).content.decode()


def test_it_is_kept_mailed_and_answered_with_a_reference(client):
    page = make_story(responsible_role="Prosjektleder", responsible_email="fag@bodo.example")
    response = sent(client, om=page.path_from_root, email=READER, name="Kari Nordmann")
    message = Message.objects.get()
    assert response.status_code == 302
    assert response["Location"] == f"/si-fra/takk/{message.reference}/"
    assert re.fullmatch(r"[2-9A-Z]{4}-[2-9A-Z]{4}", message.reference)
    assert message.reference in told(client.get(response["Location"]))
    assert (message.page_id, message.text) == (page.pk, QUESTION["text"])

    (to_role,) = mail_to("fag@bodo.example")
    assert QUESTION["text"] in body_of(to_role)
    assert READER not in to_role.as_string()
    (receipt,) = mail_to(READER)
    assert message.reference in receipt["Subject"]
    assert QUESTION["text"] not in body_of(receipt)
    assert "Kari" not in body_of(receipt)


def test_without_a_page_it_goes_to_the_hub_and_without_an_address_nobody_is_mailed(client):
    sent(client)
    (mail,) = waiting_mail()
    assert mail["To"] == HUB_MAILBOX
    assert Sender.objects.count() == 0


def test_an_organisation_answers_for_its_own_page(client):
    body = make_organisation(name="Bodø kommune", email="post@bodo.example", role="Postmottak")
    sent(client, om=body.path_from_root)
    assert [mail["To"] for mail in waiting_mail()] == ["post@bodo.example"]


def test_a_mailbox_that_takes_no_mail_leaves_the_message_to_the_hub(settings):
    page = make_story(responsible_email="borte@bodo.example")
    with mail_server(settings) as mailbox:
        mailbox.refusals["borte@bodo.example"] = "550 5.1.1 no such user"
        message = make_message(path=page.path_from_root)
        drain()
        (copy,) = [mail for mail in mailbox.messages if mail["To"] == HUB_MAILBOX]
        assert message.text in body_of(copy)
        mailbox.refusals[HUB_MAILBOX] = "550 5.1.1 no such user"
        make_message(path=page.path_from_root)
        drain()  # ends: the hub's mailbox has no other behind it
    assert OutgoingMail.objects.filter(kind="to_role", sent_at=None).count() == 3


# What is refused ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("number", ["01010750160", "010107 50160", "010107 50 160", "41010750073"])
def test_a_national_identity_number_is_refused_and_the_rest_is_kept(client, number):
    response = sent(client, address=ENGLISH, text=f"Pasienten {number} ringte.", name="Kari Nordmann")
    assert ("#felt-text", "This looks like a national identity number. Write it nowhere here: take it out.") in to_mend(
        response
    )
    assert f"Pasienten {number} ringte." in response.content.decode()
    assert soup(response).select_one("#felt-name")["value"] == "Kari Nordmann"
    assert Message.objects.count() == 0


def test_eleven_digits_that_are_no_identity_number_are_taken(client):
    assert sent(client, text="Saksnummer 12345678901").status_code == 302


@pytest.mark.parametrize(
    ("data", "headers"),
    [
        ({"token": "x"}, {}),
        ({"homepage": "http://spam.example"}, {}),
        ({}, {"Sec-Fetch-Site": "cross-site"}),
    ],
)
def test_what_no_reader_sends_is_not_taken_and_shown_again(client, data, headers):
    response = send(client, URL, FORM, headers=headers, **{**QUESTION, **data})
    assert QUESTION["text"] in response.content.decode()
    assert Message.objects.count() == 0


def test_what_is_missing_is_listed_and_linked(client):
    response = sent(client, address=ENGLISH, purpose="", text="", email="kari@")
    assert [target for target, _text in to_mend(response)] == ["#felt-purpose_0", "#felt-text", "#felt-email"]


def test_a_whole_municipality_may_write_and_one_address_may_not_be_flooded(client):
    assert LIMITS.ip.number >= 100
    statuses = [sent(client, email=READER).status_code for _ in range(LIMITS.email.number + 1)]
    assert statuses == [302] * LIMITS.email.number + [429]
    assert sent(client, email="ola@kommune.example").status_code == 302


def test_markup_is_shown_as_text(client):
    message = make_message(text="<script>alert(1)</script>\n<b>fet</b>", name="<i>Kari</i>")
    content = client.get(path(message, Purpose.ANSWER)).content.decode()
    assert "<script>alert" not in content
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in content
    html = body_of(mail_to(HUB_MAILBOX)[0], "html")
    assert "<b>" not in html
    assert "&lt;b&gt;" in html


# The role's answer ----------------------------------------------------------------------------------------------------
def test_the_role_answers_once_and_the_hub_mails_it(client):
    message = make_message()
    link = path(message, Purpose.ANSWER)
    assert message.text in told(client.get(link))
    assert Message.objects.get().state == MessageState.RECEIVED  # showing changes nothing
    assert send(client, link, "svar", text="84 pasienter.").status_code == 302
    message.refresh_from_db()
    assert (message.state, message.answer) == (MessageState.ANSWERED, "84 pasienter.")
    answer = mail_to(READER)[-1]
    assert "84 pasienter." in body_of(answer)
    assert answer["Reply-To"] == HUB_MAILBOX

    assert send(client, link, "svar", text="Noe annet.").status_code == 410  # replayed
    message.refresh_from_db()
    assert message.answer == "84 pasienter."
    assert len(mail_to(READER)) == 2


def test_the_role_closes_what_needs_no_answer(client):
    message = make_message(email="")
    link = path(message, Purpose.ANSWER)
    assert soup(client.get(link)).select("textarea") == []
    assert client.post(link, {"lukk": "ja"}, headers={"Sec-Fetch-Site": "same-origin"}).status_code == 302
    assert Message.objects.get().state == MessageState.CLOSED
    assert press(client, link).status_code == 410


def test_another_site_closes_nothing(client):
    link = path(make_message(), Purpose.ANSWER)
    client.post(link, {"lukk": "ja"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert Message.objects.get().is_open


def test_an_answer_with_an_identity_number_is_not_sent(client):
    message = make_message()
    response = send(client, path(message, Purpose.ANSWER), "svar", text="01010750160")
    assert response.status_code == 200
    assert Message.objects.get().is_open


def test_an_unknown_reference_is_no_page(client):
    assert client.get("/si-fra/takk/AAAA-AAAA/").status_code == 404


def test_the_mail_follows_the_language_of_the_reader(client):
    message = make_message(language="nn", now=timezone.now())
    (receipt,) = mail_to(READER)
    assert receipt["Content-Language"] == "nn"
    assert "?sprak=nn" in body_of(receipt)
    assert soup(client.get(path(message, Purpose.ANSWER))).html["lang"] == "nb"


def test_a_page_without_a_role_is_the_hubs(client):
    page = make_page(type(make_story()), parent=make_story().get_parent(), title="Uten rolle")
    sent(client, om=page.path_from_root)
    assert [mail["To"] for mail in waiting_mail()] == [HUB_MAILBOX]
