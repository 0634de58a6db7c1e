"""What has changed: fields, rows and words, whatever they hold."""

import pytest

from hub.earlier.difference import ADDED, CHANGED, REMOVED, SAME, Piece, differences, word_pieces
from hub.earlier.markup import rich_lines
from hub.earlier.parts import BODY, ROWS, Entry, Line, Part, as_json, from_json


def text(name, *lines, label="Hva"):
    return Part(name, label, entries=(Entry(tuple(Line(line) for line in lines)),))


def rows(*entries, kind=ROWS):
    return Part("rows", "Rader", kind, entries=entries)


def told(change):
    return [(piece.state, piece.text) for line in change.lines for piece in line.pieces]


def test_words_that_came_and_went_stand_where_they_did():
    assert word_pieces("80 pasienter i drift.", "120 pasienter i fast drift.") == (
        Piece("80 ", REMOVED),
        Piece("120 ", ADDED),
        Piece("pasienter i ", SAME),
        Piece("fast ", ADDED),
        Piece("drift.", SAME),
    )


@pytest.mark.parametrize(
    ("old", "new"), [("", "ny"), ("gammel", ""), ("a b c", "c b a"), ("æ ø å", "æ å"), ("x", "x y"), ("a, b.", "a b!")]
)
def test_the_pieces_are_the_two_texts(old, new):
    pieces = word_pieces(old, new)
    for text, other in ((new, REMOVED), (old, ADDED)):
        assert "".join(piece.text for piece in pieces if piece.state != other).replace(" ", "") == text.replace(" ", "")


def test_equal_versions_have_no_difference():
    parts = [text("what", "En.", "To."), rows(Entry((Line("a"),)))]
    assert differences(parts, parts) == []


def test_only_the_lines_that_differ_are_told():
    (change,) = differences([text("what", "Lik.", "Var slik i mars.")], [text("what", "Lik.", "Var slik i mai.")])
    (entry,) = change.entries
    assert (change.label, entry.state) == ("Hva", CHANGED)
    assert told(entry) == [(SAME, "Var slik i "), (REMOVED, "mars"), (ADDED, "mai"), (SAME, ".")]


def test_a_field_that_came_or_went_is_told_whole():
    came, went = differences([text("hard", "Vanskelig.")], [text("what", "Nytt.")])
    assert (came.name, told(came.entries[0])) == ("what", [(ADDED, "Nytt.")])
    assert (went.name, told(went.entries[0])) == ("hard", [(REMOVED, "Vanskelig.")])


def test_rows_are_matched_by_their_words():
    one = Entry((Line("Færre innleggelser", "Resultat"), Line("Pasient", "For hvem")))
    other = Entry((Line("Spart reisetid for mange", "Resultat"), Line("Pasient", "For hvem")))
    edited = Entry((Line("Spart reisetid for mange flere", "Resultat"), Line("Pasient", "For hvem")))
    (change,) = differences([rows(one, other)], [rows(edited)])
    assert [(entry.state, entry.lines[0].label) for entry in change.entries] == [
        (REMOVED, "Resultat"),
        (CHANGED, "Resultat"),
    ]
    assert [piece.text for piece in change.entries[1].lines[0].pieces if piece.state == ADDED] == ["flere"]


def test_a_block_is_known_by_its_id_whatever_it_says():
    old = [rows(Entry((Line("Helt andre ord"),), key="1"), Entry((Line("Sist"),), key="2"), kind=BODY)]
    new = [rows(Entry((Line("Nytt innhold her"),), key="1"), Entry((Line("Sist"),), key="2"), kind=BODY)]
    (change,) = differences(old, new)
    assert [entry.state for entry in change.entries] == [CHANGED]


def test_a_page_of_many_words_is_compared_in_a_moment():
    long = "og så " * 2_000
    assert word_pieces(long, f"{long}til") == (Piece(long, REMOVED), Piece(f"{long}til", ADDED))
    many = [text("what", *(f"Linje {number} sier noe" for number in range(2_000)))]
    others = [text("what", *(f"Avsnitt {number} påstår" for number in range(2_000)))]
    assert len(differences(many, others)[0].entries[0].lines) == 4_000


def test_what_is_frozen_is_read_back_the_same():
    part = Part("results", "Resultater", ROWS, "nn", (Entry((Line("x", "y", "li", 1, 2, 3),), "k", "l", "en"),))
    assert from_json([as_json(part)]) == [part]
    assert as_json(Part("a", "b", entries=(Entry((Line("c"),)),))) == {
        "name": "a",
        "label": "b",
        "entries": [{"lines": [{"text": "c"}]}],
    }


def test_what_was_frozen_as_plain_text_is_still_read():
    (part,) = from_json([{"text": "Gamle ord", "language": "nb", "weight": 3, "heading": "Hva"}])
    assert (part.label, part.text, part.language) == ("Hva", "Gamle ord", "nb")


def test_rich_text_becomes_lines_and_links_tell_where_they_lead():
    markup = '<p>Se <a href="https://x.example/a">her</a> &amp; der</p><ul><li>En</li><li><b>To</b></li></ul>'
    assert rich_lines(markup) == (
        Line("Se her (https://x.example/a) & der"),
        Line("En", kind="li"),
        Line("To", kind="li"),
    )
    assert rich_lines('<p>Se <a linktype="page" id="4">siden</a></p>') == (Line("Se siden"),)
