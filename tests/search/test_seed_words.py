"""The committed word list: every row could have been written by an editor, and is loaded once."""

import pytest

from hub.jobs.models import Job
from hub.models import SeedRecord
from hub.seeding import Loader, discover, ordered
from search import seed
from search.models import IndexState, SearchDocument, Word
from search.word_form import faults, tidy

FACTS = Loader.facts("search", "words")
LANGUAGES = ("nb", "nn", "en")
pytestmark = pytest.mark.django_db


def load():
    loader = Loader()
    seed.load_words(loader)
    return loader.counts["words"]


# The facts ------------------------------------------------------------------------------------------------------------
def test_there_are_some_600_with_words_in_every_language():
    assert len(FACTS) >= 600
    for language in LANGUAGES:
        assert sum(bool(fact[language]) for fact in FACTS) >= 0.95 * len(FACTS), language


def test_ids_are_unique():
    assert len({fact["id"] for fact in FACTS}) == len(FACTS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_one_that_the_form_would_take(language):
    for fact in FACTS:
        assert all("," not in word for word in fact[language]), fact["id"]
        words = ", ".join(fact[language])
        assert tidy(words) == words, fact["id"]
        assert faults(words) == [], fact["id"]


def test_every_row_is_one_that_an_editor_could_have_saved():
    for fact in FACTS:
        seed.word(fact).full_clean(validate_unique=False)


# Loading --------------------------------------------------------------------------------------------------------------
def test_all_are_loaded_with_few_queries_and_no_jobs(django_assert_max_num_queries):
    Job.objects.all().delete()
    loader = Loader()
    with django_assert_max_num_queries(20):
        seed.load_words(loader)
    assert Word.objects.count() == len(FACTS) == loader.counts["words"]
    assert not Job.objects.exists()


def test_a_row_says_what_the_fact_says():
    load()
    fact = FACTS[0]
    row = Word.objects.get(key=fact["id"])
    assert row.names() == [(word, language) for language in LANGUAGES for word in fact[language]]


def test_loading_again_changes_nothing():
    load()
    number = IndexState.objects.get().meanings
    assert load() == 0
    assert Word.objects.count() == len(FACTS)
    assert IndexState.objects.get().meanings == number


def test_what_an_editor_has_changed_or_deleted_stays_so():
    load()
    changed, deleted, renamed = Word.objects.order_by("key")[:3]
    Word.objects.filter(pk=changed.pk).update(nb="noe, annet")
    Word.objects.filter(pk=renamed.pk).update(key="et-annet")
    deleted.delete()
    assert load() == 0
    assert Word.objects.get(pk=changed.pk).nb == "noe, annet"
    assert Word.objects.count() == len(FACTS) - 1


def test_a_row_that_an_editor_wrote_first_is_left():
    key = FACTS[0]["id"]
    Word.objects.create(key=key, nb="mitt, eget")
    assert load() == len(FACTS) - 1
    assert Word.objects.get(key=key).nb == "mitt, eget"


def test_words_that_come_later_ask_for_one_rebuild():
    load()
    SearchDocument.objects.create(kind="story", key="1", group="story-1", tree="nb", url="/x/", analysis="")
    later = [fact["id"] for fact in FACTS[:3]]
    Word.objects.filter(key__in=later).delete()
    SeedRecord.objects.filter(key__in=[f"words/{key}" for key in later]).delete()
    Job.objects.all().delete()
    assert load() == 3
    assert list(Job.objects.values_list("kind", flat=True)) == ["index.rebuild"]


def test_words_come_before_anything_that_is_written_to_the_index():
    names = [step.name for step in ordered(discover())]
    assert names[0] == "search.words"
