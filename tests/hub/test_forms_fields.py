"""What readers may write in public forms, and how a form lists what is to be mended."""

from datetime import UTC, datetime

import pytest
from django import forms
from django.template.loader import render_to_string

from hub.forms.fields import EmailField, NameField, PlainTextField, looks_like_identity_number, plain
from hub.forms.public_form import PublicForm
from tests.builders.html import BeautifulSoup, control_faults

NOW = datetime(2026, 3, 3, 11, 0, tzinfo=UTC)


class Letter(PublicForm):
    form_name = "letter"
    name = NameField()
    email = EmailField(help_text="We answer here.")
    text = PlainTextField(label="Text", lines=True, required=False, max_length=50)
    ways = forms.MultipleChoiceField(
        label="Ways", choices=[("a", "One"), ("b", "Two")], widget=forms.CheckboxSelectMultiple
    )
    one = forms.ChoiceField(label="One", choices=[("a", "A"), ("b", "B")])
    agree = forms.BooleanField(label="Later", required=False)


def letter(**data):
    return Letter({"name": "Kari", "email": "kari@x.example", "ways": ["a"], "one": "b", **data}, now=NOW)


def rendered(form):
    fields = "".join(render_to_string("components/forms/field.html", {"field": bound}) for bound in form)
    summary = render_to_string("components/forms/to_mend.html", {"form": form, "level": 3})
    return BeautifulSoup(summary + fields, "html.parser")


# What may be written --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "text",
    [
        "01018012371",
        "010180 12371",
        "Født 01.01.80 123 71, bor her",
        "010180-12371",
        "010180 - 12371",
        "010180\u201112371",
        "010180_12371",
        "0101\u00a08012371",
        "41018012365",  # a D number
        "01418012354",  # a help number
        "01818012337",  # one made for tests
        "17054026641",
    ],
)
def test_what_looks_like_an_identity_number_is_found(text):
    assert looks_like_identity_number(text)
    assert "text" in letter(text=text).errors


@pytest.mark.parametrize(
    "text",
    [
        "",
        "01018012372",  # wrong control digit
        "01018012271",
        "99018012312",  # no day
        "01998012305",  # no month
        "101018012371",  # twelve digits
        "0101801237",
        "Ring 22 33 44 55, eller 99 88 77 66",
        "4. februar 2027 kl. 09.00–10.00",
        "12345678901",
    ],
)
def test_other_numbers_may_be_written(text):
    assert not looks_like_identity_number(text)


def test_an_identity_number_is_found_in_a_name_too_and_hidden_signs_hide_nothing():
    assert "name" in letter(name="01018012371").errors
    assert "text" in letter(text="010\u200b180\u200d12371").errors


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("  Kari   Nordmann ", "Kari Nordmann"),
        ("Kari\r\nBcc: all@x", "Kari Bcc: all@x"),
        ("Kari\x00\x07\x1b[31m", "Kari[31m"),
        ("\u202eirak\u202c", "irak"),
        ("Ka\u00adri\u200b", "Kari"),
        ("Ánnámáret Ævarsdóttir-Østbø O’Neill", "Ánnámáret Ævarsdóttir-Østbø O’Neill"),
        ("a\u2028b", "a b"),
    ],
)
def test_text_is_kept_without_what_steers_a_machine(written, kept):
    assert plain(written) == kept


def test_lines_are_kept_where_there_may_be_lines():
    assert plain("one\r\ntwo \r three", lines=True) == "one\ntwo\nthree"


@pytest.mark.parametrize("name", ["", " \u200b ", "x" * 10_000, "See https://spam.example", "www.spam.example", "a@b"])
def test_a_name_is_a_name(name):
    assert "name" in letter(name=name).errors


@pytest.mark.parametrize(
    "email", ["", "kari", "kari@larvik", "a@b.example\nBcc: c@d.example", "a@b.example, c@d.example", "x" * 10_000]
)
def test_an_address_is_a_whole_address(email):
    form = letter(email=email)
    assert "email" in form.errors
    assert len(form.to_mend) == 1  # one line, though two things may be wrong with it


def test_an_address_loses_signs_that_nobody_sees():
    form = letter(email=" kari@x.example\u200b\n")
    assert form.is_valid()
    assert form.cleaned_data["email"] == "kari@x.example"


# What is to be mended -------------------------------------------------------------------------------------------------
def test_a_form_that_is_right_has_no_list():
    page = rendered(letter())
    assert page.find(class_="ds-error-summary") is None
    assert page.find(attrs={"aria-invalid": True}) is None
    assert list(control_faults(page)) == []


def test_the_list_takes_the_focus_and_leads_to_the_fields():
    page = rendered(letter(name="", email="kari", ways=["z"], one="z"))
    summary = page.find(class_="ds-error-summary")
    assert summary["tabindex"] == "-1"
    assert summary.has_attr("autofocus")
    assert page.find(id=summary["aria-labelledby"]).name == "h3"
    targets = [link["href"].removeprefix("#") for link in summary.find_all("a")]
    assert targets == ["felt-name", "felt-email", "felt-ways_0", "felt-one"]
    for target in targets:
        control = page.find(id=target)
        assert control["aria-invalid"] == "true"
        told_by = control.get("aria-describedby") or control.find_parent("fieldset")["aria-describedby"]
        told = " ".join(page.find(id=name).get_text() for name in told_by.split())
        link = summary.find("a", href=f"#{target}")
        assert link.get_text() in told
    assert "We answer here." in page.find(id="felt-email-hjelp").get_text()


def test_what_was_written_is_kept_and_shown_as_text():
    page = rendered(letter(name='<script>alert(1)</script>"', email="kari", text="</textarea><b>x", agree="on"))
    assert page.find("script") is None
    assert page.find(id="felt-name")["value"] == '<script>alert(1)</script>"'
    assert page.find(id="felt-text").get_text(strip=True) == "</textarea><b>x"
    assert page.find(id="felt-agree").has_attr("checked")
    assert page.find("option", selected=True)["value"] == "b"


def test_controls_say_what_a_browser_may_fill_in():
    page = rendered(letter())
    assert page.find(id="felt-name")["autocomplete"] == "name"
    assert page.find(id="felt-email")["autocomplete"] == "email"
