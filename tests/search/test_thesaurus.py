"""Every name of a meaning, in whatever language and however old, leads to the meaning."""

import pytest

from search.analysis import ENGLISH, NORWEGIAN, tokens
from search.models import SearchDocument, Word
from search.thesaurus import Thesaurus, meanings_of_concepts, meanings_of_words, own_words
from tests.builders.words import make_meaning


def found(thesaurus, text, stemmer=NORWEGIAN):
    """Words of the text and the meanings that they name, in the order that they are found."""
    words = [token.word for token in tokens(text)]
    return [
        (" ".join(words[name.start : name.start + name.length]), name.keys) for name in thesaurus.find(words, stemmer)
    ]


def tags(thesaurus, text, stemmer=NORWEGIAN):
    return list(thesaurus.tags(tokens(text), stemmer))


FOLLOW_UP = make_meaning(
    "cdho",
    nb=["digital hjemmeoppfølging", "medisinsk avstandsoppfølging", "DHO"],
    nn=["digital heimeoppfølging"],
    en=["remote patient monitoring"],
)
MONITORING = make_meaning("wmonitorering", nb=["monitorering"], en=["monitoring"])
PATIENT = make_meaning("wpasient", nb=["pasient"], en=["patient"])


# Names ----------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "stemmer"),
    [
        ("digital hjemmeoppfølging", NORWEGIAN),
        ("Digitale hjemmeoppfølginga", NORWEGIAN),
        ("digital heimeoppfølging", NORWEGIAN),
        ("medisinsk avstandsoppfølging", NORWEGIAN),
        ("remote patient monitoring", ENGLISH),
        ("Remote Patients Monitored", ENGLISH),
    ],
)
def test_any_name_in_any_form_leads_to_the_meaning(text, stemmer):
    assert tags(Thesaurus([FOLLOW_UP]), text, stemmer) == ["cdho"]


@pytest.mark.parametrize("text", ["hjemmeoppfølging", "digital", "digital eller hjemmeoppfølging", "", "🙂"])
def test_half_a_name_is_none(text):
    assert tags(Thesaurus([FOLLOW_UP]), text) == []


def test_a_name_counts_in_its_own_language():
    thesaurus = Thesaurus([make_meaning("wfyr", nb=["fyr"], en=["lighthouse"])])
    assert tags(thesaurus, "fyr", ENGLISH) == []
    assert tags(thesaurus, "lighthouse") == []


@pytest.mark.parametrize("stemmer", [NORWEGIAN, ENGLISH])
def test_an_abbreviation_in_capitals_counts_in_every_language(stemmer):
    assert tags(Thesaurus([FOLLOW_UP]), "about DHO, dho og Dho", stemmer) == ["cdho"] * 3


def test_the_longest_name_comes_first_and_those_within_it_follow():
    names = found(Thesaurus([PATIENT, FOLLOW_UP, MONITORING]), "remote patient monitoring", ENGLISH)
    assert names == [
        ("remote patient monitoring", ("cdho",)),
        ("patient", ("wpasient",)),
        ("monitoring", ("wmonitorering",)),
    ]


def test_a_text_is_not_tagged_with_what_only_stands_within_a_longer_name():
    thesaurus = Thesaurus([PATIENT, FOLLOW_UP, MONITORING])
    assert tags(thesaurus, "remote patient monitoring of a patient", ENGLISH) == ["cdho", "wpasient"]


def test_a_text_is_tagged_as_often_as_it_names_the_meaning():
    assert tags(Thesaurus([PATIENT]), "pasient, pasienter og pasienten") == ["wpasient"] * 3


def test_a_name_of_two_meanings_leads_to_both():
    meanings = [make_meaning("wa", nb=["kurs"]), make_meaning("wb", nb=["kurs", "opplæring"])]
    assert tags(Thesaurus(meanings), "kurs") == ["wa", "wb"]


def test_a_name_that_is_given_twice_counts_once():
    assert tags(Thesaurus([make_meaning("wa", nb=["e-helse", "E-helse"], nn=["e-helse"])]), "e-helse") == ["wa"]


def test_a_name_without_words_is_no_name():
    assert tags(Thesaurus([make_meaning("wa", nb=["…", "🙂", ""])]), "… 🙂") == []


@pytest.mark.parametrize("name", ["ME", "IT", "den", "i"])
def test_a_name_that_is_only_a_word_without_subject_tags_no_running_text(name):
    thesaurus = Thesaurus([make_meaning("wa", nb=[name, "utmattelse"])])
    for stemmer in (NORWEGIAN, ENGLISH):
        assert tags(thesaurus, "me er i den it is", stemmer) == []
    assert tags(thesaurus, "utmattelse") == ["wa"]


def test_words_without_subject_count_within_a_name():
    thesaurus = Thesaurus([make_meaning("wa", nb=["før og etter-studie"], en=["hospital at home"])])
    assert tags(thesaurus, "en før og etter-studie") == ["wa"]
    assert tags(thesaurus, "hospital at home", ENGLISH) == ["wa"]


def test_nothing_is_found_without_meanings():
    assert found(Thesaurus(), "digital hjemmeoppfølging") == []


# Concepts -------------------------------------------------------------------------------------------------------------
def concept(key, group, labels, *, tree="nb", related=(), title=""):
    return SearchDocument(
        kind="concept",
        key=key,
        group=group,
        tree=tree,
        title=title or labels[0][0],
        url=f"/{tree}/{key}/",
        labels=labels,
        related=[list(other) for other in related],
    )


def test_a_concept_has_the_names_of_all_its_addresses_the_discouraged_ones_too():
    meanings = meanings_of_concepts(
        [
            concept("7", "g7", [["velferdsteknologi", "nb", "preferred"], ["smarthus", "nb", "hidden"]]),
            concept("7-en", "g7", [["welfare technology", "en", "preferred"]], tree="en"),
        ]
    )
    assert [meaning.key for meaning in meanings] == ["cg7"]
    assert set(meanings[0].names) == {("velferdsteknologi", "nb"), ("smarthus", "nb"), ("welfare technology", "en")}
    assert meanings[0].pages == {"nb": ("velferdsteknologi", "/nb/7/"), "en": ("welfare technology", "/en/7-en/")}
    assert meanings[0].is_concept


def test_concepts_that_point_to_each_other_are_related_both_ways():
    first, second = meanings_of_concepts(
        [
            concept("7", "g7", [["velferdsteknologi", "nb", "preferred"]], related=[("concept", "8"), ("story", "9")]),
            concept("8", "g8", [["trygghetsalarm", "nb", "preferred"]], related=[("concept", "8")]),
        ]
    )
    assert (first.related, second.related) == (("cg8",), ("cg7",))


def test_a_concept_that_is_out_of_sight_is_related_to_nothing():
    (only,) = meanings_of_concepts([concept("7", "g7", [["a", "nb", "preferred"]], related=[("concept", "8")])])
    assert only.related == ()


# The word list --------------------------------------------------------------------------------------------------------
def test_a_row_of_the_word_list_is_a_meaning_that_no_page_explains():
    (meaning,) = meanings_of_words([Word(key="kols", nb="kols, KOL", nn="kols", en="COPD, chronic bronchitis")])
    assert meaning.key == "wkols"
    assert meaning.names == (
        ("kols", "nb"),
        ("KOL", "nb"),
        ("kols", "nn"),
        ("COPD", "en"),
        ("chronic bronchitis", "en"),
    )
    assert not meaning.is_concept


def test_compounds_may_be_made_of_the_norwegian_words_of_names():
    meaning = make_meaning("wa", nb=["digital hjemmeoppfølging av app"], nn=["heime"], en=["monitoring"])
    assert own_words([meaning]) == {"digital", "hjemmeoppfølging", "heime"}
