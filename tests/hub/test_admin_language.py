"""An editor works in Bokmål or Nynorsk: where Wagtail's catalogues fall short, `hub/locale_overrides` fills in."""

import json
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from wagtail.users.models import UserProfile

from tests.builders.accounts import make_editor
from tests.builders.admin import edit_url
from tests.builders.hub import make_home, make_standard_page

OVERRIDES = Path(__file__).resolve().parents[2] / "hub/locale_overrides"
LANGUAGES = ("nb", "nn")
# Whole texts of elements, labels and tooltips that were English before.
ENGLISH = {
    "Add comment",
    "Back",
    "Checks",
    "Close dialog",
    "Comments",
    "Content metrics",
    "Filter by",
    "Grid layout",
    "Help",
    "History",
    "Keyboard shortcuts",
    "Last published",
    "Layout",
    "List layout",
    "More options",
    "Preview in new tab",
    "Profile",
    "Publish",
    "Reading time",
    "Save draft",
    "Search",
    "Search all pages…",
    "Search…",
    "Select",
    "Set schedule",
    "Show filters",
    "Side panels",
    "Skip to main content",
    "Sort menu order",
    "Toggle breadcrumbs",
    "Toggle sidebar",
    "Usage count",
    "Words",
}
SHOWN_ATTRIBUTES = ("aria-label", "title", "placeholder", "data-w-tooltip-content-value")

pytestmark = pytest.mark.django_db


def norwegian_client(language):
    """An editor's client with the desk in that language."""
    user = make_editor()
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = language
    profile.save()
    client = Client()
    client.force_login(user)
    return client


def shown_texts(response):
    """The texts of a page as an editor meets them: elements, labels and tooltips, each with its spaces collapsed."""
    assert response.status_code == 200
    soup = BeautifulSoup(response.content, "html.parser")
    for silent in soup(["script", "style"]):
        silent.decompose()
    texts = list(soup.stripped_strings)
    texts += [str(element[name]) for name in SHOWN_ATTRIBUTES for element in soup.select(f"[{name}]")]
    return {" ".join(text.split()) for text in texts}


def desk_pages():
    """Where an editor's working day takes place."""
    home = make_home()
    page = make_standard_page(parent=home)
    yield reverse("wagtailadmin_home")
    yield reverse("wagtailadmin_explore", args=[home.pk])
    yield edit_url(page)
    yield reverse("wagtailadmin_pages:history", args=[page.pk])
    yield reverse("wagtailadmin_pages:add_subpage", args=[home.pk])
    for action in ("delete", "copy", "move", "unpublish", "usage"):
        yield reverse(f"wagtailadmin_pages:{action}", args=[page.pk])
    yield reverse("wagtailadmin_choose_page")
    for app in ("wagtailimages", "wagtaildocs"):
        yield reverse(f"{app}:index")
        yield reverse(f"{app}:add_multiple")
    yield reverse("wagtailredirects:index")
    yield reverse("wagtailadmin_account")
    yield reverse("wagtailadmin_reports:aging_pages")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_desk_is_norwegian(language):
    client = norwegian_client(language)
    left = {url: found for url in desk_pages() if (found := shown_texts(client.get(url)) & ENGLISH)}
    assert left == {}


@pytest.mark.parametrize(
    ("language", "save", "checks"), [("nb", "Lagre kladd", "Sjekker"), ("nn", "Lagre kladd", "Sjekkar")]
)
def test_the_form_says_it_in_norwegian(language, save, checks):
    texts = shown_texts(norwegian_client(language).get(edit_url(make_standard_page(parent=make_home()))))
    assert {save, checks} <= texts


@pytest.mark.parametrize(("language", "words"), [("nb", "Er du sikker?"), ("nn", "Prøv igjen")])
def test_the_script_catalogue_is_norwegian_too(language, words):
    script = norwegian_client(language).get(reverse("wagtailadmin_javascript_catalog")).content.decode()
    (words_of_scripts,) = re.findall(r"const newcatalog = (\{.*?\});\n", script, re.S)
    catalogue = json.loads(words_of_scripts)
    assert words in catalogue.values()
    assert catalogue["Insert a block"].startswith("Set")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_overrides_keep_the_placeholders_and_the_markup(language, domain):
    text = (OVERRIDES / language / "LC_MESSAGES" / f"{domain}.po").read_text()
    for entry in text.strip().split("\n\n")[1:]:
        source, _, translated = entry.partition("\nmsgstr")
        for pattern in (r"%\(\w+\)[sd]", r"\{\w+\}", r"<[^>]+>"):
            assert set(re.findall(pattern, translated)) <= set(re.findall(pattern, source)), entry
