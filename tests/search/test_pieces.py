"""Which texts a document is found by, shown with and mended towards."""

from hub.indexing import SEARCH_WORD
from search.bag import NAMES, OTHER_LANGUAGE, SEARCH_WORDS, SUMMARY, TAGS, TEXT, TITLE, Piece
from search.pieces import own_texts, pieces, stems_of, words_of
from tests.builders.search_index import make_row

NORWEGIAN = make_row(
    key="nb",
    title="Hjemmesykehus",
    labels=[
        ["Hjemmesykehus", "nb", "preferred"],
        ["heimesjukehus", "nn", "alternative"],
        ["sykehus hjemme", "nb", "hidden"],
        ["nattevakt", "nb", SEARCH_WORD],
    ],
    summary="Kort sagt.",
    parts=[["Kort sagt.", "nb", 3, ""], ["Lang tekst om måling.", "nn", 1, "Slik"]],
)
ENGLISH = make_row(
    key="en",
    tree="en",
    language="en",
    title="Hospital at home",
    title_language="en",
    labels=[["virtual ward", "en", "alternative"], ["nightwatch", "en", SEARCH_WORD]],
    summary="In short.",
)


def test_a_document_is_found_by_all_its_texts_each_in_its_language():
    assert pieces(NORWEGIAN, [], [("Kols", "nb"), ("COPD", "en")]) == [
        Piece(TITLE, "Hjemmesykehus", "nb"),
        Piece(NAMES, "heimesjukehus", "nn"),
        Piece(NAMES, "sykehus hjemme", "nb"),
        Piece(SEARCH_WORDS, "nattevakt", "nb"),
        Piece(SUMMARY, "Kort sagt.", "nb"),
        Piece(TEXT, "Lang tekst om måling.", "nn"),
        Piece(TAGS, "Kols", "nb"),
        Piece(TAGS, "COPD", "en"),
    ]


def test_the_summary_counts_where_there_is_no_other_text():
    assert Piece(SUMMARY, "In short.", "en") in pieces(ENGLISH, [], [])


def test_a_version_in_the_other_language_lends_its_title_names_and_texts():
    lent = [piece for piece in pieces(ENGLISH, [NORWEGIAN], []) if piece.field == OTHER_LANGUAGE]
    assert {piece.text for piece in lent} >= {"Hjemmesykehus", "heimesjukehus", "Kort sagt.", "Lang tekst om måling."}
    lent = [piece for piece in pieces(NORWEGIAN, [ENGLISH], []) if piece.field == OTHER_LANGUAGE]
    assert {(piece.text, piece.language) for piece in lent} >= {("Hospital at home", "en"), ("virtual ward", "en")}


def test_a_version_without_running_text_lends_its_summary():
    lent = [piece for piece in pieces(NORWEGIAN, [ENGLISH], []) if piece.field == OTHER_LANGUAGE]
    assert Piece(OTHER_LANGUAGE, "In short.", "en") in lent


def test_what_a_reader_sees_of_it_is_without_search_words_and_tags():
    texts = [text for text, _language in own_texts(NORWEGIAN)]
    assert texts == [
        "Hjemmesykehus",
        "Hjemmesykehus",
        "heimesjukehus",
        "sykehus hjemme",
        "Kort sagt.",
        "Lang tekst om måling.",
    ]
    assert ("In short.", "en") in own_texts(ENGLISH)


def test_words_to_mend_towards_are_distinct_whole_words_of_some_length():
    row = make_row(key="a", title="Måling og måling i 2026 av vekt42 på en øy", parts=[["e-helse Bodø", "nb", 1, ""]])
    assert words_of(row) == "bodø helse måling"


def test_stems_stand_in_their_order_and_texts_apart():
    row = make_row(key="a", title="Digitale målinger", parts=[["Nurses care", "en", 1, ""]])
    assert " digital måling " in stems_of(row)
    assert " nurs care " in stems_of(row)
    assert " måling nurs " not in stems_of(row)


def test_a_document_without_words_has_none():
    row = make_row(key="a", title="…")
    assert (words_of(row), stems_of(row).split()) == ("", [])
