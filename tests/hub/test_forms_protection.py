"""Public forms without a cookie: token, time, trap and the site that a form was sent from."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import RequestFactory

from hub.forms import protection
from hub.forms.protection import Refusal
from hub.forms.public_form import PublicForm

NOON = datetime(2026, 3, 3, 11, 0, tzinfo=UTC)  # 12.00 in Oslo


class Ask(PublicForm):
    form_name = "ask"
    fill_seconds = 2


def sent(*, token=None, made=NOON - timedelta(minutes=1), form="ask", trap="", **headers):
    data = {"token": protection.token(form, made) if token is None else token, "homepage": trap}
    return RequestFactory().post("/", data, headers=headers)


def refused(request, now=NOON):
    return protection.refusal(request, "ask", fill_seconds=2, now=now)


def test_a_form_that_a_reader_fills_in_is_taken():
    assert refused(sent(**{"Sec-Fetch-Site": "same-origin", "Origin": "http://testserver"})) is None


def test_a_token_holds_today_and_yesterday():
    made = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)  # 2 March, half past midnight in Oslo
    assert refused(sent(made=made)) is None
    assert refused(sent(made=made), now=datetime(2026, 3, 3, 22, 59, tzinfo=UTC)) is None
    assert refused(sent(made=made), now=datetime(2026, 3, 3, 23, 0, tzinfo=UTC)) == Refusal.TOKEN


@pytest.mark.parametrize("token", ["", "x", "x.y", "1234567890", "z" * 10_000, "zzzzzzzzzzzzzzzzzz.sig", "\x00", "æ.ø"])
def test_a_token_that_we_did_not_sign_is_refused(token):
    assert refused(sent(token=token)) == Refusal.TOKEN


def test_a_token_is_bound_to_its_form_and_to_no_time_to_come():
    assert refused(sent(form="another")) == Refusal.TOKEN
    assert refused(sent(made=NOON + timedelta(minutes=5))) == Refusal.TOKEN
    whole = protection.token("ask", NOON - timedelta(minutes=1))
    assert refused(sent(token=whole[:-1])) == Refusal.TOKEN


def test_nobody_fills_in_a_form_in_a_second():
    assert refused(sent(made=NOON - timedelta(seconds=1))) == Refusal.TOO_FAST
    assert refused(sent(made=NOON - timedelta(seconds=2))) is None


def test_who_fills_in_what_nobody_sees_is_no_reader():
    assert refused(sent(trap="https://spam.example")) == Refusal.TRAP


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({}, None),
        ({"Sec-Fetch-Site": "same-origin"}, None),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "null"}, None),
        ({"Sec-Fetch-Site": "none"}, None),
        ({"Sec-Fetch-Site": "cross-site"}, Refusal.OTHER_SITE),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"}, Refusal.OTHER_SITE),
        ({"Sec-Fetch-Site": "same-site"}, Refusal.OTHER_SITE),
        ({"Sec-Fetch-Site": ""}, Refusal.OTHER_SITE),
        ({"Origin": "http://testserver"}, None),
        ({"Origin": "http://127.0.0.1:8000"}, None),
        ({"Origin": "null"}, None),
        ({"Origin": "https://testserver"}, Refusal.OTHER_SITE),
        ({"Origin": "http://testserver.evil.example"}, Refusal.OTHER_SITE),
    ],
)
def test_the_browser_tells_which_site_a_form_was_sent_from(settings, headers, expected):
    settings.PUBLIC_URL = "http://127.0.0.1:8000"
    assert refused(sent(**headers)) == expected


def test_what_cannot_be_read_is_a_form_without_a_token(settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    large = RequestFactory().post("/", {"name": "x" * 2000})
    cut_off = RequestFactory().post("/", b"--x\r\nbroken", content_type="multipart/form-data; boundary=y")
    odd = RequestFactory().post("/", b"token=x", content_type="application/x-www-form-urlencoded; charset=latin-1")
    nameless = RequestFactory().post("/", b"", content_type="multipart/form-data")
    for request in (large, cut_off, odd, nameless):
        assert refused(request) == Refusal.TOKEN


def test_all_that_is_refused_is_told_the_same_and_keeps_its_token():
    made = NOON - timedelta(seconds=1)
    fast = sent(made=made)
    form = Ask(fast.POST, request=fast, now=NOON)
    assert not form.is_valid()
    assert form.non_field_errors() == [str(protection.NOT_SENT)]
    assert form.token == fast.POST["token"]  # who sends once more need not wait again
    forged = sent(token="forged")
    other = Ask(forged.POST, request=forged, now=NOON)
    assert other.non_field_errors() == form.non_field_errors()
    assert protection.moment_of(other.token, "ask", NOON) == NOON
