"""Who may pass to the editors' desk, and the second factor where it is required."""

import re
import time
from base64 import b64decode

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.test import Client

from tests.builders.accounts import make_editor, make_user
from tests.builders.login import confirm_password, is_in, log_in

pytestmark = pytest.mark.django_db
SET_UP = "/konto/2fa/totp/activate/"


@pytest.fixture(autouse=True)
def as_in_service(settings):
    """No limits counted by other tests; mail goes through the queue, which pytest's own backend would leave out."""
    cache.clear()
    settings.EMAIL_BACKEND = "hub.mail.backend.QueueingEmailBackend"


def test_someone_without_rights_to_edit_is_told_so_and_not_sent_in_circles():
    client = Client()
    client.force_login(make_user())
    assert client.get("/admin/").status_code == 403


def code_of(secret):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def test_without_the_setting_no_second_factor_is_asked_for():
    client = Client()
    client.force_login(make_editor())
    assert is_in(client)


def test_where_it_is_required_the_desk_leads_to_its_set_up(settings):
    settings.REQUIRE_SECOND_FACTOR = True
    make_editor()
    client = Client()
    log_in(client)
    assert client.get("/admin/pages/")["Location"] == SET_UP
    page = confirm_password(client, SET_UP)
    assert page.status_code == 200
    picture = BeautifulSoup(page.content, "html.parser").find("img", src=re.compile("^data:image/svg"))
    assert picture["alt"]
    assert 'fill="white"' in b64decode(picture["src"].partition("base64,")[2]).decode()  # read on a dark page too
    secret = BeautifulSoup(page.content, "html.parser").find(id="authenticator_secret")["value"]
    client.post(SET_UP, {"code": code_of(secret)})
    assert is_in(client)
    assert Authenticator.objects.filter(type=Authenticator.Type.RECOVERY_CODES).exists()
    codes = client.get("/konto/2fa/recovery-codes/")
    assert codes.status_code == 200
    assert not BeautifulSoup(codes.content, "html.parser").find_all("script", src=False)


def test_who_has_a_second_factor_is_asked_for_it_at_log_in():
    editor = make_editor()
    secret = generate_totp_secret()
    TOTP.activate(editor, secret)
    client = Client()
    answer = log_in(client)
    assert "/konto/2fa/authenticate/" in answer["Location"]
    assert not is_in(client)
    page = client.get("/konto/2fa/authenticate/")
    assert page.status_code == 200
    client.post("/konto/2fa/authenticate/", {"code": "000000"})
    assert not is_in(client)
    client.post("/konto/2fa/authenticate/", {"code": code_of(secret)})
    assert is_in(client)


def test_every_account_page_for_one_who_is_logged_in_answers():
    client = Client()
    make_editor()
    log_in(client)
    assert client.get("/konto/reauthenticate/").status_code == 200
    confirm_password(client, SET_UP)
    for path in ("password/change/", "logout/", "2fa/", "2fa/totp/activate/", "inactive/"):
        answer = client.get(f"/konto/{path}")
        assert answer.status_code == 200, path
        soup = BeautifulSoup(answer.content, "html.parser")
        assert len(soup.find_all("h1")) == 1, path
        assert not soup.find_all(style=True), path
        assert not soup.find_all("script", src=False), path
