"""Theme and phase pages gather what belongs to them from every room."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hub.models import PhaseIndexPage, ThemeIndexPage
from research.models import ConceptIndexPage
from tests.builders.html import faults, soup
from tests.builders.hub import (
    make_home,
    make_municipality,
    make_organisation,
    make_settings,
    make_term,
    many,
    relate,
    restrict,
)
from tests.builders.lists import make_experience, make_story_list
from tests.builders.research import make_concept, make_list, make_publication
from tests.hub.test_home import make_phase, make_theme, texts

pytestmark = pytest.mark.django_db
FORM = "digital-hjemmeoppfolging"


@pytest.fixture(autouse=True)
def hub():
    make_settings()
    make_home()


@pytest.fixture
def form():
    return make_term(vocabulary="service_forms", slug=FORM)


def get(client, page):
    response = client.get(page.path_from_root)
    assert response.status_code == 200
    found = soup(response)
    assert list(faults(found, page.language)) == []
    return found


def test_a_theme_tells_what_it_is_and_whom_to_ask(client):
    theme = make_theme(
        purpose="<p>Lær av andre.</p>", background="<p>Bakgrunn.</p>", target_group="<p>Ledere.</p>",
        responsible_role="Temaredaksjonen", responsible_email="tema@example.org",
    )  # fmt: skip
    page = get(client, theme)
    text = page.main.get_text(" ")
    for words in ("Lær av andre.", "Bakgrunn.", "Ledere.", "Temaredaksjonen"):
        assert words in text
    assert page.select_one("a[href^='/si-fra/?om=']")
    assert page.article["data-form"] == FORM


def test_a_theme_gathers_what_has_its_form_or_is_linked(client, form):
    theme = make_theme()
    make_experience(title="Har formen")
    make_experience(title="Har den ikke", forms=["delt-plan"])
    linked = make_experience(title="Er lenket", forms=["delt-plan"])
    make_publication(title="En studie", terms=[form])
    concept = make_concept(parent=make_list(ConceptIndexPage), title="gevinst")
    relate(theme, linked)
    relate(theme, concept)
    page = get(client, theme)
    assert texts(page, ".rows h3") == ["Er lenket", "Har formen"]
    assert texts(page, ".hard a") == ["En studie"]
    assert "gevinst" in texts(page, "aside a")


def test_an_english_theme_calls_concepts_by_their_english_names(client):
    theme = make_theme(title="Digital home follow-up", language="en")
    make_list(ConceptIndexPage, language="en")
    relate(theme, make_concept(parent=make_list(ConceptIndexPage), title="gevinst", en="benefit"))
    link = get(client, theme).select_one("aside a[href='/en/concepts/benefit/']")
    assert link.get_text() == "benefit"


def test_the_street_of_a_theme_holds_its_experiences_only(client):
    theme = make_theme()
    make_experience(title="Har formen", municipalities=[make_municipality()])
    make_experience(title="Har den ikke", forms=["delt-plan"], municipalities=[make_municipality()])
    page = get(client, theme)
    assert texts(page, ".street a") == ["Nordland 1"]
    assert "2" in page.select_one(".slim p").get_text()


def test_a_theme_without_experiences_invites_to_share(client):
    page = get(client, make_theme())
    assert page.select_one(".panel a[href^='/del-erfaring/']")
    assert not page.select(".street")


def test_a_theme_shows_nothing_that_is_hidden(client, form):
    theme = make_theme()
    restrict(make_experience(title="Lukket"))
    make_experience(title="Utkast", live=False)
    relate(theme, make_publication(title="Hemmelig", live=False, terms=[form]))
    assert texts(get(client, theme), ".rows h3") == []


def test_all_themes(client):
    make_theme()
    make_theme(title="Delt plan", form="delt-plan")
    page = get(client, ThemeIndexPage.objects.get())
    assert texts(page, ".door a") == ["Digital hjemmeoppfølging", "Delt plan"]


def test_a_phase_shows_who_is_there_and_what_helps(client):
    make_phase(title="Innføring", phase="innforing")
    phase = make_phase(title="Utprøving", phase="utproving")
    make_experience(title="Er der", phase="utproving")
    make_experience(title="Er der ikke", phase="drift")
    been = make_experience(title="Har vært der", phase="avsluttet")
    concept = make_concept(parent=make_list(ConceptIndexPage), title="evaluering")
    for page in (been, concept):
        relate(phase, page)
    relate(phase, make_experience(title="Er der og lenket", phase="utproving"))
    page = get(client, phase)
    assert texts(page, ".rows h3") == ["Er der og lenket", "Er der", "Har vært der"]
    assert texts(page, ".ladder [aria-current] strong") == ["Utprøving"]
    assert {"evaluering", "Innføring"} <= set(texts(page, "aside a"))
    assert "3" in texts(page, ".eyebrow")[0]


def test_a_phase_leads_to_all_that_are_there(client):
    phase = make_phase()
    for number in range(8):
        make_experience(title=f"Nr. {number}")
    page = get(client, phase)
    assert len(page.select(".rows li")) == 6
    assert page.select("a[href='/erfaringer/?fase=drift']")


def test_an_empty_phase_invites_to_share(client):
    assert get(client, make_phase(phase="spredning")).select_one(".panel a[href^='/del-erfaring/']")


def test_all_phases(client):
    make_phase()
    page = get(client, PhaseIndexPage.objects.get())
    assert len(page.select(".ladder li")) == 7


@pytest.mark.parametrize("make", [make_theme, make_phase])
def test_the_cost_does_not_grow(client, form, make):
    page = make()
    make_story_list()
    partner = make_organisation(name="UNN", kind="helseforetak")
    costs = []
    for start, until in ((0, 2), (2, 20)):
        with many():
            for number in range(start, until):
                places = [make_municipality()]
                relate(page, make_experience(title=f"Nr. {number}", municipalities=places, organisations=[partner]))
                relate(page, make_publication(title=f"Studie {number}", terms=[form]))
                relate(page, make_concept(parent=make_list(ConceptIndexPage), title=f"begrep {number}"))
        client.get(page.path_from_root)
        with CaptureQueriesContext(connection) as queries:
            client.get(page.path_from_root)
        costs.append(len(queries))
    assert costs[0] == costs[1]
