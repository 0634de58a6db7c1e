"""What hides a page hides what readers keep of it too: its PDF, those that show it, shortlists, and its documents."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from wagtail.models import ReferenceIndex

from hub.models import PrintedPage
from hub.printing import keeping
from stories.models import StoryIndexPage
from tests.builders.hub import make_document, make_home, make_page, restrict
from tests.contract.test_visibility import HIDDEN, TITLE, Scene, first_or_made, hide, seen

pytestmark = pytest.mark.django_db


def keep(page, *shown):
    """A PDF of a page as it would be if it had been made before anything hid the page."""
    file = f"matrix-{page.pk}.pdf"
    default_storage.save(keeping.path_of(file), ContentFile(b"%PDF-1.7"))
    row = PrintedPage.objects.create(page_id=page.pk, tree="nb", file=file, mark="x", size=8)
    row.shows.set(one.pk for one in shown)


def served(client, address):
    response = client.get(address)
    return response.status_code == 200 and b"".join(response.streaming_content).startswith(b"%PDF")


def where_kept(client, scene, document):
    """The surfaces that show the page to a reader who keeps things."""
    told = {
        "pdf": served(client, f"{scene.page.path_from_root}utskrift.pdf"),
        "pdf of another that shows it": served(client, f"{scene.neighbour.path_from_root}utskrift.pdf"),
        "shortlist": TITLE in seen(client, f"/liste/?s={scene.neighbour.pk},{scene.page.pk}"),
        "found for a shortlist": TITLE in seen(client, f"/liste/?s={scene.neighbour.pk}&finn=4711"),
        "document": served(client, document.url),
    }
    return {surface for surface, is_told in told.items() if is_told}, set(told)


@pytest.fixture(autouse=True)
def no_files(db):
    yield
    for row in PrintedPage.objects.filter(file__startswith="matrix-"):
        default_storage.delete(keeping.path_of(row.file))


@pytest.mark.parametrize("state", ["live", *HIDDEN])
def test_what_is_kept_of_a_hidden_page_is_hidden(client, state):
    make_home(language="en")
    first_or_made(StoryIndexPage, title="Erfaringer")
    if not StoryIndexPage.objects.filter(locale__language_code="en").exists():
        make_page(StoryIndexPage, language="en", title="Experiences")
    scene = Scene(**hide(state))
    document = make_document()
    scene.page.body = [("document", {"document": document, "description": ""})]
    type(scene.page).objects.filter(pk=scene.page.pk).update(body=scene.page.body)
    ReferenceIndex.create_or_update_for_object(scene.page)
    if state == "private":
        restrict(scene.page)
    keep(scene.page)
    keep(scene.neighbour, scene.page)
    shown, surfaces = where_kept(client, scene, document)
    assert shown == (surfaces if state == "live" else set())
