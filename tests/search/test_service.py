"""From what a reader types to what is shown, on the engine that is always there."""

import logging
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from django.utils.safestring import SafeString

from research.models import ConceptIndexPage
from search.engines.base import FACETS, NEWEST
from search.models import SearchDocument
from search.question import MOST_WORDS
from search.service import PER_PAGE, SearchRequest, search
from stories.models import StoryIndexPage, StoryPage
from tests.builders.hub import make_home, make_municipality, make_page, make_standard_page, make_term
from tests.builders.indexed import answer_to, found, make_pages, settle, titles
from tests.builders.research import make_concept, make_list
from tests.search.test_question import ODD

pytestmark = pytest.mark.django_db


# Any question ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("exact", [False, True])
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_any_text_has_an_answer(language, exact):
    make_pages("Om kols og diabetes")
    for text in ODD:
        answer = answer_to(text, language=language, exact=exact)
        assert answer.total == len(answer.hits)
        assert answer.engine == "database"
        assert (answer.page, answer.pages) == (1, 1)


@pytest.mark.parametrize("text", ["", "  ", "…", "🙂", '""', "-"])
def test_without_words_everything_is_an_answer(text):
    make_pages("Om kols", "Om diabetes")
    assert {"Om kols", "Om diabetes"} <= set(titles(text))


def test_a_long_question_says_that_it_was_cut():
    assert answer_to("kols").notes == []
    with translation.override("en"):
        (note,) = answer_to("kols " * (MOST_WORDS + 1)).notes
    assert "long" in note


def test_the_same_question_gives_the_same_answer(fill):
    make_pages("Om kols", "Mer om kols", "Kols")
    first, second = (answer_to("kols og emne3") for _ in range(2))
    assert [(hit.document.pk, hit.score) for hit in first.hits] == [(hit.document.pk, hit.score) for hit in second.hits]
    assert first.facets == second.facets


# What answers ---------------------------------------------------------------------------------------------------------
def test_words_in_any_form_phrases_and_what_is_ruled_out(fill):
    make_pages("Sykepleierne måler blodtrykk", "Blodtrykk måler sykepleieren", "Blodtrykk")
    assert len(found("sjukepleiar")) == 2
    assert titles('"måler blodtrykk"') == ["Sykepleierne måler blodtrykk"]
    assert titles("blodtrykk -sykepleier") == ["Blodtrykk"]
    assert set(titles('-"blodtrykk"')) >= {page.title for page in fill}
    assert titles('"måler blodtrykk" -sykepleier') == []


def test_only_the_phrase_is_ruled_out_not_its_words(fill):
    make_pages("Blodtrykk måler sykepleieren", "Sykepleierne måler blodtrykk", "Om e-helse", "Helse og e-post")
    assert titles('blodtrykk -"måler blodtrykk"') == ["Blodtrykk måler sykepleieren"]
    assert set(titles('-"måler blodtrykk" -"post"')) >= {"Blodtrykk måler sykepleieren", "Om e-helse"}
    assert titles("helse -e-helse") == ["Helse og e-post"]


def test_only_the_words_as_written(fill):
    make_concept(title="hjemmesykehus", alternative=[("nb", "sykehus hjemme")])
    settle()
    make_pages("Om hjemmesykehus")
    assert len(found("sykehus hjemme")) >= 2
    answer = answer_to("hjemmesykehuss", exact=True)
    assert (answer.total, answer.did_you_mean, answer.concepts) == (0, "", ())


def test_a_hit_says_why_as_safe_html(fill):
    make_standard_page(title="<script>Kols</script> & mer", summary='Les om <b>kols</b> "her".')
    (hit,) = answer_to("kols").hits
    assert hit.title == "&lt;script&gt;<mark>Kols</mark>&lt;/script&gt; &amp; mer"
    assert isinstance(hit.title, SafeString)
    assert "<mark>kols</mark>" in hit.snippet
    assert "<b>" not in hit.snippet
    assert hit.snippet_language == "nb"
    assert hit.score > 0


# Corrections and concepts ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("diabtes", "diabetes"),
        ("Diabtes hos barn!", "diabetes hos barn!"),
        ('"diabtes hos"', '"diabetes hos"'),
        ("diabetes", ""),
        ("zzzzzzzzzz", ""),
    ],
)
def test_the_question_with_its_slips_mended(fill, text, expected):
    make_pages("Om diabetes hos barn")
    assert answer_to(text).did_you_mean == expected


@pytest.fixture
def concept():
    """A concept with names in three languages, an older one too."""
    make_home(language="en")
    make_list(ConceptIndexPage, language="en")
    made = make_concept(
        title="digital hjemmeoppfølging",
        nn="digital heimeoppfølging",
        en="remote patient monitoring",
        alternative=[("nb", "DHO")],
        hidden=[("nb", "telemedisinsk overvåking")],
    )
    settle()
    return made


@pytest.mark.parametrize(
    "text",
    [
        "digital hjemmeoppfølging",
        "digital heimeoppfølging",
        "remote patient monitoring",
        "DHO",
        "dho i kommunen",
        "telemedisinsk overvåking",
        "hva er digital hjemmeoppfølging",
    ],
)
@pytest.mark.parametrize(
    ("language", "title"), [("nb", "digital hjemmeoppfølging"), ("en", "remote patient monitoring")]
)
def test_every_name_leads_to_the_concept_at_the_readers_address(concept, text, language, title):
    (one,) = answer_to(text, language=language).concepts
    assert (one.title, one.language) == (title, "en" if language == "en" else "nb")
    assert one.url == SearchDocument.objects.get(page=concept.pk, tree=one.language).url


def test_a_concept_without_an_english_address_is_shown_at_the_norwegian_one(concept):
    make_concept(title="trygghetsalarm")
    settle()
    (one,) = answer_to("trygghetsalarm", language="en").concepts
    assert (one.title, one.language) == ("trygghetsalarm", "nb")


def test_a_text_that_uses_another_name_is_an_answer(concept):
    make_pages("Forsøk med telemedisinsk overvåking")
    assert "Forsøk med telemedisinsk overvåking" in titles("remote patient monitoring", language="en")


# Filters, order and pages ---------------------------------------------------------------------------------------------
def test_filters_and_facets():
    above = make_page(StoryIndexPage, title="Hylle")
    bodo, tromso = make_municipality(number="1804", name="Bodø"), make_municipality(number="5501", name="Tromsø")
    make_page(StoryPage, parent=above, title="Kols i nord", municipalities=[bodo], terms=[make_term(slug="kols")])
    make_page(StoryPage, parent=above, title="Kols lenger nord", municipalities=[tromso])
    make_pages("Om kols")
    answer = answer_to("kols", filters={"municipality": ("1804",)})
    assert [hit.document.title for hit in answer.hits] == ["Kols i nord"]
    assert answer.facets["municipality"] == {"1804": 1, "5501": 1}
    assert answer.facets["type"] == {"story": 1}
    assert answer.facets["patient_groups"] == {"kols": 1}
    assert set(answer.facets) == set(FACETS)


@pytest.mark.parametrize(
    "filters", [{"no-such-facet": ("x",)}, {"municipality": ("no-such-value",)}, {"language": ("xx",)}]
)
def test_unknown_filters_leave_nothing(filters):
    make_pages("Om kols")
    assert answer_to("kols", filters=filters).total == 0


def test_the_newest_first():
    for year in (2024, 2026, 2025):
        make_pages(f"Kols {year}", first_published_at=datetime(year, 1, 1, tzinfo=UTC))
    assert titles("kols", sort=NEWEST) == ["Kols 2026", "Kols 2025", "Kols 2024"]


def test_pages_are_stretches_of_one_list():
    make_pages(*(f"Om kols {at}" for at in range(PER_PAGE + 3)))
    whole = titles("kols", per_page=100)
    first, second = answer_to("kols"), answer_to("kols", page=2)
    assert [hit.document.title for hit in (*first.hits, *second.hits)] == whole
    assert (first.total, first.page, first.pages) == (PER_PAGE + 3, 1, 2)
    assert (second.page, second.pages) == (2, 2)


@pytest.mark.parametrize("page", [2, 10**6, 10**18])
def test_a_page_past_the_end_is_the_last(page):
    make_pages("Om kols")
    answer = answer_to("kols", page=page)
    assert (answer.page, answer.pages, len(answer.hits)) == (1, 1, 1)


@pytest.mark.parametrize("page", [0, -1, -(10**6)])
def test_a_page_before_the_first_is_the_first(page):
    make_pages("Om kols")
    answer = answer_to("kols", page=page)
    assert (answer.page, answer.pages, len(answer.hits)) == (1, 1, 1)


# What must not be shown -----------------------------------------------------------------------------------------------
def test_what_the_public_may_not_see_is_dropped_and_said_to_the_operators(caplog):
    shown, hidden = make_pages("Om kols", "Hemmelig kols")
    type(hidden).objects.filter(pk=hidden.pk).update(live=False)  # as if the index had not been told
    with caplog.at_level(logging.WARNING, logger="search.service"):
        answer = answer_to("kols")
    assert [hit.document.page_id for hit in answer.hits] == [shown.pk]
    assert "1 hits" in caplog.text


# Languages ------------------------------------------------------------------------------------------------------------
def test_a_reader_is_shown_each_thing_once_in_their_tree():
    make_home(language="en")
    norwegian = make_standard_page(title="Om kols")
    english = make_standard_page(title="About COPD, kols in Norwegian", language="en", translation_of=norwegian)
    assert found("kols", language="nb") == found("kols", language="nn") == [norwegian.path_from_root]
    assert found("kols", language="en") == [english.path_from_root]


# Cost -----------------------------------------------------------------------------------------------------------------
QUERIES = 13  # two of them for a phrase, one for what is ruled out


@pytest.mark.parametrize("text", ["kols", '"om kols" diabetes -astma', "", "kols diabtes hjemmeoppfølging i kommunen"])
def test_an_answer_costs_the_same_queries_with_three_hits_and_with_twenty(text):
    costs = []
    for count in (3, 20):
        SearchDocument.objects.all().delete()
        make_pages(*(f"Om kols og diabetes {count} {at}" for at in range(count)))
        answer_to(text)
        with CaptureQueriesContext(connection) as queries:
            assert answer_to(text).total >= count
        costs.append(len(queries))
    assert costs[0] == costs[1] <= QUERIES


def test_a_request_is_of_the_readers_tree():
    assert [SearchRequest(language=language).tree for language in ("nb", "nn", "en")] == ["nb", "nb", "en"]
    assert search(SearchRequest()).request == SearchRequest()
