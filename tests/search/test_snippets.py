"""Why a document answers, as safe HTML."""

import re
import time
import unicodedata

import pytest
from django.utils.safestring import SafeString

from search.engines.base import Alternative, Clause
from search.snippets import GAP, LONGEST, Mark, Marker, joined, marked, snippet
from search.thesaurus import Thesaurus
from tests.builders.words import make_bag, make_meaning, make_plan, toy_splitter

SPLITTER = toy_splitter("hjemme", "oppfølging", "blodtrykk", "målingen")
FOLLOW_UP = make_meaning(
    "cdho",
    nb=["digital hjemmeoppfølging", "medisinsk avstandsoppfølging"],
    en=["remote patient monitoring"],
    related=["cteknologi"],
)
TECHNOLOGY = make_meaning("cteknologi", nb=["velferdsteknologi"])
MEANINGS = [FOLLOW_UP, TECHNOLOGY]
LOREM = "Noe helt annet som ingen spør om står her i teksten. " * 20


def marker_for(question, *texts, language="nb"):
    """What marks the answers of a question over documents with these texts."""
    bags = [make_bag(text=text, language=language, splitter=SPLITTER, meanings=MEANINGS) for text in texts]
    bags += [make_bag(text=f"annet innhold nummer{at}") for at in range(20)]
    plan = make_plan(question, bags, splitter=SPLITTER, meanings=MEANINGS)
    return Marker(plan.clauses, SPLITTER, Thesaurus(MEANINGS))


def highlighted(question, text, language="nb"):
    """The stretches of a text that are marked."""
    html = marked(text, marker_for(question, text, language=language).marks(text, language))
    return re.findall("<mark>(.*?)</mark>", html)


def shown(question, text, language="nb"):
    return snippet([(text, language)], marker_for(question, text, language=language)).html


def without_marks(html):
    return html.replace("<mark>", "").replace("</mark>", "")


# What is marked -------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("sykepleier", "Alle sjukepleiarane kom.", ["sjukepleiarane"]),
        ("kols diabetes", "Kols, astma og diabetes", ["Kols", "diabetes"]),
        ("blodtrykk", "Om blodtrykksmålingen hjemme", ["blodtrykksmålingen"]),
        ("DHO digital hjemmeoppfølging", "Digitale hjemmeoppfølginga virker", ["Digitale hjemmeoppfølginga"]),
        ("sporreskjema", "Et spørreskjema sendes", ["spørreskjema"]),
        ("og det er kols", "Og det er kols", ["kols"]),
        ("kols", "Ingenting her", []),
        ("maling", "måling av vekt", ["måling"]),
        ("måling", "maling av vegger", []),
    ],
)
def test_whole_words_are_marked_in_any_form(question, text, expected):
    assert highlighted(question, text) == expected


def test_a_question_in_english_marks_the_norwegian_words_that_it_means():
    text = "Vi prøvde medisinsk avstandsoppfølging i kommunen."
    assert highlighted("remote patient monitoring", text) == ["medisinsk avstandsoppfølging"]


def test_what_is_only_near_is_not_marked():
    assert highlighted("velferdsteknologi", "Om digital hjemmeoppfølging") == []


def test_an_english_text_is_read_as_english():
    assert highlighted("nurses", "Nursing at home", "en") == ["Nursing"]


def test_nothing_was_asked():
    assert marked("En tittel", Marker((), SPLITTER, Thesaurus()).marks("En tittel", "nb")) == "En tittel"


# Safe -----------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "text",
    [
        "<script>alert('kols')</script>",
        'kols" onmouseover="x',
        "<b>kols</b> & co",
        "&lt;kols&gt;",
        "<mark>kols</mark>",
        "</mark><img src=x onerror=kols>",
    ],
)
def test_nothing_of_a_text_is_markup(text):
    for html in (shown("kols script mark", text), marked(text, marker_for("kols script", text).marks(text, "nb"))):
        assert isinstance(html, SafeString)
        assert "<mark>kols</mark>" in html
        assert not set(without_marks(html)) & set("<>\"'")


def test_a_long_text_is_escaped_after_it_is_cut():
    html = shown("kols", LOREM + "<b>kols</b> & <i>" + LOREM)
    assert "&lt;b&gt;<mark>kols</mark>&lt;/b&gt; &amp; &lt;i&gt;" in html


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_accents_do_not_move_the_marks(form):
    text = unicodedata.normalize(form, "På Ås sykehus åpnet de for måling. " * 3)
    assert highlighted("måling", text) == ["måling"] * 3


@pytest.mark.parametrize("text", ["", "🙂", "👩🏽‍⚕️ kols", "\u202eslok\u202c kols", "\x00 kols", "شبكة kols صحة"])
def test_any_text_can_be_shown(text):
    assert without_marks(shown("kols", text)) == text


# Neighbours -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("kols diabetes", ["kols diabetes"]),
        ("kols-diabetes", ["kols-diabetes"]),
        ("kols, diabetes", ["kols", "diabetes"]),
        ("kols  diabetes", ["kols", "diabetes"]),
        ("kols og diabetes", ["kols", "diabetes"]),
        ("kols kols kols", ["kols kols kols"]),
    ],
)
def test_marks_with_only_a_space_or_a_hyphen_between_them_are_one(text, expected):
    assert highlighted("kols diabetes", text) == expected


def test_marks_are_joined_in_their_order():
    marks = [Mark(0, 1, frozenset({0})), Mark(2, 3, frozenset({1})), Mark(5, 6, frozenset({0}))]
    assert joined("a b, c", marks) == [(0, 3), (5, 6)]


# Where to cut ---------------------------------------------------------------------------------------------------------
def test_a_short_text_is_shown_whole():
    assert shown("kols", "Litt om kols.") == "Litt om <mark>kols</mark>."


def test_a_long_text_is_cut_around_the_answer_at_spaces():
    html = shown("kols", LOREM + "Litt om kols. " + LOREM)
    assert html.startswith(GAP)
    assert html.endswith(GAP)
    inside = without_marks(html).strip(GAP)
    assert len(inside) <= LONGEST
    assert f" {inside} " in f" {LOREM}Litt om kols. {LOREM} "
    assert "<mark>kols</mark>" in html


@pytest.mark.parametrize(("before", "after"), [("", LOREM), (LOREM, "")])
def test_no_ellipsis_where_the_text_begins_or_ends(before, after):
    html = shown("kols", f"{before}Litt om kols. {after}".strip())
    assert html.startswith(GAP) == bool(before)
    assert html.endswith(GAP) == bool(after)


def test_the_place_that_answers_most_is_shown():
    text = "Om kols. " + LOREM + "Om kols og diabetes og astma. " + LOREM + "Mer om kols og diabetes."
    html = shown("kols diabetes astma", text)
    assert re.findall("<mark>(.*?)</mark>", html) == ["kols", "diabetes", "astma"]


def test_of_places_that_answer_as_much_the_first_is_shown():
    assert shown("kols", f"Først kols. {LOREM} Siden kols.").startswith("Først")


def test_of_texts_the_one_that_answers_most_is_shown_in_its_language():
    texts = [("Om noe annet", "nb"), ("About diabetes", "en"), ("Om kols og diabetes", "nn"), ("Kols, diabetes", "nb")]
    found = snippet(texts, marker_for("kols diabetes", *(text for text, _language in texts)))
    assert (found.html, found.language) == ("Om <mark>kols</mark> og <mark>diabetes</mark>", "nn")


def test_the_first_text_is_shown_when_none_answers():
    found = snippet([("Første", "nb"), ("Second", "en")], marker_for("kols", "noe"))
    assert (found.html, found.language) == ("Første", "nb")


def test_without_texts_there_is_nothing_to_show():
    found = snippet([], marker_for("kols", "noe"))
    assert (found.html, found.language) == ("", "")


@pytest.mark.parametrize("text", ["x" * 5000, "x" * 5000 + " kols " + "y" * 5000, "kols" + "-kols" * 500])
def test_a_text_without_places_to_cut_is_shortened_too(text):
    html = shown("kols", text)
    assert 0 < len(without_marks(html)) <= LONGEST + 2 * len(GAP)
    assert html.count("<mark>") == html.count("</mark>")


def test_marks_at_the_edge_of_the_window_are_whole():
    for shift in range(0, 120):
        html = shown("kols", "x" * shift + " kolspasienter" * 60)
        assert html.count("<mark>") == html.count("</mark>")
        assert re.fullmatch(r"[^<>]*(<mark>[^<>]*</mark>[^<>]*)*", html)


def test_a_text_full_of_answers_takes_no_longer_than_its_length():
    marker = Marker([Clause((Alternative((("skols", 5),)),))], toy_splitter(), Thesaurus())

    def seconds(times):
        began = time.process_time()
        snippet([("kols " * times, "nb")], marker)
        return time.process_time() - began

    short, long = (min(seconds(times) for _ in range(3)) for times in (500, 8_000))
    assert long < 16 * short * 4
