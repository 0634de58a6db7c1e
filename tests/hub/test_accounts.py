"""Coming in: only by allauth, never by sign-up, not after repeated wrong passwords, by invitation."""

import re
import time
from base64 import b64decode

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.test import Client

from hub.accounts import ensure_editor, first_editor_address
from hub.models import User
from tests.builders.accounts import PASSWORD, make_administrator, make_editor, make_user
from tests.builders.admin import form_data
from tests.builders.hub import make_home
from tests.builders.jobs import waiting_mail

pytestmark = pytest.mark.django_db
LOGIN = "/konto/login/"


@pytest.fixture(autouse=True)
def as_in_service(settings):
    """No limits counted by other tests; mail goes through the queue, which pytest's own backend would leave out."""
    cache.clear()
    settings.EMAIL_BACKEND = "hub.mail.backend.QueueingEmailBackend"


def log_in(client, *, email="redaktor@example.org", password=PASSWORD, follow=False):
    return client.post(LOGIN, {"login": email, "password": password}, follow=follow)


def is_in(client):
    return client.get("/admin/account/").status_code == 200


def text_of(response):
    return BeautifulSoup(response.content, "html.parser").get_text(" ")


# The first editor -----------------------------------------------------------------------------------------------------
def test_the_first_editor_is_made_once_and_gets_a_password_once():
    email, password = ensure_editor()
    editor = User.objects.get(email=email)
    assert editor.check_password(password)
    assert len(password) >= 20
    assert not editor.is_superuser
    assert editor.has_perm("wagtailadmin.access_admin")
    assert ensure_editor() == (email, None)


def test_the_first_editor_can_log_in():
    email, password = ensure_editor()
    client = Client()
    assert log_in(client, email=email, password=password)["Location"] == "/admin/"
    assert is_in(client)


def test_no_editor_is_made_where_there_is_one():
    editor = make_editor(email="kari@example.org")
    assert ensure_editor() == (editor.email, None)
    assert User.objects.count() == 1


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("http://127.0.0.1:8000", "redaktor@localhost"),
        ("http://[::1]:8000", "redaktor@localhost"),
        ("https://kunnskap.example.no", "redaktor@kunnskap.example.no"),
    ],
)
def test_the_first_editors_address_follows_the_host(settings, url, address):
    settings.PUBLIC_URL = url
    assert first_editor_address() == address


# The one way in -------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("path", ["/admin/", "/admin/pages/"])
def test_who_is_not_logged_in_is_led_to_allauth(path):
    answer = Client().get(path)
    assert (answer.status_code, answer["Location"]) == (302, f"{LOGIN}?next={path}")


def test_wagtails_log_in_leads_to_allauth_and_lets_nobody_in():
    make_editor()
    client = Client()
    assert client.get("/admin/login/?next=/admin/pages/")["Location"] == f"{LOGIN}?next=/admin/pages/"
    client.post("/admin/login/", {"username": "redaktor@example.org", "password": PASSWORD})
    assert not is_in(client)


def test_wagtails_password_reset_leads_to_allauth():
    assert Client().get("/admin/password_reset/")["Location"] == "/konto/password/reset/"


def test_nobody_signs_up():
    client = Client()
    data = {"email": "ny@example.org", "password1": PASSWORD, "password2": PASSWORD}
    client.post("/konto/signup/", data)
    assert not User.objects.exists()


def test_nobody_changes_the_address_they_log_in_with():
    client = Client()
    client.force_login(make_editor())
    client.post("/konto/email/", {"email": "annen@example.org", "action_add": ""})
    assert User.objects.get().email == "redaktor@example.org"
    assert not waiting_mail()


def test_the_case_of_the_address_does_not_matter():
    make_editor()
    client = Client()
    log_in(client, email="Redaktor@Example.ORG")
    assert is_in(client)


def test_someone_without_rights_to_edit_is_told_so_and_not_sent_in_circles():
    client = Client()
    client.force_login(make_user())
    assert client.get("/admin/").status_code == 403


def test_an_open_address_cannot_be_used_to_send_people_elsewhere():
    make_editor()
    answer = Client().post(
        f"{LOGIN}?next=https://evil.example/", {"login": "redaktor@example.org", "password": PASSWORD}
    )
    assert answer["Location"] == "/admin/"


def test_the_log_in_page_is_in_the_hubs_look_without_anything_inline():
    make_home()
    answer = Client().get(LOGIN)
    soup = BeautifulSoup(answer.content, "html.parser")
    assert soup.html["lang"] == "nb"
    assert len(soup.find_all("h1")) == 1
    assert not soup.find_all(style=True)
    assert not soup.find_all("script", src=False)
    for field in soup.select("main input:not([type=hidden])"):
        assert soup.find("label", attrs={"for": field["id"]})


# Wrong passwords ------------------------------------------------------------------------------------------------------
def test_repeated_wrong_passwords_lock_the_account_and_say_so():
    make_editor()
    client = Client()
    for _attempt in range(5):
        log_in(client, password="galt")
    locked = log_in(client)
    assert not is_in(client)
    assert "error-summary" in locked.content.decode()
    assert re.search("Too many failed|For mange", text_of(locked))


def test_a_lock_out_does_not_touch_others():
    make_editor()
    make_editor(email="annen@example.org")
    client = Client()
    for _attempt in range(6):
        log_in(client, password="galt")
    log_in(client, email="annen@example.org")
    assert is_in(client)


def test_an_unknown_address_is_locked_out_in_the_same_words():
    make_editor()
    answers = []
    for email in ("redaktor@example.org", "ukjent@example.org"):
        for _attempt in range(6):
            answer = log_in(Client(), email=email, password="galt")
        answers.append(text_of(answer))
    assert answers[0] == answers[1]


def test_choosing_a_new_password_ends_a_lock_out():
    make_editor()
    for _attempt in range(6):
        log_in(Client(), password="galt")
    client = Client()
    choose_password(client, reset_link("redaktor@example.org"), "helt-nytt-passord")
    log_in(client, password="helt-nytt-passord")
    assert is_in(client)


# Passwords ------------------------------------------------------------------------------------------------------------
def reset_link(email):
    """Ask for a new password and read the link in the mail."""
    Client().post("/konto/password/reset/", {"email": email})
    mail = waiting_mail()[-1]
    assert mail["To"] == email
    return re.search(r"http://testserver(\S+)", mail.get_body(("plain",)).get_content())[1]


def choose_password(client, link, password):
    page = client.get(link, follow=True)
    form = page.redirect_chain[-1][0] if page.redirect_chain else link
    return client.post(form, {"password1": password, "password2": password}, follow=True)


def test_a_password_is_reset_through_a_mail_that_is_a_job():
    make_editor()
    client = Client()
    link = reset_link("redaktor@example.org")
    choose_password(client, link, "helt-nytt-passord")
    assert User.objects.get().check_password("helt-nytt-passord")


def test_a_reset_link_works_once():
    make_editor()
    link = reset_link("redaktor@example.org")
    choose_password(Client(), link, "helt-nytt-passord")
    choose_password(Client(), link, "enda-et-passord-til")
    assert User.objects.get().check_password("helt-nytt-passord")


def test_asking_for_a_password_does_not_tell_who_has_an_account():
    make_editor()
    known = Client().post("/konto/password/reset/", {"email": "redaktor@example.org"}, follow=True)
    unknown = Client().post("/konto/password/reset/", {"email": "ukjent@example.org"}, follow=True)
    assert text_of(known) == text_of(unknown)
    assert [mail["To"] for mail in waiting_mail()] == ["redaktor@example.org"]


def test_a_wrong_password_does_not_tell_who_has_an_account():
    make_editor()
    known = log_in(Client(), password="galt")
    unknown = log_in(Client(), email="ukjent@example.org", password="galt")
    assert re.sub(r"value=\"[^\"]*\"", "", text_of(known)) == re.sub(r"value=\"[^\"]*\"", "", text_of(unknown))


def test_a_weak_password_is_refused():
    make_editor()
    choose_password(Client(), reset_link("redaktor@example.org"), "passord1")
    assert User.objects.get().check_password(PASSWORD)


# Invitation -----------------------------------------------------------------------------------------------------------
def test_an_administrator_invites_an_editor_who_chooses_the_password():
    make_editor(email="forste@example.org")
    desk = Client()
    desk.force_login(make_administrator())
    data = form_data(desk.get("/admin/users/new/"))
    assert not any("password" in name for name in data)
    desk.post("/admin/users/new/", {**data, "email": "Ny@Example.org", "first_name": "Nina", "last_name": "Ny"})
    editor = User.objects.get(email="ny@example.org")
    assert [group.name for group in editor.groups.all()] == ["Redaktører"]
    assert not editor.is_superuser
    (mail,) = waiting_mail()
    assert mail["To"] == "ny@example.org"
    link = re.search(r"http://testserver(\S+)", mail.get_body(("plain",)).get_content())[1]
    client = Client()
    choose_password(client, link, "ninas-eget-passord")
    log_in(client, email="ny@example.org", password="ninas-eget-passord")
    assert is_in(client)


def test_an_administrator_changes_an_editor():
    editor = make_editor()
    desk = Client()
    desk.force_login(make_administrator())
    url = f"/admin/users/edit/{editor.pk}/"
    data = form_data(desk.get(url))
    assert data["email"] == editor.email
    data.pop("is_active")
    desk.post(url, {**data, "last_name": "Nordmann"})
    editor.refresh_from_db()
    assert (editor.last_name, editor.is_active) == ("Nordmann", False)


def test_an_editor_makes_no_users():
    client = Client()
    client.force_login(make_editor())
    assert client.get("/admin/users/new/").status_code in (302, 403)


# The second factor ----------------------------------------------------------------------------------------------------
SET_UP = "/konto/2fa/totp/activate/"


def confirm_password(client, path):
    """What concerns the account's safety asks for the password once more."""
    asked = client.get(path, follow=True)
    return client.post(asked.redirect_chain[-1][0], {"password": PASSWORD}, follow=True)


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


def test_the_session_ends_with_the_working_day():
    make_editor()
    client = Client()
    log_in(client)
    left = client.cookies["sessionid"]["max-age"]
    assert left <= 12 * 60 * 60


def test_a_changed_password_is_told_by_mail():
    make_editor()
    choose_password(Client(), reset_link("redaktor@example.org"), "helt-nytt-passord")
    told = waiting_mail()[-1]
    assert told["To"] == "redaktor@example.org"
    assert "/konto/password/reset/key/" not in told.get_body(("plain",)).get_content()
