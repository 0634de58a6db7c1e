"""Coming in as a person does: the log-in page, the link in the mail, the password once more."""

import re

from bs4 import BeautifulSoup
from django.test import Client

from tests.builders.accounts import PASSWORD
from tests.builders.jobs import waiting_mail

LOGIN = "/konto/login/"


def log_in(client, *, email="redaktor@example.org", password=PASSWORD):
    """Send the log-in form."""
    return client.post(LOGIN, {"login": email, "password": password})


def is_in(client):
    """Whether the editors' desk opens."""
    return client.get("/admin/account/").status_code == 200


def text_of(response):
    """The words of a page."""
    return BeautifulSoup(response.content, "html.parser").get_text(" ")


def link_in(mail):
    """The path of the link in a mail."""
    return re.search(r"http://testserver(\S+)", mail.get_body(("plain",)).get_content())[1]


def reset_link(email="redaktor@example.org"):
    """Ask for a new password and read the link in the mail."""
    Client().post("/konto/password/reset/", {"email": email})
    mail = waiting_mail()[-1]
    assert mail["To"] == email
    return link_in(mail)


def choose_password(client, link, password):
    """Follow the link and choose a password."""
    page = client.get(link, follow=True)
    form = page.redirect_chain[-1][0] if page.redirect_chain else link
    return client.post(form, {"password1": password, "password2": password}, follow=True)


def confirm_password(client, path):
    """Open what concerns the account's safety, which asks for the password once more."""
    asked = client.get(path, follow=True)
    return client.post(asked.redirect_chain[-1][0], {"password": PASSWORD}, follow=True)
