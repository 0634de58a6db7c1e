"""Links do one thing, for a time, for one row; all others lead to the same calm page, and change nothing."""

from datetime import timedelta
from itertools import permutations

import pytest
from django.core import signing
from django.utils import timezone

from dialogue.links import LIFETIME, PATHS, BadLink, Purpose, path, read, token
from dialogue.models import Contribution, Message, Sender
from hub.log_masking import MASK, masked
from tests.builders.dialogue import asked, make_contribution, make_message, sender
from tests.builders.public_forms import main_of, press, send

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def subject_of(purpose):
    """A row that a link of that purpose leads to."""
    if purpose == Purpose.ANSWER:
        return make_message()
    if purpose == Purpose.CONTINUE:
        return make_contribution()
    if purpose == Purpose.APPROVE:
        return asked()
    make_message()
    return sender()


def rows():
    """All that a link could change."""
    return [list(model.objects.values()) for model in (Message, Contribution, Sender)]


@pytest.mark.parametrize("purpose", Purpose)
def test_it_opens_what_it_is_for(client, purpose):
    subject = subject_of(purpose)
    assert read(token(subject, purpose), purpose) == subject
    response = client.get(path(subject, purpose), follow=True)
    assert response.status_code == 200
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert token(subject, purpose) not in str(main_of(response).find_all("link"))


@pytest.mark.parametrize(("made_for", "used_for"), [*permutations(Purpose, 2)])
def test_it_does_nothing_else(client, made_for, used_for):
    text = token(subject_of(made_for), made_for)
    with pytest.raises(BadLink):
        read(text, used_for)
    before = rows()
    for answer in (client.get(f"{PATHS[used_for]}{text}/"), press(client, f"{PATHS[used_for]}{text}/")):
        assert answer.status_code == 410
    assert rows() == before


@pytest.mark.parametrize("purpose", LIFETIME)
def test_it_ends(purpose):
    now = timezone.now()
    text = token(subject_of(purpose), purpose, now)
    read(text, purpose, now + LIFETIME[purpose] - 2 * MINUTE)
    with pytest.raises(BadLink):
        read(text, purpose, now + LIFETIME[purpose])


def test_a_contribution_is_open_as_long_as_it_is_kept(settings):
    contribution = make_contribution()
    text, kept = token(contribution, Purpose.CONTINUE), timedelta(days=settings.DIALOGUE_UNFINISHED_DAYS)
    read(text, Purpose.CONTINUE, contribution.touched_at + kept - MINUTE)
    with pytest.raises(BadLink):
        read(text, Purpose.CONTINUE, contribution.touched_at + kept)


@pytest.mark.parametrize("purpose", Purpose)
def test_a_forged_one_is_refused_on_the_same_page(client, purpose):
    subject = subject_of(purpose)
    body, _dot, signature = token(subject, purpose).partition(".")
    other = signing.Signer(salt=f"dialogue.links.{purpose}", sep=".", key="another").sign(body)
    before = rows()
    pages = set()
    for text in (f"{body}x.{signature}", f"{body}.{signature}x", body, "x", other, "1-1-1.", "%00"):
        for answer in (client.get(f"{PATHS[purpose]}{text}/"), press(client, f"{PATHS[purpose]}{text}/")):
            assert answer.status_code == 410
            pages.add(main_of(answer).get_text())
    assert len({" ".join(text.split()) for text in pages}) == 1
    assert rows() == before


def test_a_row_that_is_gone_says_no_more_than_a_forged_one(client):
    message = make_message()
    link = path(message, Purpose.ANSWER)
    message.delete()
    assert client.get(link).status_code == 410


def test_a_link_of_another_kind_of_row_is_not_made():
    with pytest.raises(TypeError):
        token(make_message(), Purpose.MINE)


def test_showing_never_acts(client):
    for purpose in Purpose:
        subject = subject_of(purpose)
        before = rows()
        client.get(path(subject, purpose))
        client.head(path(subject, purpose))
        assert rows() == before


def test_no_log_holds_one():
    message = make_message()
    line = f'"GET {path(message, Purpose.ANSWER)} HTTP/1.1" 200'
    assert masked(line) == f'"GET /si-fra/svar/{MASK}/ HTTP/1.1" 200'


def test_the_reader_of_one_page_cannot_act_from_another_site(client):
    contribution = asked()
    link = path(contribution, Purpose.APPROVE)
    client.post(link, {"godkjenn": "ja"}, headers={"Sec-Fetch-Site": "cross-site"})
    send(client, link, "del-erfaring-endringer", headers={"Sec-Fetch-Site": "cross-site"}, wishes="x")
    assert Contribution.objects.get().state == contribution.state
