"""What may be kept of a query: words, and nothing that leads to a person."""

import time

import pytest

from search.anonymity import LONGEST, storable


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("  KOLS \t oppfølging\n", "kols oppfølging"),
        ("ØRNES", "ørnes"),
        ("a\u030arsak", "årsak"),
        ("hjemme\u00adsykehus", "hjemmesykehus"),
        ("kols\x00\x1b[31m", "kols [31m"),
        ("kols\ud800", "kols"),
        ("", ""),
        (" \u200b ", ""),
        ("x" * LONGEST, "x" * LONGEST),
    ],
)
def test_a_query_is_kept_in_one_form(text, kept):
    assert storable(text) == kept


@pytest.mark.parametrize(
    "text",
    [
        "Kari.Nordmann@example.org",
        "kari.nordmann (at) example.org",
        "kari [at] sykehus",
        "kari krøllalfa sykehus",
        "kari at sykehus dot no",
        "kari＠example",
        "@karinordmann",
    ],
)
def test_nothing_like_an_e_mail_address_is_kept(text):
    assert storable(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "01019012345",
        "pasient 010190 12345 kols",
        "010190-12345",
        "010190–12345",
        "010190 - 12345",
        "01.01.90.12345",
        "01 01 90 123 45",
        "0 1 0 1 9 0 1 2 3 4 5",
        "０１０１９０１２３４５",
        "010190\u200b12345",
        "1908 2012 345",
        "2019-2024 12345",
    ],
)
def test_nothing_like_a_national_number_is_kept(text):
    assert storable(text) == ""


@pytest.mark.parametrize(
    "text", ["22334455", "tlf 22 33 44 55", "+47 223 34 455", "0047/22334455", "(+47) 22-33-44-55"]
)
def test_no_phone_number_is_kept(text):
    assert storable(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org/a?b=c",
        "www.example",
        "helsenorge.no",
        "se example.org/kols.",
        "192.168.0.17",
        "fe80::1:2:3",
        "2001:0db8:85a3:0000:0000:8a2e:0370:7334",
        "Storgata 12",
        "strandveien 4 b",
        "Karl Johans gate 22, 0026 Oslo",
        "12 Baker Street",
        "Station Road 5",
    ],
)
def test_no_address_is_kept(text):
    assert storable(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "digital hjemmeoppfølging",
        "covid-19 2020",
        "2019-2024",
        "2019 – 2024",
        "6–12 måneder",
        "116117",
        "kr 100 000",
        "24/7",
        "f.eks. kols og bl.a. diabetes",
        "nr. 3",
        "mast 2.0",
        "hva koster det å gå fra prosjekt til drift?",
        "vei til mestring",
        "remote monitoring at home",
        "kols: hva virker?",
        "«hjemmesykehus» -barn",
    ],
)
def test_ordinary_queries_are_kept(text):
    assert storable(text) == text


@pytest.mark.parametrize("text", ["x" * (LONGEST + 1), "ord " * 2500, "ﬃ" * (LONGEST - 1)])
def test_pasted_text_is_not_kept(text):
    assert storable(text) == ""


@pytest.mark.parametrize("piece", ["1 ", "a.", "(", ":", "a:", "1.", "19", "x "])
def test_no_text_takes_long_to_judge(piece):
    started = time.perf_counter()
    storable(piece * (LONGEST // len(piece)))
    storable(piece * 10_000)
    assert time.perf_counter() - started < 0.2
