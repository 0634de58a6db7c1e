"""A visible page of a type that the hub's own facts have none of."""

from stories.models import FilmIndexPage, FilmPage
from tests.builders.initiatives import make_film, make_film_index

BUILDERS = {FilmPage: make_film, FilmIndexPage: make_film_index}


def build(model):
    """A page of the type; a new type without facts adds its builder above."""
    return BUILDERS[model]()
