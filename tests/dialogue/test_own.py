"""What an address has sent: shown to its owner, and erased by them, by mailed link."""

import pytest
from django.utils import timezone

from dialogue import approval
from dialogue.links import PATHS, Purpose, path, read
from dialogue.models import Contribution, Message, Sender
from dialogue.own import mail_link
from hub.jobs.models import Job
from hub.mail.models import OutgoingMail
from tests.builders.dialogue import READER, asked, make_contribution, make_hub_contact, make_message, sender
from tests.builders.html import soup
from tests.builders.jobs import waiting_mail
from tests.builders.mails import body_of
from tests.builders.public_forms import press, send, told

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def hub_contact():
    make_hub_contact()


def test_all_of_it_is_shown_and_nothing_of_others(client):
    make_message(text="Mitt spørsmål")
    make_message(email="ola@kommune.example", text="Noen andres")
    make_contribution(email=READER.upper())
    approval.wish(asked(), "Tallet er 4711.", timezone.now())
    text = told(client.get(path(Sender.objects.get(email_key=READER), Purpose.MINE)))
    for words in (
        "Mitt spørsmål",
        "Hjemmeoppfølging i Bodø",
        "Sykepleieren ser målingene",
        READER,
        "Vi følger opp",
        "4711",
    ):
        assert words in text
    assert "Noen andres" not in text


def test_who_has_lost_a_mail_goes_on_from_there(client):
    writing, waiting = make_contribution(), asked()
    page = soup(client.get(path(sender(), Purpose.MINE)))
    for contribution, purpose in ((writing, Purpose.CONTINUE), (waiting, Purpose.APPROVE)):
        (link,) = [a["href"] for a in page.select("main a") if a["href"].startswith(PATHS[purpose])]
        assert read(link.split("/")[-2], purpose) == contribution


def test_erasing_asks_first_and_then_leaves_nothing(client):
    make_message()
    make_contribution()
    make_message(email="ola@kommune.example")
    mine = path(Sender.objects.get(email_key=READER), Purpose.MINE)
    erase = soup(client.get(mine)).select("main a")[-1]["href"]
    assert client.get(erase).status_code == 200
    assert Sender.objects.count() == 2
    assert press(client, erase, **{"Sec-Fetch-Site": "cross-site"}).status_code == 200
    assert Sender.objects.count() == 2
    assert press(client, erase).status_code == 200
    assert [one.email for one in Sender.objects.all()] == ["ola@kommune.example"]
    assert (Message.objects.count(), Contribution.objects.count()) == (1, 0)
    assert not OutgoingMail.objects.filter(recipient=READER).exists()
    for link in (mine, erase):
        assert client.get(link).status_code == 410


def test_who_has_lost_the_link_gets_another_and_nobody_learns_who_has_sent(client):
    make_message()
    answers = []
    for email in (READER, "nobody@kommune.example"):
        response = send(client, "/mine-innspill/", "mine-innspill", email=email)
        answers.append((response.status_code, response["Location"], told(client.get(response["Location"]))))
    assert answers[0] == answers[1]
    before = len(waiting_mail())
    _mail_jobs()
    (new,) = waiting_mail()[before:]
    assert new["To"] == READER
    assert "/mine-innspill/" in body_of(new)


def _mail_jobs():
    """Run what composes the mail, but not the mail server."""
    for one in Job.objects.filter(kind="dialogue.mine"):
        try:
            mail_link(*one.args)
        except Sender.DoesNotExist:
            continue


def test_one_address_gets_few_of_them(client):
    statuses = [send(client, "/mine-innspill/", "mine-innspill", email=READER).status_code for _ in range(4)]
    assert statuses == [302, 302, 302, 429]


def test_the_link_is_in_the_language_of_who_wrote(client):
    make_message(language="en")
    assert soup(client.get(path(sender(), Purpose.MINE))).html["lang"] == "en"
    assert soup(client.get(f"{path(sender(), Purpose.MINE)}?sprak=nn")).html["lang"] == "nn"
