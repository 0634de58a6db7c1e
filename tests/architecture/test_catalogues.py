"""The interface is complete in Bokmål and Nynorsk: every string has its translation, none is a guess."""

import gettext
import re
from pathlib import Path

import pytest

LOCALE = Path(__file__).resolve().parents[2] / "hub/locale"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")


def entries(language):
    """The catalogue's entries as text, the header left out."""
    return (LOCALE / language / "LC_MESSAGES/django.po").read_text().strip().split("\n\n")[1:]


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_every_string_is_translated_and_none_is_a_guess(language):
    found = entries(language)
    assert len(found) > 900
    assert [entry for entry in found if re.search(r'^msgstr(\[\d\])? ""$(?!\n")', entry, re.M)] == []
    assert [entry for entry in found if "#, fuzzy" in entry or entry.startswith("#~")] == []


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_placeholders_survive_translation(language):
    for entry in entries(language):
        source, _, translated = entry.partition("\nmsgstr")
        assert set(PLACEHOLDER.findall(translated)) <= set(PLACEHOLDER.findall(source)), entry


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_the_compiled_catalogue_holds_them_all(language):
    with (LOCALE / language / "LC_MESSAGES/django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    singular = [entry for entry in entries(language) if "msgid_plural" not in entry]
    assert len([key for key in compiled._catalog if isinstance(key, str) and key]) == len(singular)
