"""The address chooses the tree, the page its written standard; nothing else decides."""

import pytest
from django.http import HttpResponse
from django.template import engines
from django.template.response import TemplateResponse
from django.utils import translation

from hub import languages
from tests.builders.hub import make_home, make_standard_page

TEMPLATE = "{% load i18n %}{% get_current_language as code %}{{ code }}"


@pytest.mark.parametrize(
    ("path", "language"),
    [("/", "nb"), ("/en/", "en"), ("/en/x/", "en"), ("/en", "nb"), ("/energi/", "nb"), ("/nn/", "nb")],
)
def test_the_tree_of_an_address(path, language):
    assert languages.language_of_path(path) == language


@pytest.mark.parametrize(
    ("address", "language"),
    [
        ("/sok/?sprak=nn", "nn"),
        ("/sok/?sprak=en", "en"),
        ("/en/search/?sprak=nb", "nb"),
        ("/en/search/", "en"),
        ("/sok/?sprak=tlh", "nb"),
        ("/sok/?sprak=", "nb"),
    ],
)
def test_forms_answer_in_the_language_asked_for(rf, address, language):
    assert languages.asked_language(rf.get(address)) == language


def test_a_template_is_rendered_in_the_language_and_the_old_one_comes_back(rf):
    template = engines["django"].from_string(TEMPLATE)
    with translation.override("nb"):
        response = languages.render_in("nn", lambda: TemplateResponse(rf.get("/"), template))
        assert translation.get_language() == "nb"
    assert response.content == b"nn"
    assert response.headers["Content-Language"] == "nn"
    assert languages.render_in("en", lambda: HttpResponse("x")).headers["Content-Language"] == "en"


@pytest.mark.parametrize(
    ("url_path", "tree", "address"),
    [
        ("/forside/", "nb", "/"),
        ("/forside/om/", "nb", "/om/"),
        ("/home/", "en", "/en/"),
        ("/home/about/", "en", "/en/about/"),
        ("/", "nb", "/"),
    ],
)
def test_addresses_from_the_tree(url_path, tree, address):
    assert languages.public_path(url_path, tree) == address


@pytest.mark.django_db
def test_neither_cookie_nor_browser_decides(client):
    make_home()
    make_standard_page(title="Om", written_standard="nn")
    client.cookies["django_language"] = "en"
    response = client.get("/om/", headers={"accept-language": "en"})
    assert response.headers["Content-Language"] == "nn"
    assert "Accept-Language" not in response.headers.get("Vary", "")
    assert not response.cookies


@pytest.mark.django_db
def test_an_unknown_address_answers_in_the_language_of_its_tree(client):
    make_home(language="en")
    for path, language in (("/x/", "nb"), ("/en/x/", "en")):
        response = client.get(path)
        assert response.status_code == 404
        assert response.headers["Content-Language"] == language
        assert f'<html lang="{language}"' in response.content.decode()
