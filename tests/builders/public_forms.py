"""Sending public forms as a reader's browser does: with the token of the page, after a while, from a page of ours."""

from datetime import timedelta

from django.utils import timezone

from hub.forms import protection
from tests.builders.html import soup

BROWSER = {"Sec-Fetch-Site": "same-origin", "Origin": "null"}


def make_token(form, *, seconds=60):
    """The token of a page that was opened so many seconds ago."""
    return protection.token(form, timezone.now() - timedelta(seconds=seconds))


def send(client, address, form, *, headers=None, **data):
    """Fill in a form and send it."""
    data = {"token": make_token(form), "homepage": "", **data}
    return client.post(address, data, headers=BROWSER | (headers or {}))


def press(client, address, **headers):
    """Press the one button of a page."""
    return client.post(address, headers=BROWSER | headers)


def main_of(response):
    """What stands in the main part of a page."""
    return soup(response).find("main")


def told(response):
    """The words of the main part, with single spaces."""
    return " ".join(main_of(response).get_text(" ").split())


def to_mend(response):
    """Target and text of what is to be mended."""
    summary = main_of(response).find(class_="ds-error-summary")
    return [(link["href"], link.get_text()) for link in summary.find_all("a")] if summary else []
