"""What stands around a page: menus, breadcrumbs, language switch, contact, and nothing that is not there."""

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.template.response import TemplateResponse
from django.test import RequestFactory

from hub import frame as frames
from hub import languages
from hub.frame import Frame, Link, Place
from hub.models import StandardPage
from tests.builders.html import faults, soup
from tests.builders.hub import (
    FIRST_DAY,
    make_home,
    make_organisation,
    make_settings,
    make_standard_page,
    restrict,
)

pytestmark = pytest.mark.django_db


def get(client, page):
    return soup(client.get(page.path_from_root))


def words(tag):
    return " ".join(tag.get_text(" ", strip=True).split())


# Language -------------------------------------------------------------------------------------------------------------
def test_the_page_and_its_frame_follow_the_written_standard(client):
    page = get(client, make_standard_page(title="Om", written_standard="nn"))
    assert page.html["lang"] == "nn"


def test_the_switch_leads_to_the_twin(client):
    norwegian = make_standard_page(title="Om", written_standard="nn")
    english = make_standard_page(language="en", title="About", translation_of=norwegian)
    link = get(client, norwegian).select_one(".lang a")
    assert (link["href"], link["lang"], words(link)) == (english.path_from_root, "en", "English")
    link = get(client, english).select_one(".lang a")
    assert (link["href"], link["lang"], words(link)) == (norwegian.path_from_root, "nn", "Norsk")


@pytest.mark.parametrize("state", ["draft", "restricted", "below restricted", "expired", "none"])
def test_no_switch_without_a_twin_that_the_public_may_see(client, state):
    norwegian = make_standard_page(title="Om")
    parent = make_standard_page(language="en", title="Parent")
    if state != "none":
        fields = {"live": False} if state == "draft" else {"expire_at": FIRST_DAY} if state == "expired" else {}
        english = make_standard_page(parent=parent, title="About", translation_of=norwegian, **fields)
        if "restricted" in state:
            restrict(parent if "below" in state else english)
    page = get(client, norwegian)
    assert not page.select(".lang")
    assert not page.select("link[hreflang]")


def test_alternates_and_canonical(client):
    norwegian = make_standard_page(title="Om")
    english = make_standard_page(language="en", title="About", translation_of=norwegian)
    page = soup(client.get(f"{norwegian.path_from_root}?utm=x"))
    base = settings.PUBLIC_URL
    assert page.select_one("link[rel=canonical]")["href"] == base + norwegian.path_from_root
    assert {link["hreflang"]: link["href"] for link in page.select("link[hreflang]")} == {
        "nb": base + norwegian.path_from_root,
        "en": base + english.path_from_root,
    }


# Menus ----------------------------------------------------------------------------------------------------------------
def test_pages_of_words_stand_in_the_footer_and_lists_in_the_menu(client, monkeypatch):
    monkeypatch.setattr(frames, "_entries", [])
    about = make_standard_page(title="Om oss", show_in_menus=True)
    below = make_standard_page(parent=about, title="Personvern", show_in_menus=True, written_standard="nn")
    make_standard_page(title="Ikke i menyen")
    page = get(client, about)
    links = {words(link): link for link in page.select("footer a")}
    assert links["Om oss"]["href"] == about.path_from_root
    assert links["Personvern"]["lang"] == "nn"
    assert "Ikke i menyen" not in links
    assert not page.select("header nav")
    monkeypatch.setattr(StandardPage, "menu", "main")
    page = get(client, below)
    assert [(words(link), link["aria-current"]) for link in page.select("header nav a")] == [("Om oss", "true")]
    page = get(client, about)
    assert page.select_one("header nav a")["aria-current"] == "page"


def test_a_nynorsk_page_calls_the_pages_around_it_by_their_nynorsk_titles(client, monkeypatch):
    monkeypatch.setattr(frames, "_entries", [])
    monkeypatch.setattr(StandardPage, "menu", "main")
    parent = make_standard_page(title="Erfaringer", title_nn="Erfaringar", show_in_menus=True)
    child = make_standard_page(parent=parent, title="Ei side", written_standard="nn")

    def called(page):
        shown = get(client, page)
        return [(words(link), link.get("lang")) for link in shown.select(f'nav [href="{parent.path_from_root}"]')]

    assert set(called(child)) == {("Erfaringar", None)}
    assert set(called(make_standard_page(parent=parent, title="En side"))) == {("Erfaringer", None)}
    StandardPage.objects.update(title_nn="")
    assert set(called(child)) == {("Erfaringer", "nb")}


def test_a_registered_view_stands_last_in_the_menu(client, monkeypatch):
    monkeypatch.setattr(frames, "_entries", [])
    frames.register_menu_entry(lambda: "Kart", {"nb": "/kart/", "en": "/en/map/"})
    link = get(client, make_standard_page(language="en", title="About")).select_one("header nav a")
    assert (link["href"], words(link)) == ("/en/map/", "Kart")


def test_the_search_box_asks_what_is_registered_and_is_absent_without_it(client, monkeypatch):
    page = make_standard_page(title="Om", written_standard="nn")
    english = make_standard_page(language="en", title="About")
    monkeypatch.setattr(frames, "_search", {})
    assert not get(client, page).select("form")
    frames.register_search({"nb": ("/sok/", "/sok/forslag/"), "en": ("/en/search/", "/en/search/suggestions/")})
    (form,) = get(client, page).select("form[role=search]")
    assert (form["action"], form.select_one("[name=sprak]")["value"]) == ("/sok/", "nn")
    assert form.select_one("[name=q]")["data-suggestions"] == "/sok/forslag/?sprak=nn"
    (form,) = get(client, english).select("form[role=search]")
    assert (form["action"], form.select("[name=sprak]")) == ("/en/search/", [])


# Breadcrumbs ----------------------------------------------------------------------------------------------------------
def test_breadcrumbs_lead_from_the_front_page_to_here(client):
    parent = make_standard_page(title="Om oss")
    child = make_standard_page(parent=parent, title="Personvern")
    crumbs = get(client, child).select("nav.crumbs li a")
    assert [link["href"] for link in crumbs] == ["/", parent.path_from_root, child.path_from_root]
    assert [link.get("aria-current") for link in crumbs] == [None, None, "page"]
    assert get(client, child).select_one("nav.crumbs > a")["href"] == parent.path_from_root


def test_the_title_of_a_crumb_in_another_language_says_so(client):
    parent = make_standard_page(title="Om oss", written_standard="nn")
    child = make_standard_page(parent=parent, title="Personvern")
    assert [link.get("lang") for link in get(client, child).select("nav.crumbs li a")] == [None, "nn", None]


def test_a_view_that_is_no_page_says_where_it_stands(rf):
    home = make_home()
    make_standard_page(title="Om oss", show_in_menus=True)
    request = rf.get("/fylker/nordland/")
    addresses = {"nb": "/fylker/nordland/", "en": "/en/counties/nordland/"}
    request.hub_place = Place("Nordland", [("Fylker", "/fylker/")], addresses)
    frame = Frame(request)
    assert [(link.url, link.current) for link in frame.breadcrumbs] == [
        ("/", False),
        ("/fylker/", False),
        ("/fylker/nordland/", True),
    ]
    assert frame.switch == Link("English", "/en/counties/nordland/", "en")
    assert [link.title for link in frame.about] == ["Om oss"]
    response = languages.render_in("nb", lambda: TemplateResponse(request, "layouts/view.html", {}))
    page = soup(response)
    assert not list(faults(page, "nb"))
    assert words(page.h1) == "Nordland"
    assert page.title.get_text().startswith("Nordland – ")
    assert home.pk


# Whom to ask ----------------------------------------------------------------------------------------------------------
def test_the_page_answers_else_its_owner_else_the_hub(client):
    make_settings(role="Redaksjonen", email="hub@example.org")
    owner = make_organisation(name="Bodø kommune", role="Tjenesteleder", email="post@example.org")
    plain = make_standard_page(title="Uten")
    owned = make_standard_page(title="Eid", owner_organisation=owner)
    own = make_standard_page(
        title="Egen", owner_organisation=owner, responsible_role="Rolle", responsible_email="r@x.no"
    )
    for page, email in ((plain, "hub@example.org"), (owned, "post@example.org"), (own, "r@x.no")):
        panel = get(client, page).select_one("#spor").parent
        assert panel.select_one("a.ds-button")["href"] == f"/si-fra/?om={page.path_from_root}&hva=sporsmal"
        assert email in words(panel)


def test_an_owner_with_the_hubs_mailbox_is_called_what_the_hub_calls_itself_in_each_language(client):
    make_settings(role="Redaksjonen", role_en="The team", email="hub@example.org")
    owner = make_organisation(name="Helsedirektoratet", role="Redaksjonen", email="hub@example.org")
    page = make_standard_page(language="en", title="About", owner_organisation=owner)
    assert "The team answers." in words(get(client, page).select_one("#spor").parent)
    own = make_standard_page(
        language="en", title="Own", responsible_role="The desk", responsible_email="hub@example.org"
    )
    assert "The desk answers." in words(get(client, own).select_one("#spor").parent)


def test_without_any_mailbox_nobody_is_named_and_the_footer_still_takes_a_word(client):
    page = get(client, make_standard_page(title="Uten"))
    assert not page.select("#spor")
    assert not page.select("a[href^=mailto]")
    assert [a["href"].partition("?")[0] for a in page.footer.select(".stack.small a")[:2]] == ["/del-erfaring/", "/si-fra/"]


def test_the_footer_says_who_runs_the_hub_in_the_language_of_the_page(client):
    make_settings(run_by_nb="Direktoratet", run_by_nn="Direktoratet, nynorsk", run_by_en="The directorate")
    for fields, name in (
        ({"written_standard": "nn"}, "Direktoratet, nynorsk"),
        ({"language": "en"}, "The directorate"),
        ({}, "Direktoratet"),
    ):
        assert name in words(get(client, make_standard_page(title="Side", **fields)).footer)


def test_links_that_are_not_set_are_not_there(client):
    make_settings(patient_url="", accessibility_url="")
    assert "helsenorge" not in str(get(client, make_standard_page(title="Side")).footer)
    make_settings(patient_url="https://www.helsenorge.no/", accessibility_url="https://uustatus.no/nb/x")
    footer = get(client, make_standard_page(title="Side 2")).footer
    assert footer.select_one("a[href='https://www.helsenorge.no/']")
    assert footer.select_one("a[href='https://uustatus.no/nb/x']")


# Markup ---------------------------------------------------------------------------------------------------------------
def test_a_page_with_everything_has_no_faults(client):
    make_settings(accessibility_url="https://uustatus.no/nb/x")
    body = [
        ("heading", {"text": "Første", "level": "h3"}),
        ("text", "<p>Tekst[^1]</p>"),
        ("heading", {"text": "Andre", "level": "h2"}),
        ("quote", {"text": "Sitat", "source": "Rolle", "url": ""}),
        ("heading", {"text": "Tredje", "level": "h2"}),
        ("fact_box", {"title": "Boks", "text": "<p>Tekst</p>"}),
    ]
    page = make_standard_page(
        title="Alt",
        body=body,
        footnotes=["<p>Note</p>"],
        sources=[{"title": "Source", "language": "en", "url": "https://example.org", "date": "2021-10"}, "Uten dato"],
        related=[make_standard_page(title="Annen")],
        notice="Siden er under oppdatering",
        notice_until="2099-01-01",
        reviewed_on="2026-02-01",
        confidence="high",
    )
    response = client.get(page.path_from_root)
    parsed = soup(response)
    assert not list(faults(parsed, "nb"))
    assert [link["href"] for link in parsed.select("nav.toc a")][:3] == ["#forste", "#andre", "#tredje"]
    targets = {tag["id"] for tag in parsed.find_all(id=True)}
    for link in parsed.select("a[href^='#']"):
        assert link["href"][1:] in targets
    assert parsed.select_one(".ds-alert")
    assert "unsafe-inline" not in response.headers["Content-Security-Policy"]
    assert not response.cookies


def test_nothing_is_asked_for_before_a_template_does(django_assert_num_queries):
    request = RequestFactory().get("/admin/")
    with django_assert_num_queries(0):
        assert isinstance(frames.frame(request)["frame"], Frame)


def test_a_preview_has_breadcrumbs_and_menu(client, admin_user):
    parent = make_standard_page(title="Om oss", show_in_menus=True)
    draft = make_standard_page(parent=parent, title="Utkast", live=False)
    response = draft.make_preview_request(preview_mode="")
    page = BeautifulSoup(response.content, "html.parser")
    assert [link["href"] for link in page.select("nav.crumbs li a")] == ["/", "/om-oss/", "/om-oss/utkast/"]
    assert "Om oss" in words(page.footer)


def test_the_search_box_of_a_page_with_a_form_of_its_own_stays_itself(client):
    """The context of the log-in page has a `form`, which the box must not take for its own."""
    make_home()
    page = BeautifulSoup(client.get("/konto/login/").content, "html.parser")
    assert len(page.select("#id_login")) == 1
    assert not page.select_one("header input[name=q]").has_attr("form")
