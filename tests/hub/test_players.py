"""Players: from the address an editor pastes to what a click loads."""

import pytest

from hub.players import Way, player

YOUTUBE = "https://www.youtube-nocookie.com/embed/abcdefghijk"
VIMEO = "https://player.vimeo.com/video/42?dnt=1"


@pytest.mark.parametrize(
    ("address", "src"),
    [
        ("https://www.youtube.com/watch?v=abcdefghijk", YOUTUBE),
        ("https://www.youtube.com/watch?t=4&v=abcdefghijk", YOUTUBE),
        ("https://m.youtube.com/watch?v=abcdefghijk&t=4", YOUTUBE),
        ("https://youtu.be/abcdefghijk?si=x", YOUTUBE),
        ("https://www.youtube-nocookie.com/embed/abcdefghijk", YOUTUBE),
        ("https://vimeo.com/42", VIMEO),
        ("https://player.vimeo.com/video/42?autoplay=1", VIMEO),
    ],
)
def test_films_at_known_places_play_in_their_private_player(address, src):
    found = player(address)
    assert (found.way, found.src, found.address) == (Way.FRAME, src, address)
    assert list(found.directives) == ["frame-src"]


def test_a_file_plays_in_the_browsers_own_player():
    found = player("https://film.example.org/a/b.MP4?x=1")
    assert found.way == Way.FILE
    assert found.directives == {"media-src": ["https://film.example.org"]}
    assert found.host == "film.example.org"


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/film",
        "http://example.org/film.mp4",
        "https://evil.example/https://vimeo.com/42",
        "https://vimeo.com/om-oss",
    ],
)
def test_anything_else_is_a_link(address):
    found = player(address)
    assert (found.way, found.src, found.directives) == (Way.LINK, "", {})


def test_the_reader_is_told_who_will_hear_of_it():
    assert player("https://vimeo.com/42").host == "vimeo.com"
    assert player("https://www.youtube.com/watch?v=abcdefghijk").host == "youtube-nocookie.com"
