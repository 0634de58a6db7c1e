"""A word of what the public may not see is never a hit, a count, a facet, a suggestion, a correction or a snippet."""

from contextlib import contextmanager, nullcontext
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.utils import timezone
from django.utils.html import strip_tags
from wagtail.models import Page

from search import indexes
from search.models import IndexTarget
from search.suggestions import suggest
from stories.models import StoryIndexPage, StoryPage
from tests.builders.elasticsearch import elasticsearch, filled_index
from tests.builders.hub import make_home, make_municipality, make_page, make_standard_page, publish, restrict
from tests.builders.indexed import answer_to, settle
from tests.builders.research import make_concept

pytestmark = pytest.mark.django_db
SECRET, MISTYPED = "kvisterlampe", "kvistrelampe"
PLACE = "4001"


class Scene:
    """A page with the word, below a list, with a twin that lacks it; and a concept by that name."""

    def __init__(self):
        make_home(language="en")
        self.above = make_page(StoryIndexPage, title="Hylle")
        self.closed = make_standard_page(title="Lukket avdeling")
        restrict(self.closed)
        self.page = make_page(
            StoryPage,
            parent=self.above,
            title=f"Om en {SECRET}",
            summary=f"Der står en {SECRET} i hjørnet.",
            municipalities=[make_municipality(number=PLACE, name="Porsgrunn")],
        )
        english = make_page(StoryIndexPage, title="Shelf", language="en")
        self.twin = make_page(StoryPage, parent=english, title="Lighting", translation_of=self.page)
        make_standard_page(title="Om lysarmatur")
        settle()


def surfaces():
    """Where the word, or the place that no other page has, is shown now."""
    told = set()
    for language in ("nb", "en"):
        asked = answer_to(SECRET, language=language)
        exact = answer_to(SECRET, language=language, exact=True)
        mistyped = answer_to(MISTYPED, language=language)
        everything = answer_to("", language=language, per_page=100)
        shown = [hit for answer in (asked, exact, mistyped, everything) for hit in answer.hits]
        seen = {
            "hit": any(SECRET in hit.document.title for hit in shown),
            "snippet": any(SECRET in strip_tags(hit.snippet) for hit in shown),
            "total": exact.total > 0,
            "facet": PLACE in everything.facets["municipality"],
            "filter": answer_to("", language=language, filters={"municipality": (PLACE,)}).total > 0,
            "did you mean": SECRET in mistyped.did_you_mean,
            "suggestion": any(SECRET in one.title.lower() for one in suggest(SECRET[:6], language)),
            "concept": any(SECRET in one.title for one in asked.concepts),
        }
        told |= {name for name, is_seen in seen.items() if is_seen}
    return told


EVERYWHERE = {"hit", "snippet", "total", "facet", "filter", "did you mean", "suggestion"}


def move(scene):
    Page.objects.get(pk=scene.above.pk).move(Page.objects.get(pk=scene.closed.pk), "last-child")


def expire(page):
    """What the sweep does when the time is over."""
    type(page).objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    type(page).objects.get(pk=page.pk).unpublish(set_expired=True)


HIDING = {
    "restricted": lambda scene: restrict(scene.page),
    "restricted above": lambda scene: restrict(scene.above),
    "moved below private": move,
    "unpublished": lambda scene: scene.page.unpublish(),
    "above unpublished": lambda scene: scene.above.unpublish(),
    "expired": lambda scene: expire(scene.page),
    "above expired": lambda scene: expire(scene.above),
    "deleted": lambda scene: scene.page.delete(),
    "above deleted": lambda scene: Page.objects.get(pk=scene.above.pk).delete(),
}


@contextmanager
def on_elasticsearch(url):
    """An index that answers, and that is up to date whenever the jobs are done."""
    with elasticsearch(url):
        filled_index()
        yield


def up_to_date():
    """Run the jobs, and let Elasticsearch find what they wrote."""
    settle()
    for name in IndexTarget.objects.values_list("name", flat=True):
        indexes.refresh(name)


@pytest.fixture(params=["database", pytest.param("elastic", marks=pytest.mark.elasticsearch)])
def scene(request):
    """Everything in sight, on each engine."""
    found = Scene()
    engine = (
        on_elasticsearch(request.getfixturevalue("elasticsearch_url")) if request.param == "elastic" else nullcontext()
    )
    with engine:
        up_to_date()
        assert answer_to(SECRET).engine == request.param
        assert surfaces() == EVERYWHERE
        yield found


@pytest.mark.parametrize("way", HIDING)
def test_what_is_hidden_is_told_nowhere(scene, way):
    HIDING[way](scene)
    at_once = surfaces()
    if answer_to(SECRET).engine == "database":
        assert at_once == set()
    else:
        assert not at_once & {"hit", "snippet", "suggestion", "did you mean"}
    up_to_date()
    assert surfaces() == set()


@pytest.mark.parametrize("above", [False, True])
def test_what_has_expired_is_told_nowhere_before_it_is_swept_up(scene, above, monkeypatch):
    page = scene.above if above else scene.page
    soon = timezone.now() + timedelta(hours=1)
    page.expire_at = soon
    page.save()
    up_to_date()
    assert surfaces() == EVERYWHERE - {"did you mean"}  # which knows only what stays
    monkeypatch.setattr(timezone, "now", lambda: soon + timedelta(seconds=1))
    assert surfaces() == set()


def test_what_comes_back_is_told_again(scene):
    restriction = restrict(scene.above)
    up_to_date()
    assert surfaces() == set()
    restriction.delete()
    up_to_date()
    assert surfaces() == EVERYWHERE


def test_a_draft_is_told_nowhere(scene):
    publish(scene.above, title="Hylle")
    page = make_standard_page(title="Lampe")
    page.title = "Om en taklampett"
    page.save_revision()
    up_to_date()
    assert answer_to("taklampett", exact=True).total == 0
    assert suggest("taklamp") == []


def test_a_name_of_a_hidden_concept_is_told_nowhere(scene):
    concept = make_concept(title="lysekrone", alternative=[("nb", "krystallprisme")])
    make_standard_page(title="Side", summary="Noe om en lysekrone.")
    up_to_date()
    assert answer_to("krystallprisme").concepts
    assert answer_to("krystallprisme").total > 1
    concept.unpublish()
    assert not answer_to("krystallprisme").concepts
    up_to_date()
    assert answer_to("krystallprisme").total == 0
    assert suggest("krystallp") == []


def test_a_name_of_a_concept_that_has_expired_is_told_nowhere(monkeypatch):
    soon = timezone.now() + timedelta(hours=1)
    make_concept(title="lysekrone", alternative=[("nb", "krystallprisme")], expire_at=soon)
    make_standard_page(title="Side", summary="Noe om en lysekrone.")
    settle()
    assert answer_to("krystallprisme").concepts
    monkeypatch.setattr(timezone, "now", lambda: soon + timedelta(seconds=1))
    assert not answer_to("krystallprisme").concepts
    assert answer_to("krystallprisme", exact=True).total == 0


@pytest.mark.parametrize("address", ["/sok/?q={}", "/en/search/?q={}", "/api/v1/search/?q={}"])
def test_no_page_of_answers_tells_it(scene, client, address):
    restrict(scene.above)
    up_to_date()
    for text in (MISTYPED, "", SECRET[:7], "lampe"):
        response = client.get(address.format(quote(text)))
        assert response.status_code == 200
        assert SECRET not in response.content.decode().lower()
