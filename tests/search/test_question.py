"""Any text is a valid question."""

import unicodedata

import pytest

from search.question import LONGEST, MOST_PHRASES, MOST_WORDS, Question, read

ODD = [
    "",
    " \t\r\n",
    '"',
    '""',
    '"""',
    '-"',
    '"-"',
    "-",
    "--",
    "- -",
    '-- -"-',
    '"åpen uten slutt',
    "\x00\x01\x1b[31m\x7f\u200b\u202e\ufeff",
    "🙂",
    '👩🏽‍⚕️ -🙂 "🙂 🙂"',
    "شبكة \u202bصحة\u202c",
    "e\u0301\u0301\u0301 " + "\u0301" * 500,
    "a" * 10_000,
    "a " * 5_000,
    '"' * 10_000,
    "-a" * 5_000,
    '"a b" ' * 2_000,
    '((kols OR (diabetes AND NOT "x y")) title:æ* ~2 ^3',
    "%_\\'; DROP TABLE search_posting; --",
    "{{ 7*7 }} <script>alert(1)</script>",
    "og det er",
    "\ud83d",
]


@pytest.mark.parametrize("text", ODD)
def test_every_text_is_a_question_of_bounded_length(text):
    question = read(text)
    assert len(question.words) <= MOST_WORDS
    assert len(question.without) <= MOST_WORDS
    assert len(question.phrases) <= MOST_PHRASES
    assert len(question.without_phrases) <= MOST_PHRASES
    rows = (*question.phrases, *question.without_phrases)
    for word in (*question.words, *question.without, *(word for row in rows for word in row)):
        assert word
        assert word == word.lower()
        assert not set(word) & set('"- \t\n\x00<>%')


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("digital hjemmeoppfølging", Question(words=("digital", "hjemmeoppfølging"))),
        ("KOLS, Diabetes!", Question(words=("kols", "diabetes"))),
        ("e-helse", Question(words=("e", "helse"))),
        (
            '"digital hjemmeoppfølging" i Bodø',
            Question(("digital", "hjemmeoppfølging", "i", "bodø"), (("digital", "hjemmeoppfølging"),)),
        ),
        ('"kols"', Question(words=("kols",))),
        ('"e-helse"', Question(("e", "helse"), (("e", "helse"),))),
        ('"hva er det"', Question(words=("hva", "er", "det"))),
        ("kols -diabetes", Question(words=("kols",), without=("diabetes",))),
        ("-diabetes", Question(without=("diabetes",))),
        ('-"diabetes"', Question(without=("diabetes",))),
        ('kols -"diabetes hos barn"', Question(words=("kols",), without_phrases=(("diabetes", "hos", "barn"),))),
        ("-e-helse", Question(without_phrases=(("e", "helse"),))),
        ('-"hva er det"', Question()),
        ("kols-diabetes", Question(words=("kols", "diabetes"))),
        ("kols – diabetes", Question(words=("kols", "diabetes"))),
        ("kols - diabetes", Question(words=("kols", "diabetes"))),
        ('"kols og diabetes', Question(words=("kols", "og", "diabetes"))),
        ('kols "" diabetes"', Question(words=("kols", "diabetes"))),
        ("«digital hjemmeoppfølging»", Question(words=("digital", "hjemmeoppfølging"))),
    ],
)
def test_words_phrases_and_what_no_answer_may_have(text, expected):
    assert read(text) == expected


def test_the_same_question_in_composed_and_decomposed_letters():
    text = 'måling på "Ås sykehus" -får'
    assert read(unicodedata.normalize("NFD", text)) == read(text)


def test_a_question_that_is_cut_says_so():
    assert not read(" ".join(["ord"] * MOST_WORDS)).cut
    assert read(" ".join(["ord"] * (MOST_WORDS + 1))).cut
    assert not read('"a b" ' * MOST_PHRASES).cut
    assert read('"a b" ' * (MOST_PHRASES + 1)).cut
    assert not read('-"a b" ' * MOST_PHRASES).cut
    assert read('-"a b" ' * (MOST_PHRASES + 1)).cut
    assert not read("a" * LONGEST).cut
    assert read("a" * (LONGEST + 1)).cut
