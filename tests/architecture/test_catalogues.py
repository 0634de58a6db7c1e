"""The interface is complete in Bokmål and Nynorsk: every string has its translation, none is a guess."""

import ast
import gettext
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCALE = ROOT / "hub/locale"
ROOMS = ("hub", "research", "stories", "events", "dialogue", "search")
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


def compiled(language, folder="locale"):
    """What the compiled catalogue holds, by message."""
    with (ROOT / "hub" / folder / language / "LC_MESSAGES/django.mo").open("rb") as file:
        return {key: text for key, text in gettext.GNUTranslations(file)._catalog.items() if key}


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_the_compiled_catalogue_holds_them_all(language):
    singular = [entry for entry in entries(language) if "msgid_plural" not in entry]
    assert len([key for key in compiled(language) if isinstance(key, str)]) == len(singular)


def marked(path):
    """The literal strings that a module marks for translation, whatever name it has imported gettext under."""
    tree = ast.parse(path.read_text())
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    from_django = [one for node in imports if node.module == "django.utils.translation" for one in node.names]
    names = {one.asname or one.name: one.name for one in from_django if "gettext" in one.name}
    for node in ast.walk(tree):
        name = names.get(getattr(node.func, "id", "")) if isinstance(node, ast.Call) else None
        message = node.args["pgettext" in name] if name else None
        if isinstance(message, ast.Constant):
            yield message.value


def test_no_alias_hides_a_string_from_the_catalogue():
    known = {key[0] if isinstance(key, tuple) else key for key in compiled("nb")}
    known = {key.rpartition("\x04")[2] for key in known}
    modules = [path for room in ROOMS for path in (ROOT / room).rglob("*.py")]
    found = {text for path in modules for text in marked(path)}
    assert len(found) > 900
    assert found - known == set()


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_no_string_says_another_thing_in_the_editors_desk(language):
    """Overrides of Wagtail's words win over ours: where one message has two meanings, ours needs a context."""
    ours, wins = compiled(language), compiled(language, "locale_overrides")
    assert {key for key in ours.keys() & wins.keys() if ours[key] != wins[key]} == set()
