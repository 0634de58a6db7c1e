"""Norwegian compounds come apart where a reader would take them apart, and other words stay whole."""

import pytest

from search.compounds import LONGEST, WHOLE, Splitter
from tests.builders.words import toy_splitter


def lexicon(*words: str, **forms: str) -> dict[str, str]:
    """Words in their dictionary form, and forms of others."""
    return {word: word for word in words} | forms


@pytest.fixture(scope="module")
def splitter():
    """With all that is known of Norwegian."""
    return Splitter()


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("hjemmeblodtrykksmåling", "hjemme blodtrykk måling"),
        ("hjemmeoppfølging", "hjemme oppfølging"),
        ("avstandsoppfølging", "avstand oppfølging"),
        ("gevinstrealisering", "gevinst realisering"),
        ("videokonsultasjon", "video konsultasjon"),
        ("velferdsteknologi", "velferd teknologi"),
        ("pasientforløp", "pasient forløp"),
        ("hjertesvikt", "hjerte svikt"),
        ("kolspasienter", "kols pasienter"),
        ("responssenter", "respons senter"),
        ("heimesjukehus", "heime sjukehus"),
        ("sårbilder", "sår bilder"),
        ("trygghetsalarm", "trygghet alarm"),
        ("informasjonssikkerhet", "informasjon sikkerhet"),
        ("samarbeidsparter", "samarbeid part"),
        ("dødelighetstallet", "dødelighet tallet"),
        ("helsetjenestene", "helse tjeneste"),
        ("nordlandssykehuset", "nordland sykehuset"),
        ("folkehelse", "folke helse"),
        ("strålebehandling", "stråle behandling"),
        ("vakttelefon", "vakt telefon"),
    ],
)
def test_compounds_come_apart(splitter, word, parts):
    assert " ".join(splitter.parts(word)) == parts


@pytest.mark.parametrize(
    "word",
    [
        *sorted(WHOLE),
        *["helse", "diabetes", "medarbeider", "internasjonal", "pårørende", "finansiering", "økonomi", "kroniske"],
        *[
            "tjenesten",
            "tjenestene",
            "tenester",
            "kontoret",
            "kontakter",
            "kontroller",
            "digitalisering",
            "organisering",
        ],
        *["behandlingen", "løsningen", "utprøvinga", "klinikken", "sykdommer", "mennesker", "fortalte", "beskrevet"],
        *["sektoren", "portaler", "lindrende", "krevende", "overgangen", "overtid", "undersøkte", "myndigheter"],
        *["registeret", "partnerskap", "mestring", "stavanger", "vestfold", "sykepleierne", "rettleiar"],
        *["remote", "monitoring", "telehealth", "implementation"],
        *("", "å", "kols", "2026", "covid19", "e_helse", "صحة", "🙂", "xyzxyzxyzxyz", "a" * 10_000),
    ],
)
def test_other_words_stay_whole(splitter, word):
    assert splitter.parts(word) == ()


def test_a_word_in_two_ways_is_read_with_the_fewest_parts():
    assert toy_splitter("blodtrykk", "måling", "blod", "trykk").parts("blodtrykksmåling") == ("blodtrykk", "måling")


def test_own_words_go_before_those_of_a_lexicon():
    splitter = Splitter(["sykepleie", "hjem"], foreign=(lexicon("hjemsyke", "pleie"),))
    assert splitter.parts("hjemsykepleie") == ("hjem", "sykepleie")


def test_a_form_of_a_word_is_cut_as_the_word_is():
    splitter = Splitter(foreign=(lexicon("plan", "gren", "ster", plangrener="plangren", planster="planst"),))
    assert splitter.parts("plangrener") == ("plan", "gren")
    assert splitter.parts("planster") == ()


def test_a_form_of_quite_another_word_is_cut_as_it_stands():
    splitter = Splitter(foreign=(lexicon("plan", "gren", plangren="annet"),))
    assert splitter.parts("plangren") == ("plan", "gren")


def test_only_own_and_reviewed_words_may_be_short():
    assert Splitter(foreign=(lexicon("oks", "abc"),)).parts("oksabcoks") == ()
    assert Splitter(["kols"], foreign=(lexicon("app"),)).parts("kolsapp") == ("kols", "app")


@pytest.mark.parametrize("link", ["", "s", "e"])
def test_letters_between_the_parts_belong_to_none(link):
    assert toy_splitter("behandling", "plan").parts(f"behandling{link}plan") == ("behandling", "plan")


@pytest.mark.parametrize("end", ["s", "e", "x"])
def test_no_letter_is_left_over_at_the_end(end):
    assert toy_splitter("behandling", "plan").parts(f"behandlingplan{end}") == ()


def test_a_part_has_a_greatest_length():
    long = "a" * (LONGEST + 1)
    assert toy_splitter(long, "plan").parts(f"{long}plan") == ()


def test_the_same_on_every_call(splitter):
    assert [splitter.parts("hjemmeoppfølging") for _ in range(2)] == [("hjemme", "oppfølging")] * 2
