"""Films: nothing is asked of others before a click, all that is said stands in words, no menu entry without a film."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from hub.publishing import problems
from stories.models import FilmPage
from tests.builders.admin import add_url, editor_client, send_form
from tests.builders.html import faults, soup
from tests.builders.hub import make_document, make_settings, many
from tests.builders.initiatives import make_film, make_film_index
from tests.builders.stories import make_story

pytestmark = pytest.mark.django_db


def queries(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def fields_of(page):
    return [problem.field for problem in problems(page)]


def test_summary_publisher_and_transcript_are_required():
    page = make_film(live=False, summary="", publisher="", transcript="")
    assert fields_of(page) == ["summary", "publisher", "transcript"]


def test_there_is_exactly_one_place_to_play_it_from():
    assert fields_of(make_film(video_url="")) == ["video_url"]
    both = make_film(video_url="https://vimeo.com/1", video_document=make_document(name="film.mp4"))
    assert fields_of(both) == ["video_url"]
    assert fields_of(make_film(video_document=make_document(name="film.mp4"))) == []


def test_captions_are_in_a_language():
    assert fields_of(make_film(captions=True)) == ["captions_language"]
    assert fields_of(make_film(captions=True, captions_language="nn")) == []


def test_a_film_elsewhere_is_a_plain_link_until_it_is_pressed(client):
    make_settings()
    answer = client.get(make_film(duration=timedelta(minutes=4, seconds=30)).path_from_root)
    shown = soup(answer)
    assert faults(shown, "nb") == []
    assert shown.select_one(".film a")["href"] == "https://vimeo.com/123456"
    assert shown.select_one(".film")["data-src"] == "https://player.vimeo.com/video/123456?dnt=1"
    assert not shown.select("iframe, video")
    assert "En pasient forteller." in shown.text


def test_only_the_films_own_page_may_load_its_player(client):
    page = make_film()
    allowed = client.get(page.path_from_root).headers["Content-Security-Policy"]
    assert "frame-src https://player.vimeo.com" in allowed
    elsewhere = client.get(make_film_index().path_from_root).headers["Content-Security-Policy"]
    assert "vimeo" not in elsewhere


def test_a_film_that_cannot_be_shown_here_is_a_link_and_nothing_else(client):
    answer = client.get(make_film(video_url="https://example.org/film/1").path_from_root)
    shown = soup(answer)
    assert shown.select_one(".film a")["href"] == "https://example.org/film/1"
    assert not shown.select("[data-player], script[src*='film.js']")
    assert "example.org" not in answer.headers["Content-Security-Policy"]


def test_a_film_of_our_own_plays_in_the_page_with_its_captions(client):
    page = make_film(
        video_document=make_document(name="film.mp4"),
        captions=True,
        captions_language="nn",
        captions_document=make_document(name="film.vtt"),
    )
    shown = soup(client.get(page.path_from_root))
    assert shown.video["preload"] == "none"
    assert shown.video.track["srclang"] == "nn"
    assert not shown.select("script[src*='film.js']")


@translation.override("en")
@pytest.mark.parametrize(
    ("seconds", "words"), [(None, ""), (45, "45 s"), (240, "4 min"), (270, "4 min 30 s"), (3725, "62 min 5 s")]
)
def test_the_duration_in_words(seconds, words):
    assert FilmPage(duration=timedelta(seconds=seconds) if seconds else None).minutes == words


def test_an_editor_publishes_a_film_from_an_empty_form():
    index = make_film_index()
    send_form(
        editor_client(),
        add_url(FilmPage, index),
        publish=True,
        title="Pasienten forteller",
        slug="pasienten",
        summary="En pasient forteller.",
        publisher="Senteret",
        video_url="https://vimeo.com/1",
        duration="04:30",
        transcript='{"blocks":[{"key":"a","type":"unstyled","text":"Hei","depth":0,"inlineStyleRanges":[],"entityRanges":[]}],"entityMap":{}}',
    )
    page = FilmPage.objects.get(slug="pasienten")
    assert page.live
    assert page.duration == timedelta(minutes=4, seconds=30)


def test_the_list_gets_no_entry_in_the_menu_before_there_is_a_film():
    index = make_film_index()
    assert problems(index) == []
    index.show_in_menus = True
    assert fields_of(index) == ["show_in_menus"]
    film = make_film()
    assert problems(index) == []
    film.unpublish()
    assert fields_of(index) == ["show_in_menus"]


def test_a_page_costs_the_same_however_much_it_is_related_to(client):
    make_settings()
    few = make_film(related=[make_story(title=f"Erfaring {n}") for n in range(2)])
    many = make_film(related=[make_story(title=f"Flere {n}") for n in range(20)], sources=[f"K {n}" for n in range(20)])
    assert queries(client, few.path_from_root) == queries(client, many.path_from_root) <= 6


def test_the_list_shows_captions_and_costs_the_same_however_many(client):
    make_settings()
    address = make_film_index().path_from_root
    for _number in range(2):
        make_film(captions=True, captions_language="nn")
    few = queries(client, address)
    assert "Nynorsk" in soup(client.get(address)).select_one(".row .meta").text
    with many():
        for _number in range(18):
            make_film()
    assert queries(client, address) == few <= 8
