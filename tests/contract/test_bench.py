"""The idiomatic twins that `make bench` compares with still render, so that the comparison cannot rot unseen."""

import pytest
from django.contrib.auth.models import AnonymousUser

from tests.bench import idiomatic

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/erfaringer/larvik-dho/", "/erfaringer/"])
def test_the_twin_says_what_the_page_says(rf, client, path):
    request = rf.get(path, SERVER_NAME="127.0.0.1")
    request.user = AnonymousUser()
    twin = idiomatic.respond(request, idiomatic.engine())
    title = client.get(path).content.decode().split("<h1")[1].split("</h1>")[0].rsplit(">", 1)[1]
    assert title.strip() in twin.split("<h1")[1].split("</h1>")[0]
