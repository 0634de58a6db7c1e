"""What readers ask becomes a name of a concept or a word of the list, by an editor's hand."""

import csv
from datetime import timedelta
from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from research.enums import LabelKind
from research.models import ConceptPage
from search import analytics
from search.models import QueryCount, Word
from tests.builders.accounts import make_user
from tests.builders.admin import editor_client, form_data, said, send_form
from tests.builders.hub import make_standard_page
from tests.builders.research import make_concept

pytestmark = pytest.mark.django_db
UNANSWERED, MOST_ASKED = "/admin/reports/searches/without-answers/", "/admin/reports/searches/most-frequent/"
CONCEPT, WORDS = "/admin/reports/searches/add-to-concept/", "/admin/reports/searches/add-to-words/"


def make_count(*, query="dho", language="nb", engine="database", results=0, count=1, age=0):
    day = timezone.localdate() - timedelta(days=age)
    return QueryCount.objects.create(
        day=day, query=query, language=language, engine=engine, results=results, count=count
    )


def user_client(client, *codenames):
    user = make_user(email="andre@example.org")
    user.user_permissions.set(Permission.objects.filter(codename__in=["access_admin", *codenames]))
    client.force_login(user)
    return client


def rows(response):
    soup = BeautifulSoup(response.content, "html.parser")
    return [
        [" ".join(cell.get_text(" ").split()) for cell in row.select("td")]
        for row in soup.select("table.listing tbody tr")
    ]


def queries(response):
    return [row[0] for row in rows(response)]


# The lists ------------------------------------------------------------------------------------------------------------
def test_queries_without_answers_are_listed_the_most_frequent_first():
    make_count(query="sensorgulv", count=2)
    make_count(query="sensorgulv", count=3, age=1)
    make_count(query="sensorgulv", count=4, engine="elastic")
    make_count(query="ai", count=5, language="en")
    make_count(query="kols", results=7, count=50)
    found = rows(editor_client().get(UNANSWERED))
    assert [row[:3] for row in found] == [["sensorgulv", "Norwegian Bokmål", "9"], ["ai", "English", "5"]]


def test_what_has_found_an_answer_since_is_no_longer_listed():
    make_count(query="dho", age=5)
    make_count(query="dho", results=3)
    make_count(query="lost", results=3, age=5)
    make_count(query="lost")
    make_count(query="both engines")
    make_count(query="both engines", engine="elastic", results=1)
    assert queries(editor_client().get(UNANSWERED)) == ["lost"]


def test_most_frequent_searches_show_how_many_answers_they_had():
    make_count(query="kols", results=7, count=3)
    make_count(query="dho", count=1)
    found = rows(editor_client().get(MOST_ASKED))
    assert [(row[0], row[2], row[4]) for row in found] == [("kols", "3", "7"), ("dho", "1", "0")]


@pytest.mark.parametrize("report", [UNANSWERED, MOST_ASKED])
def test_period_and_language_are_chosen(report):
    make_count(query="today")
    make_count(query="last week", age=8)
    make_count(query="last month", age=31)
    make_count(query="english", language="en")
    client = editor_client()
    assert len(queries(client.get(report))) == 4
    assert sorted(queries(client.get(report, {"period": "7"}))) == ["english", "today"]
    assert sorted(queries(client.get(report, {"period": "30"}))) == ["english", "last week", "today"]
    assert queries(client.get(report, {"period": "30", "language": "en"})) == ["english"]


@pytest.mark.parametrize(
    "wrong", [{"period": "x"}, {"language": "tlh"}, {"p": "-1"}, {"p": "x"}, {"ordering": "password"}]
)
def test_wrong_choices_show_a_normal_page(wrong):
    make_count()
    assert editor_client().get(UNANSWERED, wrong).status_code == 200


def test_what_was_asked_a_moment_ago_is_there():
    analytics.record("nytt ord", "nb", "database", 0, timezone.now())
    assert queries(editor_client().get(UNANSWERED)) == ["nytt ord"]


@pytest.mark.parametrize("report", [UNANSWERED, MOST_ASKED])
def test_a_long_list_costs_no_more_than_a_short_one(report):
    make_concept()
    client, costs = editor_client(), []
    for number in (2, 120):
        for each in range(number):
            make_count(query=f"ord {number} {each}")
        client.get(report)
        with CaptureQueriesContext(connection) as captured:
            assert len(rows(client.get(report))) == min(50, number)
        costs.append(len(captured))
    assert costs[0] == costs[1]
    assert len(rows(client.get(report, {"p": "3"}))) == 22


def test_the_list_is_taken_home_as_a_table_in_which_nothing_runs():
    make_count(query="=hyperlink(1)", count=2)
    make_count(query="kols")
    client = editor_client()
    answer = client.get(UNANSWERED, {"export": "csv"})
    lines = list(csv.reader(b"".join(answer.streaming_content).decode().splitlines()))
    assert [len(line) for line in lines] == [5, 5, 5]
    assert [line[:3] for line in lines[1:]] == [["'=hyperlink(1)", "nb", "2"], ["kols", "nb", "1"]]
    sheet = load_workbook(BytesIO(b"".join(client.get(UNANSWERED, {"export": "xlsx"}).streaming_content))).active
    assert sheet["A2"].value == "'=hyperlink(1)"


def test_a_readers_text_is_shown_as_text():
    make_count(query="<script>alert(1)</script>")
    page = editor_client().get(UNANSWERED).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


# Who may what ---------------------------------------------------------------------------------------------------------
def test_an_editor_finds_both_in_the_menu():
    menu = editor_client().get("/admin/").content.decode()
    assert UNANSWERED in menu
    assert MOST_ASKED in menu


@pytest.mark.parametrize("address", [UNANSWERED, MOST_ASKED, CONCEPT, WORDS])
def test_others_see_nothing(client, address):
    make_concept()
    assert client.get(address).status_code == 302
    assert user_client(client).get(address).status_code == 302
    assert client.post(address).status_code == 302
    assert address not in client.get("/admin/").content.decode()


def test_who_may_only_look_is_offered_nothing(client):
    make_concept()
    make_count()
    page = user_client(client, "view_querycount").get(UNANSWERED).content.decode()
    assert "dho" in page
    assert CONCEPT not in page
    assert WORDS not in page


def test_without_concepts_there_is_only_the_word_list():
    make_count()
    page = editor_client().get(UNANSWERED).content.decode()
    assert CONCEPT not in page
    assert WORDS in page


# Into a concept -------------------------------------------------------------------------------------------------------
def add_to_concept(client, concept, *, text="dho", language="nb"):
    return send_form(client, f"{CONCEPT}?text={text}&language={language}", page=concept.pk)


def draft(concept):
    latest = ConceptPage.objects.get(pk=concept.pk).get_latest_revision_as_object()
    return sorted((row.language, row.text, row.kind) for row in latest.labels.all())


def test_the_form_begins_with_the_query():
    make_concept()
    data = form_data(editor_client().get(f"{CONCEPT}?text=dho+heime&language=nn"))
    assert (data["text"], data["language"]) == ("dho heime", ["nn"])


def test_a_query_goes_into_a_draft_and_never_out_by_itself():
    concept = make_concept(alternative=[("nb", "fjernoppfølging")])
    answer = add_to_concept(editor_client(), concept)
    assert answer.redirect_chain[-1][0] == reverse("wagtailadmin_pages:edit", args=[concept.pk])
    assert 'value="dho"' in answer.content.decode()
    assert "“dho” is in a draft of “digital hjemmeoppfølging”" in said(answer)
    alternative = LabelKind.ALTERNATIVE.value
    assert draft(concept) == [("nb", "dho", alternative), ("nb", "fjernoppfølging", alternative)]
    live = ConceptPage.objects.get(pk=concept.pk)
    assert [row.text for row in live.labels.all()] == ["fjernoppfølging"]
    assert live.has_unpublished_changes


def test_a_draft_of_another_editor_is_kept():
    concept = make_concept()
    concept.scope_note_nb = "Fra en annen."
    concept.save_revision()
    add_to_concept(editor_client(), concept)
    latest = ConceptPage.objects.get(pk=concept.pk).get_latest_revision_as_object()
    assert latest.scope_note_nb == "Fra en annen."
    assert [row.text for row in latest.labels.all()] == ["dho"]


@pytest.mark.parametrize("text", ["Fjernoppfølging", "digital hjemmeoppfølging", "GAMMELT"])
def test_a_name_that_is_there_makes_no_draft(text):
    concept = make_concept(alternative=[("nb", "fjernoppfølging")], hidden=[("nb", "gammelt")])
    answer = add_to_concept(editor_client(), concept, text=text)
    assert "already" in said(answer)
    assert not ConceptPage.objects.get(pk=concept.pk).has_unpublished_changes


def test_the_same_name_in_another_language_is_another_name():
    concept = make_concept()
    add_to_concept(editor_client(), concept, text="digital hjemmeoppfølging", language="en")
    assert draft(concept) == [("en", "digital hjemmeoppfølging", LabelKind.ALTERNATIVE.value)]


@pytest.mark.parametrize("text", ["", "x" * 161, "x" * 201])
def test_what_cannot_be_a_name_is_said(text):
    concept = make_concept()
    answer = add_to_concept(editor_client(), concept, text=text)
    assert answer.status_code == 200
    assert "error" in answer.content.decode()
    assert not ConceptPage.objects.get(pk=concept.pk).has_unpublished_changes


@pytest.mark.parametrize("wrong", [{"page": "99999"}, {"page": "x"}, {"page": ""}, {"language": "tlh"}])
def test_wrong_choices_are_refused(wrong):
    concept = make_concept()
    answer = send_form(editor_client(), f"{CONCEPT}?text=dho&language=nb", **{"page": concept.pk, **wrong})
    assert answer.status_code == 200
    assert not ConceptPage.objects.get(pk=concept.pk).has_unpublished_changes


def test_only_pages_that_take_names_are_offered():
    concept, other = make_concept(), make_standard_page(title="Om")
    client = editor_client()
    page = BeautifulSoup(client.get(CONCEPT).content, "html.parser")
    assert [option["value"] for option in page.select("select[name=page] option")] == ["", str(concept.pk)]
    assert send_form(client, f"{CONCEPT}?text=x&language=nb", page=other.pk).redirect_chain == []


def test_a_concept_that_another_has_locked_is_left_alone():
    concept = make_concept()
    concept.locked, concept.locked_by = True, make_user(email="laas@example.org")
    concept.locked_at = timezone.now()
    concept.save()
    answer = add_to_concept(editor_client(), concept)
    assert "it is locked" in answer.content.decode()
    assert not ConceptPage.objects.get(pk=concept.pk).has_unpublished_changes


# Into the word list ---------------------------------------------------------------------------------------------------
def test_a_query_opens_a_new_row_with_the_word_filled_in():
    answer = send_form(editor_client(), f"{WORDS}?text=heimesjukehus&language=nn")
    assert answer.redirect_chain[-1][0].startswith(reverse("wagtailsnippets_search_word:add"))
    assert form_data(answer)["nn"] == "heimesjukehus"
    assert not Word.objects.exists()


def test_a_query_opens_a_row_that_exists_with_the_word_beside_the_others():
    word = Word.objects.create(key="alarm", nb="alarm, varsel")
    answer = send_form(editor_client(), f"{WORDS}?text=melding&language=nb", word=word.pk)
    assert form_data(answer)["nb"] == "alarm, varsel, melding"
    word.refresh_from_db()
    assert word.nb == "alarm, varsel"


def test_signs_of_addresses_in_a_query_do_no_harm():
    answer = send_form(editor_client(), WORDS, text="a&nb=b#c", language="nb")
    assert form_data(answer)["nb"] == "a&nb=b#c"


@pytest.mark.parametrize("wrong", [{"word": "99999"}, {"word": "x"}, {"text": ""}, {"language": "tlh"}])
def test_wrong_rows_are_refused(wrong):
    answer = send_form(editor_client(), f"{WORDS}?text=melding&language=nb", **wrong)
    assert answer.status_code == 200
    assert answer.redirect_chain == []
