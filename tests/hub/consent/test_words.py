"""A name is found however it is written or stored, and nobody else's is."""

import json

import pytest

from hub.consent.words import Name

NAME = Name("Bjørn Østås")
ROLE = "Rådgiver"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Møte med Bjørn Østås i dag", "Møte med Rådgiver i dag"),
        ("BJØRN ØSTÅS", "Rådgiver"),
        ("Bjørn\u00a0 Østås", "Rådgiver"),
        ("Bjørn\nØstås", "Rådgiver"),
        ("Bjørn&nbsp;Østås", "Rådgiver"),
        ("Østås, Bjørn", "Rådgiver"),
        ("Bjørn Østås' foredrag", "Rådgiver' foredrag"),
        ("Bjørn Øståss foredrag", "Rådgivers foredrag"),
        ("<p>Bjørn Østås</p>", "<p>Rådgiver</p>"),
    ],
)
def test_the_role_stands_where_the_name_stood(text, expected):
    assert NAME.replaced(text, ROLE) == expected


@pytest.mark.parametrize("text", ["Bjørn Øståsen", "Asbjørn Østås", "Bjørn Hansen Østås", "Østås Bjørn", ""])
def test_others_are_left_alone(text):
    assert NAME.replaced(text, ROLE) == text


def test_it_is_found_in_json_and_in_json_within_it():
    body = json.dumps([{"type": "text", "value": "<p>Ved\nBjørn Østås</p>"}])
    revision = {"title": "Hei", "body": body, "rows": [{"text": "Bjørn Østås"}]}
    found = NAME.replaced(json.dumps(revision), ROLE)
    assert json.loads(json.loads(found)["body"])[0]["value"] == "<p>Ved\nRådgiver</p>"
    assert json.loads(found)["rows"] == [{"text": "Rådgiver"}]


def test_what_html_writes_otherwise_is_found_and_the_role_is_escaped():
    name = Name("Ann O'Hara")
    assert name.replaced("<p>Ann O&#x27;Hara</p>", "<b>sjef</b>") == "<p>&lt;b&gt;sjef&lt;/b&gt;</p>"
    assert name.replaced("Ann O'Hara", "sjef") == "sjef"


def test_a_name_of_signs_is_no_pattern():
    assert Name("(a+ b*c").replaced("aaa b (a+ b*c.", "x") == "aaa b x."
    with pytest.raises(ValueError, match="short"):
        Name("Bo")


def test_the_fragment_stands_in_every_storage():
    assert NAME.fragment
    assert NAME.fragment in json.dumps("Bjørn Østås")


def test_a_query_asks_for_a_name_in_any_order():
    assert NAME.is_asked_for_in("østås bjørn foredrag")
    assert not NAME.is_asked_for_in("bjørn")
