"""The word list at the editors' desk: an editor who is no superuser finds, adds, changes and deletes meanings."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.urls import reverse

from search.models import Word
from search.word_form import LONGEST, free_key, shared, tidy, with_word
from tests.builders.accounts import make_user
from tests.builders.admin import editor_client, form_data, said, send_form

pytestmark = pytest.mark.django_db


def url(action, *args):
    return reverse(f"wagtailsnippets_search_word:{action}", args=args)


def make_word(*, key="alarm", nb="alarm, varsel", nn="alarm, varsel", en="alert"):
    return Word.objects.create(key=key, nb=nb, nn=nn, en=en)


def rows(response):
    soup = BeautifulSoup(response.content, "html.parser")
    return [" ".join(row.get_text(" ").split()) for row in soup.select("table.listing tbody tr")]


def errors(response):
    soup = BeautifulSoup(response.content, "html.parser")
    return " ".join(item.get_text(" ") for item in soup.select(".error-message, .w-field__errors, .messages li"))


# The list -------------------------------------------------------------------------------------------------------------
def test_an_editor_sees_the_list_and_its_menu_entry():
    make_word()
    client = editor_client()
    (row,) = rows(client.get(url("list")))
    assert row.startswith("alarm, varsel")
    assert url("list") in client.get(reverse("wagtailadmin_home")).content.decode()


@pytest.mark.parametrize("words", ["VARSEL", "alert", "Økt"])
def test_the_list_is_searched_in_every_language_and_case(words):
    make_word(en="alert, økt")
    make_word(key="mat", nb="mat, ernæring", nn="", en="food")
    (row,) = rows(editor_client().get(url("list"), {"q": words}))
    assert row.startswith("alarm")


def test_the_list_shows_what_lacks_a_language():
    make_word()
    make_word(key="mat", nb="mat, ernæring", nn="mat, ernæring", en="")
    client = editor_client()
    (row,) = rows(client.get(url("list"), {"lacks": "en"}))
    assert row.startswith("mat")
    assert rows(client.get(url("list"), {"lacks": "nn"})) == []
    assert client.get(url("list"), {"lacks": "tlh"}).status_code == 200


def test_who_may_not_edit_is_sent_away(client):
    user = make_user()
    user.user_permissions.set(Permission.objects.filter(codename="access_admin"))
    client.force_login(user)
    word = make_word()
    for address in (url("list"), url("add"), url("edit", word.pk), url("delete", word.pk)):
        assert client.get(address).status_code in (302, 403)
        assert client.post(address).status_code in (302, 403)
    assert Word.objects.get() == word


# The form -------------------------------------------------------------------------------------------------------------
def test_an_editor_adds_a_meaning_and_it_gets_an_id():
    send_form(editor_client(), url("add"), nb="  Årsak ,forklaring;; grunn ,  ÅRSAK", nn="orsak", en="cause")
    word = Word.objects.get()
    assert (word.key, word.nb, word.nn, word.en) == ("arsak", "Årsak, forklaring, grunn", "orsak", "cause")


def test_an_editor_changes_and_deletes_a_meaning_and_the_id_stays():
    client, word = editor_client(), make_word()
    send_form(client, url("edit", word.pk), nb="melding, varsel")
    word.refresh_from_db()
    assert (word.key, word.nb) == ("alarm", "melding, varsel")
    client.post(url("delete", word.pk))
    assert not Word.objects.exists()


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"nb": ""}, "This field is required"),
        ({"nb": "alarm"}, "at least two words"),
        ({"nb": "alarm, Alarm", "en": "ALARM"}, "at least two words"),
        ({"nb": " , ;,"}, "no word between the commas"),
        ({"nb": "alarm, ???"}, "“???” has neither letters nor digits"),
        ({"nb": f"alarm, {'x' * (LONGEST + 1)}"}, f"at most {LONGEST} characters each"),
        ({"nb": "alarm", "en": "alert, " * 50}, "at most 300 characters"),
        ({"nb": "alarm\x00, varsel"}, "Null characters"),
    ],
)
def test_what_cannot_be_is_said_and_not_saved(sent, message):
    answer = send_form(editor_client(), url("add"), **sent)
    assert message in errors(answer)
    assert not Word.objects.exists()


def test_words_are_shown_as_text():
    client = editor_client()
    answer = send_form(client, url("add"), nb="<script>alert(1)</script>, varsel")
    assert "<script>alert(1)" not in answer.content.decode()
    assert "&lt;script&gt;alert(1)" in answer.content.decode()


def test_a_word_with_two_meanings_is_saved_and_said():
    make_word()
    answer = send_form(editor_client(), url("add"), nb="Varsel, melding", en="message")
    assert Word.objects.count() == 2
    assert "“Varsel” also stands in: alarm, varsel." in said(answer)


def test_the_same_word_in_another_language_is_nothing_to_say():
    make_word(nb="app, program", nn="", en="")
    word = make_word(key="b", nb="søknad, skjema", nn="", en="app")
    assert shared(word) == []


def test_the_form_opens_with_a_word_from_the_address_and_saves_nothing():
    client, word = editor_client(), make_word()
    new = form_data(client.get(url("add"), {"nn": "heimesjukehus"}))
    assert (new["nb"], new["nn"]) == ("", "heimesjukehus")
    there = form_data(client.get(url("edit", word.pk), {"en": "warning"}))
    assert (there["nb"], there["en"]) == ("alarm, varsel", "alert, warning")
    word.refresh_from_db()
    assert word.en == "alert"


# The parts ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ""),
        ("a,b;c\nd", "a, b, c, d"),
        ("  to   ord ,  to ord ", "to ord"),
        ("DHO, dho", "DHO"),
        ("a\u030alesund", "ålesund"),
    ],
)
def test_words_are_tidied(text, words):
    assert tidy(text) == words


def test_a_query_with_commas_is_one_word():
    assert with_word("alarm", "kols, hjertesvikt; astma") == "alarm, kols hjertesvikt astma"
    assert with_word("", "kols") == "kols"
    assert with_word("Kols", "kols") == "Kols"


def test_ids_are_free():
    make_word(key="alarm")
    make_word(key="alarm-2")
    assert free_key(Word(nb="Alarm, varsel")) == "alarm-3"
    assert free_key(Word(nb="æøå")) == "aeoa"
    assert free_key(Word(nb="漢字, ord")) == "ord"
    assert len(free_key(Word(nb="x" * 300))) <= 80


def test_a_meaning_needs_two_words():
    with pytest.raises(ValidationError):
        Word(key="a", nb="app", en="app").full_clean()
