"""Whatever hides a page hides it everywhere: by address, in lists and counts, feeds, related pages, switch, sitemap."""

from datetime import timedelta

import pytest
from django.utils import timezone

from hub.earlier.addresses import CHANGES, UNTIL_TODAY, of_page
from hub.enums import Phase, ServiceStatus, Vocabulary
from hub.models import HomePage, PhaseIndexPage, PhasePage, ThemeIndexPage, ThemePage
from hub.publishing import leave_version
from research.models import ConceptIndexPage, ConceptPage
from stories.models import StoryIndexPage, StoryPage
from tests.builders.hub import (
    FIRST_DAY,
    make_county,
    make_home,
    make_municipality,
    make_organisation,
    make_page,
    make_standard_page,
    make_term,
    relate,
    restrict,
)

TITLE = "Huset som ingen skal se 4711"
pytestmark = pytest.mark.django_db


def first_or_made(model, **fields):
    """The page of a type in the Norwegian tree: the content's, or one of our own where there is none."""
    return model.objects.filter(locale__language_code="nb").first() or make_page(model, **fields)


class Scene:
    """One experience and everything that would show it if it were public."""

    def __init__(self, *, parent, **state):
        form = make_term(vocabulary=Vocabulary.SERVICE_FORMS, slug="skjult-hus")
        county = make_county(number="40", name="Telemark")
        owner = make_organisation(name="Huseieren kommune")
        themes = first_or_made(ThemeIndexPage, title="Temaer")
        phases = first_or_made(PhaseIndexPage, title="Faser")
        self.listing = first_or_made(StoryIndexPage, title="Erfaringer")
        self.theme = make_page(ThemePage, parent=themes, service_form=form)
        self.phase = PhasePage.objects.filter(phase=Phase.SPREDNING).first() or make_page(
            PhasePage, parent=phases, phase=Phase.SPREDNING
        )
        concepts = first_or_made(ConceptIndexPage, title="Begreper")
        self.concept = make_page(ConceptPage, parent=concepts, title="husbegrep")
        self.neighbour = make_standard_page(title="Nabo")
        english = StoryIndexPage.objects.get(locale__language_code="en")
        self.english = make_page(StoryPage, parent=english, title="Twin")
        self.place = f"/fylker/{county.slug}/"
        self.owner = f"/organisasjoner/{owner.slug}/"
        self.page = make_page(
            StoryPage,
            parent=parent or self.listing,
            title=TITLE,
            terms=[form],
            municipalities=[make_municipality(number="4001", name="Porsgrunn", county=county)],
            owner_organisation=owner,
            phase=Phase.SPREDNING,
            status=ServiceStatus.I_DRIFT,
            translation_of=self.english,
            first_published_at=timezone.now() if state.get("live", True) else None,
            **state,
        )
        relate(self.page, self.concept)
        relate(self.neighbour, self.page)

    def link_from_text(self):
        """A page whose words link to ours."""
        link = f'<p>Se <a linktype="page" id="{self.page.pk}">huset</a></p>'
        return make_standard_page(title="Lenker", body=[("text", link)])


def hide(name):
    """The parent and the state of a page that something hides, by the name of what hides it."""
    now = timezone.now()
    if name == "live":
        return {"parent": None}
    if name == "draft":
        return {"parent": None, "live": False}
    if name == "scheduled":
        return {"parent": None, "live": False, "go_live_at": now + timedelta(days=1)}
    if name == "expired but not yet swept":
        return {"parent": None, "expire_at": now - timedelta(minutes=1)}
    if name == "private":
        return {"parent": None}
    above = make_page(StoryIndexPage, title="Over", live=name != "below unpublished", first_published_at=FIRST_DAY)
    if name == "below expired":
        StoryIndexPage.objects.filter(pk=above.pk).update(expire_at=now - timedelta(minutes=1))
    if name == "below private":
        restrict(above)
    return {"parent": above}


HIDDEN = {
    "draft": 404,
    "private": 302,
    "below private": 302,
    "below unpublished": 410,
    "below expired": 410,
    "expired but not yet swept": 410,
    "scheduled": 404,
}


def seen(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def where_shown(client, scene):
    """The surfaces that show the page to a reader."""
    listing = scene.listing.path_from_root
    page = scene.page.path_from_root
    told = {
        "list": TITLE in seen(client, f"{listing}?q=4711"),
        "feed": TITLE in seen(client, f"{listing}atom.xml"),
        "theme": TITLE in seen(client, scene.theme.path_from_root),
        "phase": TITLE in seen(client, scene.phase.path_from_root),
        "county": TITLE in seen(client, scene.place),
        "owner": TITLE in seen(client, scene.owner),
        "related at the target": TITLE in seen(client, scene.concept.path_from_root),
        "related at the source": TITLE in seen(client, scene.neighbour.path_from_root),
        "running text": f'href="{page}"' in seen(client, scene.link_from_text().path_from_root),
        "language switch": f'href="{page}" lang="nb"' in seen(client, scene.english.path_from_root),
        "sitemap": f"{page}</loc>" in seen(client, "/sitemap.xml"),
    }
    others = StoryPage.objects.visible().filter(locale=scene.page.locale).exclude(pk=scene.page.pk).count()
    told["total of the list"] = client.get(listing).context["listing"].total == others + 1
    told["count of the list"] = client.get(f"{listing}?q=4711").context["listing"].count == 1
    return {surface for surface, is_told in told.items() if is_told}, set(told)


def versions_shown(client, page):
    """The addresses of a page's versions that a reader is shown; the others tell nothing."""
    for _once in range(2):
        leave_version(page, page.save_revision(), None)
    page.versions.update(was_public=True)  # readers have seen them, before it was hidden
    shown = set()
    for what in ((), (1,), (2, CHANGES), (1, UNTIL_TODAY)):
        address = of_page(page, *what)
        response = client.get(address)
        if response.status_code == 200:
            shown.add(address)
        else:
            assert response.status_code == 404
            assert TITLE not in response.content.decode()
    return shown


@pytest.mark.parametrize("state", ["live", *HIDDEN])
def test_hidden_is_hidden_everywhere(client, state):
    make_home(language="en")
    first_or_made(StoryIndexPage, title="Erfaringer")
    if not StoryIndexPage.objects.filter(locale__language_code="en").exists():
        make_page(StoryIndexPage, language="en", title="Experiences")
    scene = Scene(**hide(state))
    if state == "private":
        restrict(scene.page)

    assert client.get(scene.page.path_from_root).status_code == HIDDEN.get(state, 200)
    assert scene.page.is_public() is (state == "live")
    shown, surfaces = where_shown(client, scene)
    assert shown == (surfaces if state == "live" else set())
    assert len(versions_shown(client, scene.page)) == (4 if state == "live" else 0)
    if state != "live":
        assert TITLE not in seen(client, HomePage.objects.get(locale=scene.page.locale).path_from_root)
