"""From a question to weighted clauses: what a plan finds and how the ways to answer compare, not what they weigh."""

import random
from collections import Counter

import pytest

from search.corrections import correction
from search.engines.base import COVERAGE_BASE, COVERAGE_SHARE, EXACT, TOP_IMPACT
from search.question import MOST_WORDS, read
from tests.builders.words import make_bag, make_meaning, make_plan, make_planner, score, toy_splitter
from tests.search.test_question import ODD

SPLITTER = toy_splitter("hjemme", "heime", "oppfølging", "gevinst", "realisering", "blodtrykk", "måling")
FOLLOW_UP = make_meaning(
    "cdho",
    nb=["digital hjemmeoppfølging", "medisinsk avstandsoppfølging", "DHO"],
    nn=["digital heimeoppfølging"],
    en=["remote patient monitoring"],
    related=["cteknologi"],
    page="/begreper/dho/",
)
TECHNOLOGY = make_meaning("cteknologi", nb=["velferdsteknologi"], related=["cdho"], page="/begreper/velferdsteknologi/")
MEANINGS = [FOLLOW_UP, TECHNOLOGY]
OTHERS = [make_bag(text=f"annet innhold nummer{at} med egne ord") for at in range(20)]


def bags_of(*texts, language="nb"):
    """Documents with these texts, then some of no interest."""
    return [make_bag(text=text, language=language, splitter=SPLITTER, meanings=MEANINGS) for text in texts] + OTHERS


def scores(question, *texts, language="nb", **options):
    """What each text scores for a question."""
    bags = bags_of(*texts, language=language)
    plan = make_plan(question, bags, splitter=SPLITTER, meanings=MEANINGS, **options)
    return [score(plan, bag) for bag in bags[: len(texts)]]


def words_of(*texts):
    return Counter(word for text in texts for word in text.split())


# What finds what ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("sykepleier", "sjukepleiarane"),
        ("maling", "måling"),
        ("blodtrykk", "hjemmeblodtrykksmåling"),
        ("hjemmeblodtrykksmåling", "måling av blodtrykk hjemme"),
        ("hjemmeoppfølging", "oppfølging hjemme"),
        ("heimeoppfølging", "hjemmeoppfølging"),
        ("gevinst realisering", "gevinstrealisering"),
        ("DHO", "digital hjemmeoppfølging"),
        ("medisinsk avstandsoppfølging", "digital heimeoppfølging"),
        ("remote patient monitoring", "digital hjemmeoppfølging"),
        ("velferdsteknologi", "digital hjemmeoppfølging"),
        ("hva er hjemmeoppfølging", "hjemmeoppfølging"),
    ],
)
def test_a_question_finds(question, text):
    found, other = scores(question, text, "noe helt annet", is_word=lambda word: word == "gevinstrealisering")
    assert found > 0
    assert other == 0


@pytest.mark.parametrize(
    ("question", "better", "worse"),
    [
        ("måling", "måling", "maling"),
        ("maling", "maling", "måling"),
        ("hjemmeoppfølging", "oppfølging hjemme", "oppfølging på sykehuset"),
        ("digital hjemmeoppfølging", "medisinsk avstandsoppfølging", "digital velferdsteknologi"),
        ("velferdsteknologi", "velferdsteknologi", "digital hjemmeoppfølging"),
        ("kols diabetes", "kols diabetes", "kols kols kols"),
    ],
)
def test_the_nearer_answer_scores_more(question, better, worse):
    first, second = scores(question, better, worse)
    assert first > second


def test_maaling_never_finds_maling():
    assert scores("måling", "maling") == [0]


@pytest.mark.parametrize(("known", "clauses"), [({"gevinstrealisering"}, 1), (set(), 2)])
def test_neighbours_are_joined_only_to_words_that_there_are(known, clauses):
    bags = bags_of("gevinstrealisering", "gevinst av realisering")
    plan = make_plan("gevinst realisering", bags, splitter=SPLITTER, is_word=lambda word: word in known)
    assert len(plan.clauses) == clauses


def test_neighbours_are_joined_over_the_letter_that_links_them():
    bags = bags_of("avstandsoppfølging")
    plan = make_plan("avstand oppfølging", bags, is_word=lambda word: word == "avstandsoppfølging")
    assert score(plan, bags[0]) > 0


def test_the_longest_name_is_meant():
    meanings = [
        make_meaning("wmonitorering", nb=["monitorering"], en=["monitoring"]),
        make_meaning("wpasient", nb=["pasient"], en=["patient"]),
        FOLLOW_UP,
    ]
    plan = make_plan("remote patient monitoring", meanings=meanings)
    assert plan.meanings == ("cdho",)


def test_the_meanings_of_a_question_are_told_and_not_those_next_to_them():
    bags = bags_of("digital hjemmeoppfølging")
    assert make_plan("DHO", bags, meanings=MEANINGS).meanings == ("cdho",)
    assert make_plan("noe annet", bags, meanings=MEANINGS).meanings == ()


def test_question_words_are_dropped_unless_there_is_nothing_else():
    bags = bags_of("hjemmeoppfølging")
    with_them, without = (
        make_plan(text, bags) for text in ("hva er egentlig hjemmeoppfølging", "egentlig hjemmeoppfølging")
    )
    assert with_them == without
    assert make_plan("hva er det", bags).clauses == ()


@pytest.mark.parametrize("question", ["hva menes med DHO", "kva inneber DHO", "what does DHO mean"])
def test_what_people_ask_with_is_dropped_where_documents_have_it_too(question):
    bags = bags_of("DHO", "det menes, inneber, mean")
    assert make_plan(question, bags) == make_plan("DHO", bags)
    assert make_plan("hva menes", bags).clauses


def test_a_name_may_hold_words_without_subject():
    meaning = make_meaning("whjemmesykehus", nb=["hjemmesykehus"], en=["hospital at home"])
    assert make_plan("hospital at home", meanings=[meaning]).meanings == ("whjemmesykehus",)


# Bare words -----------------------------------------------------------------------------------------------------------
def test_bare_words_are_found_as_they_were_typed_and_in_no_other_way():
    bags = bags_of("sykepleierne", "måling", "hjemmeoppfølging", "digital hjemmeoppfølging")
    correct = words_of("sykepleierne måling")

    def plan(text):
        found = make_plan(
            text, bags, bare=True, splitter=SPLITTER, meanings=MEANINGS, correct=lambda word: correction(word, correct)
        )
        return found.meanings, found.corrected, [bool(score(found, bag)) for bag in bags[:4]]

    assert plan("sykepleier") == ((), {}, [True, False, False, False])
    assert plan("maling") == ((), {}, [False] * 4)
    assert plan("oppfølging") == ((), {}, [False] * 4)
    assert plan("DHO") == ((), {}, [False] * 4)
    assert plan("sykepleierr") == ((), {}, [False] * 4)


# Corrections ----------------------------------------------------------------------------------------------------------
def corrected(question, *texts, meanings=(), splitter=None):
    bags = bags_of(*texts)
    known = words_of(*texts)
    plan = make_plan(question, bags, meanings=meanings, splitter=splitter, correct=lambda word: correction(word, known))
    return dict(plan.corrected), [bool(score(plan, bag)) for bag in bags[: len(texts)]]


def test_a_word_that_stands_nowhere_is_mended():
    assert corrected("diabtes", "diabetes", "kols") == ({"diabtes": "diabetes"}, [True, False])


def test_only_the_word_that_stands_nowhere_is_mended():
    assert corrected("kort diabtes", "diabetes", "kort", "kart") == ({"diabtes": "diabetes"}, [True, True, False])


@pytest.mark.parametrize("question", ["sykepleieren", "oppfølging", "DHO", "velferdsteknologi"])
def test_a_word_with_a_good_match_is_left_alone(question):
    """Be it by its stem, as a part of a compound or as a name."""
    texts = ("sykepleierne", "hjemmeoppfølging", "medisinsk avstandsoppfølging", "oppfølginn dho1 velferdsteknologe")
    assert corrected(question, *texts, meanings=MEANINGS, splitter=SPLITTER)[0] == {}


def test_a_compound_of_known_parts_is_left_alone():
    texts = ("oppfølging av blodtrykk", "blodtrykksoppfølgning")
    assert corrected("blodtrykkoppfølging", *texts, splitter=SPLITTER)[0] == {}


def test_a_word_that_nothing_is_near_stays_as_it_is():
    plan = make_plan("xyzxyz kols", bags_of("kols"), correct=lambda word: "")
    assert plan.corrected == {}
    assert len(plan.clauses) == 1


# Weights --------------------------------------------------------------------------------------------------------------
QUESTIONS = [
    "kols",
    "digital hjemmeoppfølging for pasienter med kols i kommunen",
    "remote patient monitoring DHO velferdsteknologi hjemmeblodtrykksmåling",
    " ".join(f"ord{at}" for at in range(60)),
    "kols " * 60,
    "hjemmeblodtrykksmåling " * 30,
]


@pytest.mark.parametrize("question", QUESTIONS + ODD)
@pytest.mark.parametrize("documents", [0, 1, 200, 100_000])
def test_boosts_and_coverage_are_whole_and_scores_stay_exact(question, documents):
    chance = random.Random(len(question) + documents)

    def frequencies(terms):
        return {term: chance.choice([1, 1, max(documents // 2, 1), max(documents, 1), documents + 3]) for term in terms}

    plan = make_plan(
        question,
        splitter=SPLITTER,
        meanings=MEANINGS,
        documents=documents,
        frequencies=frequencies,
        correct=lambda w: "",
    )
    assert len(plan.clauses) <= MOST_WORDS
    assert len(plan.worth) == len(plan.clauses)
    boosts = [boost for clause in plan.clauses for way in clause.alternatives for _term, boost in way.terms]
    assert all(type(boost) is int and boost >= 1 for boost in boosts)
    assert all(type(clause.coverage) is int and clause.coverage >= 0 for clause in plan.clauses)
    assert sum(clause.coverage for clause in plan.clauses) <= COVERAGE_SHARE
    assert sum(plan.worth) * TOP_IMPACT * (COVERAGE_BASE + COVERAGE_SHARE) < EXACT
    assert plan.worth == tuple(max(way.boost for way in clause.alternatives) for clause in plan.clauses)


def test_the_highest_score_stays_exact_when_every_term_of_the_longest_question_stands_in_one_document():
    bags = [make_bag(text=" ".join(f"ord{at}" for at in range(MOST_WORDS)))]
    plan = make_plan(" ".join(f"ord{at}" for at in range(MOST_WORDS)), bags, documents=100_000)
    assert len(plan.clauses) == MOST_WORDS
    best = {term: TOP_IMPACT for clause in plan.clauses for way in clause.alternatives for term, _boost in way.terms}
    assert 0 < score(plan, best) < EXACT
    assert plan.floor(100) >= score(plan, best)


def test_ways_with_a_term_that_stands_nowhere_are_left_out():
    bags = bags_of("kols")
    plan = make_plan("kols ukjent", bags, meanings=MEANINGS, splitter=SPLITTER)
    terms = {term for clause in plan.clauses for way in clause.alternatives for term, _boost in way.terms}
    assert terms <= set(bags[0])
    assert [one.words for one in plan.wanted] == [("kols",), ("ukjent",)]


def test_a_neighbour_that_few_name_says_less_than_the_meaning_that_many_name():
    texts = [f"digital hjemmeoppfølging {at}" for at in range(30)]
    bags = bags_of("velferdsteknologi velferdsteknologi velferdsteknologi", *texts)
    plan = make_plan("hjemmeoppfølging DHO", bags, meanings=MEANINGS, splitter=SPLITTER)
    assert score(plan, bags[1]) > score(plan, bags[0]) > 0


def test_a_stem_that_is_rare_in_one_language_counts_no_more_than_the_word():
    bags = [*bags_of("monitoring", language="en"), *bags_of(*["monitoring"] * 20)]
    (clause,) = make_plan("monitoring", bags).clauses
    said = {way.terms[0][0]: way.boost for way in clause.alternatives}
    assert said["smonitor"] == said["smonitoring"]


def test_a_rare_word_says_more_than_a_common_one():
    bags = [make_bag(text="pasient kols"), *(make_bag(text="pasient") for _ in range(30))]
    rare, common = make_plan("kols", bags).worth + make_plan("pasient", bags).worth
    assert rare > common


def test_the_same_question_gives_the_same_plan():
    bags = bags_of("digital hjemmeoppfølging", "kols")
    planner = make_planner(bags, splitter=SPLITTER, meanings=MEANINGS)
    words = read("digital hjemmeoppfølging av kols").words
    assert (
        planner.plan(words)
        == planner.plan(words)
        == make_planner(bags, splitter=SPLITTER, meanings=MEANINGS).plan(words)
    )


# What is told about it ------------------------------------------------------------------------------------------------
def test_how_much_of_the_question_a_document_answers():
    bags = bags_of("kols diabetes", "kols", "diabetes astma")
    plan = make_plan("kols diabetes", bags)
    assert plan.covered(bags[0]) == 100
    assert 0 < plan.covered(bags[1]) < 100
    assert plan.covered(OTHERS[0]) == 0


def test_a_word_that_stands_nowhere_is_answered_by_no_document():
    bags = bags_of("kols", "diabetes")
    assert make_plan("kols ukjentord", bags).covered(bags[0]) < 100


def test_a_distant_way_to_answer_is_not_an_answer():
    bags = bags_of("digital hjemmeoppfølging", "velferdsteknologi")
    plan = make_plan("velferdsteknologi", bags, meanings=MEANINGS, splitter=SPLITTER)
    assert plan.covered(bags[1]) == 100
    assert plan.covered(bags[0]) == 0


def test_the_floor_is_a_share_of_the_highest_score_and_at_least_one():
    bags = bags_of("kols diabetes")
    plan = make_plan("kols diabetes", bags)
    assert plan.floor(15) <= plan.floor(100) == plan.floor(100)
    assert plan.floor(0) == make_plan("", bags).floor(15) == 1
