"""Coming in: only by allauth, never by sign-up, not after repeated wrong passwords."""

import re

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.test import Client

from hub.accounts import ensure_editor, first_editor_address
from hub.models import User
from tests.builders.accounts import PASSWORD, make_editor
from tests.builders.hub import make_home
from tests.builders.jobs import waiting_mail
from tests.builders.login import LOGIN, choose_password, is_in, log_in, reset_link, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def as_in_service(settings):
    """No limits counted by other tests; mail goes through the queue, which pytest's own backend would leave out."""
    cache.clear()
    settings.EMAIL_BACKEND = "hub.mail.backend.QueueingEmailBackend"


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
    choose_password(client, reset_link(), "helt-nytt-passord")
    log_in(client, password="helt-nytt-passord")
    assert is_in(client)


# Passwords ------------------------------------------------------------------------------------------------------------
def test_a_password_is_reset_through_a_mail_that_is_a_job():
    make_editor()
    client = Client()
    link = reset_link()
    choose_password(client, link, "helt-nytt-passord")
    assert User.objects.get().check_password("helt-nytt-passord")


def test_a_reset_link_works_once():
    make_editor()
    link = reset_link()
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
    choose_password(Client(), reset_link(), "passord1")
    assert User.objects.get().check_password(PASSWORD)


def test_the_session_ends_with_the_working_day():
    make_editor()
    client = Client()
    log_in(client)
    left = client.cookies["sessionid"]["max-age"]
    assert left <= 12 * 60 * 60


def test_a_changed_password_is_told_by_mail():
    make_editor()
    choose_password(Client(), reset_link(), "helt-nytt-passord")
    told = waiting_mail()[-1]
    assert told["To"] == "redaktor@example.org"
    assert "/konto/password/reset/key/" not in told.get_body(("plain",)).get_content()
