"""The types of pages, and a visible page of each: of the hub's own facts, or made where they have none."""

from wagtail.models import get_page_models

from hub.models import BasePage
from stories.models import FilmIndexPage, FilmPage
from tests.builders.initiatives import make_film, make_film_index

ROOMS = {"hub", "research", "stories", "events"}
TYPES = [model for model in get_page_models() if model._meta.app_label in ROOMS and model is not BasePage]
BUILDERS = {FilmPage: make_film, FilmIndexPage: make_film_index}


def build(model):
    """A page of the type; a new type without facts adds its builder above."""
    return BUILDERS[model]()


def pages_by_language(model):
    """A visible page of the type in each language that it has; one is built where the facts have none."""
    found = {}
    for page in model.objects.visible().order_by("-pk"):
        found.setdefault(page.language, page)
    return found or {"nb": build(model)}
