"""Words to stems: what is one word meets on one stem, what is not stays apart, on every machine alike."""

import unicodedata

import pytest

from search.analysis import ENGLISH, NORWEGIAN, composed, folded, stem, stemmer_of, tokens
from search.spelling import ANYWHERE, AT_THE_BEGINNING, ENDINGS, as_bokmaal


def words(text):
    return [token.word for token in tokens(text)]


# Words of a text ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hjemme, hos «Per»!", ["hjemme", "hos", "per"]),
        ("e-helse og KOLS/diabetes", ["e", "helse", "og", "kols", "diabetes"]),
        ("24/7 i 2026", ["24", "7", "i", "2026"]),
        ("", []),
        ("…?! \x00\x1b\n\t🙂👩🏽‍⚕️ ", []),
        ("شبكة صحة", ["شبكة", "صحة"]),
        ("ÆRLIG ØVING ÅRLIG", ["ærlig", "øving", "årlig"]),
    ],
)
def test_words_are_letters_and_digits_in_lower_case(text, expected):
    assert words(text) == expected


def test_a_letter_and_its_accent_are_one_letter_however_they_are_written():
    apart = unicodedata.normalize("NFD", "Må måle på Ås")
    assert apart != "Må måle på Ås"
    assert words(apart) == ["må", "måle", "på", "ås"]


def test_places_count_in_the_composed_text():
    text = unicodedata.normalize("NFD", "På Ås: måling")
    token = tokens(text)[-1]
    assert composed(text)[token.start : token.end] == "måling"


def test_words_without_a_subject_are_known_in_all_languages():
    found = {token.word for token in tokens("korleis and hvordan about måling") if not token.is_stopword}
    assert found == {"måling"}


def test_what_is_not_english_is_read_as_norwegian():
    assert [stemmer_of(language) for language in ("nb", "nn", "da", "", "en")] == [NORWEGIAN] * 4 + [ENGLISH]


# Stems ----------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "forms",
    [
        "sykepleier sykepleiere sykepleieren sykepleierne sjukepleiar sjukepleiarane",
        "pasient pasienten pasienter pasientene pasientar pasientane pasientenes",
        "kommune kommunen kommuner kommunene kommunar kommunane",
        "måling målinger målingene målingar målingane",
        "hjem hjemme hjemmet heim heime heimen",
        "lege legen leger legene legar legane",
        "fastlege fastlegen fastleger fastlegene fastlegar",
        "kols kolsen",
        "bok bøker bøkene",
        "senter senteret sentre sentrene sentra",
        "helsesenter helsesenteret helsesentre helsesentrene",
        "sykdom sykdommen sykdommer sykdommene sjukdom sjukdomar sjukdomen",
        "program programmet programmer programmene",
        "digital digitale digitalt",
        "virtuell virtuelle virtuelt",
        "kollega kollegaer kolleger kollegar",
        "tannlege tannlegen tannleger tannlegar",
        "leder ledere lederen lederne leiar leiarar leiarane",
        "prosjektleder prosjektledere prosjektleiarar",
        "uke uken uka uker ukene veke veka veker vekene",
        "eksempel eksempelet eksempler eksemplene",
        "artikkel artikkelen artikler artiklene",
        "hjelpemiddel hjelpemiddelet hjelpemidler hjelpemidlene",
        "regel regelen regler reglene",
        "mobil mobile mobilt",
        "fleksibel fleksible fleksibelt",
        "enkel enkle enklere",
        "viktig viktige viktigere viktigste viktigare",
        "tidlig tidlige tidligere tidleg tidlegare",
        "delta deltar deltok",
        "bruke brukte brukt",
        "måle målte målt",
        "enhet enheten enheter eining",
        "år året årene",
        "vei veien veier veg",
    ],
)
def test_forms_of_a_word_have_one_stem(forms):
    assert len({stem(form) for form in forms.split()}) == 1, [stem(form) for form in forms.split()]


@pytest.mark.parametrize(
    ("bokmaal", "nynorsk"),
    [
        ("hjemmeoppfølging", "heimeoppfølging"),
        ("sykehus", "sjukehus"),
        ("tjenester", "tenester"),
        ("hjertesvikt", "hjartesvikt"),
        ("veiledning", "rettleiing"),
        ("løsninger", "løysingar"),
        ("muligheter", "moglegheiter"),
        ("trygghet", "tryggleik"),
        ("virksomhet", "verksemd"),
        ("brukermedvirkning", "brukarmedverknad"),
        ("ledelse", "leiing"),
        ("henvisning", "tilvising"),
        ("valg", "val"),
        ("tidlig", "tidleg"),
        ("hverdag", "kvardag"),
        ("helhetlig", "heilskapleg"),
        ("spørreskjema", "spørjeskjema"),
        ("forskning", "forsking"),
        ("forebygging", "førebygging"),
        ("selvhjelp", "sjølvhjelp"),
        ("undersøkelse", "undersøking"),
    ],
)
def test_both_written_standards_meet(bokmaal, nynorsk):
    assert stem(bokmaal) == stem(nynorsk)


@pytest.mark.parametrize("word", sorted({*ANYWHERE.values(), *AT_THE_BEGINNING.values(), *ENDINGS.values()}))
def test_what_is_bokmaal_already_stays_as_it_is(word):
    assert as_bokmaal(word) == word


@pytest.mark.parametrize(
    "strangers",
    [
        ("måling", "maling"),
        ("kols", "kollega"),
        ("kol", "kollega"),
        ("fastlege", "fast"),
        ("lege", "lag"),
        ("demens", "dement"),
        ("kurs", "kur"),
        ("hjerne", "hjerte"),
        ("sår", "så"),
        ("utvalg", "utvikling"),
        ("tannlege", "tann"),
        ("leder", "led"),
        ("veileder", "leder"),
        ("tidlig", "tid"),
        ("delta", "del"),
        ("vei", "veiledning"),
    ],
)
def test_words_that_only_look_alike_stay_apart(strangers):
    assert stem(strangers[0]) != stem(strangers[1])


def test_english_is_read_as_english():
    assert stem("nurses", ENGLISH) == stem("nurse", ENGLISH) == stem("nursing", ENGLISH)
    assert stem("monitoring", ENGLISH) == stem("monitored", ENGLISH)


@pytest.mark.parametrize("word", ["", "x", "ø", "ern", "123", "a" * 10_000, "_", "صحة", "ß", "i̇"])
@pytest.mark.parametrize("language", [NORWEGIAN, ENGLISH])
def test_every_word_has_a_stem(word, language):
    assert isinstance(stem(word, language), str)
    assert bool(stem(word, language)) == bool(word)


# Without Norwegian letters --------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("word", "bare"),
    [
        ("måling", "maling"),
        ("sør", "sor"),
        ("ærlig", "aerlig"),
        ("Älvsbyn".lower(), "aelvsbyn"),
        ("aamot", "amot"),
        ("åmot", "amot"),
        ("idé", "ide"),
        ("hjemme", "hjemme"),
    ],
)
def test_the_letters_that_a_keyboard_may_lack(word, bare):
    assert folded(word) == bare
