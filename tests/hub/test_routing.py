"""Addresses: one query finds the page and all that surrounds it."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import resolve, reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from hub import routing
from hub.models import StandardPage
from hub.reserved import reserved_slugs, slug_problem
from tests.builders.accounts import make_editor
from tests.builders.hub import (
    make_home,
    make_page,
    make_settings,
    make_standard_page,
    publish,
    relate,
    restrict,
)

pytestmark = pytest.mark.django_db


def test_both_front_pages(client):
    make_home(language="en")
    norwegian, english = client.get("/"), client.get("/en/")
    assert norwegian.status_code == english.status_code == 200
    assert norwegian.headers["Content-Language"] == "nb"
    assert english.headers["Content-Language"] == "en"


def test_a_page_answers_at_the_address_that_it_gives(client):
    parent = make_standard_page(title="Om oss")
    child = make_standard_page(parent=parent, title="Personvern")
    english = make_standard_page(language="en", title="About")
    for page in (parent, child, english):
        assert page.url == page.path_from_root
        response = client.get(page.path_from_root)
        assert response.status_code == 200
        assert page.title in response.content.decode()


def test_an_address_without_its_last_slash_leads_on(client):
    make_home(language="en")
    page = make_standard_page(title="Om oss")
    response = client.get(page.path_from_root.rstrip("/"))
    assert (response.status_code, response.headers["Location"]) == (301, page.path_from_root)
    assert client.get("/en").headers["Location"] == "/en/"


def test_what_is_not_there_is_404(client):
    page = make_standard_page(title="Om oss")
    assert client.get("/finnes-ikke/").status_code == 404
    assert client.get(f"{page.path_from_root}under/").status_code == 404
    assert client.get("/en/").status_code == 404


def test_before_there_is_any_content_the_front_page_is_404_or_empty(client):
    assert client.get("/noe/").status_code == 404


def test_one_query_finds_page_ancestors_menu_and_twins(django_assert_num_queries):
    norwegian = make_standard_page(title="Om oss", show_in_menus=True)
    child = make_standard_page(parent=norwegian, title="Personvern")
    english = make_standard_page(language="en", title="About", translation_of=norwegian)
    routing.root_path(None, "nb")
    with django_assert_num_queries(1):
        tree = routing.load_tree(routing.root_path(None, "nb"), "om-oss/personvern/mer/")
    assert [row.title for row in tree.chain] == ["Forside", "Om oss", "Personvern"]
    assert tree.target.pk == child.pk
    assert tree.rest == ["mer"]
    assert [row.title for row in tree.menu] == ["Om oss"]
    assert [row.pk for row in tree.twins_of(tree.chain[1])] == [english.pk]
    assert tree.chain[1].url == "/om-oss/"


def test_a_menu_shows_only_what_the_public_may_see():
    make_standard_page(title="Utkast", live=False, show_in_menus=True)
    restrict(make_standard_page(title="Lukket", show_in_menus=True))
    make_standard_page(title="Åpen", show_in_menus=True)
    tree = routing.load_tree(routing.root_path(None, "nb"), "")
    assert [row.title for row in tree.menu] == ["Åpen"]


def test_a_restricted_page_asks_for_the_log_in_and_lets_the_reader_back(client, admin_user):
    page = make_standard_page(title="Lukket")
    restrict(page)
    response = client.get(page.path_from_root)
    assert response.status_code == 302
    assert response.headers["Location"].startswith("/konto/login/")
    client.force_login(admin_user)
    assert client.get(page.path_from_root).status_code == 200


def test_who_is_logged_in_and_may_not_read_is_told_so_and_not_sent_in_circles(client):
    page = make_standard_page(title="Lukket")
    restrict(page, kind=PageViewRestriction.GROUPS)
    client.force_login(make_editor())
    assert client.get(page.path_from_root).status_code == 403


def test_an_address_of_a_picture_that_no_file_can_have_is_404(client):
    for name in ("a" * 300, "a/" * 3000, "../secret-key", "%2e%2e/secret-key", "%00"):
        assert client.get(f"/media/images/{name}", follow=True).status_code == 404


def test_a_page_behind_a_password_asks_for_it(client):
    page = make_standard_page(title="Lukket")
    below = make_standard_page(parent=page, title="Under")
    restrict(page, kind="password", password="hemmelig")
    response = client.get(below.path_from_root)
    assert response.status_code == 200
    assert "Under" not in response.content.decode()
    assert "password" in response.content.decode()
    action = reverse("wagtailcore_authenticate_with_password", args=[page.view_restrictions.get().pk, below.pk])
    client.post(action, {"password": "hemmelig", "return_url": below.path_from_root})
    assert "Under" in client.get(below.path_from_root).content.decode()


def test_a_moved_page_leaves_a_redirect(client, django_capture_on_commit_callbacks):
    old, new = make_standard_page(title="Gammel"), make_standard_page(title="Ny")
    page = make_standard_page(parent=old, title="Side")
    child = make_standard_page(parent=page, title="Barn")
    with django_capture_on_commit_callbacks(execute=True):
        page.move(StandardPage.objects.get(pk=new.pk), pos="last-child")
    response = client.get("/gammel/side/")
    assert (response.status_code, response.headers["Location"]) == (301, "/ny/side/")
    response = client.get("/gammel/side/barn/")
    assert (response.status_code, response.headers["Location"]) == (301, "/ny/side/barn/")
    assert child.pk


def test_a_renamed_english_page_leaves_a_redirect(client, django_capture_on_commit_callbacks):
    page = make_standard_page(language="en", title="About")
    with django_capture_on_commit_callbacks(execute=True):
        publish(page, slug="about-us")
    assert Redirect.objects.get().old_path == "/en/about"
    assert client.get("/en/about/").headers["Location"] == "/en/about-us/"


def test_the_page_known_to_be_public_is_not_asked_about_restrictions(client):
    page = make_standard_page(title="Om oss")
    with CaptureQueriesContext(connection) as queries:
        client.get(page.path_from_root)
    assert not [
        query for query in queries if 'FROM "wagtailcore_pageviewrestriction"' in query["sql"].split("WHERE")[0]
    ]


@pytest.mark.parametrize("count", [2, 20])
def test_a_text_page_costs_five_queries_however_much_it_links_to(client, count):
    make_settings()
    others = [make_standard_page(title=f"Side {number}", show_in_menus=number < 5) for number in range(count)]
    links = "".join(f'<a linktype="page" id="{other.pk}">x</a> ' for other in others)
    page = make_standard_page(
        title="Full",
        related=others,
        sources=[f"Kilde {number}" for number in range(count)],
        footnotes=["<p>Note</p>"] * count,
        body=[("text", f"<p>{links}[^1]</p>"), ("heading", {"text": "Del", "level": "h2"})],
    )
    for other in others:
        relate(other, page)
    make_standard_page(language="en", translation_of=page, title="Full in English")
    client.get(others[0].path_from_root)  # what is asked once in the life of a process
    address = page.path_from_root
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    assert len(queries) == 5, [query["sql"][:150] for query in queries]


# Reserved slugs -------------------------------------------------------------------------------------------------------
def test_first_segments_of_fixed_addresses_are_reserved():
    norwegian = reserved_slugs("nb")
    assert {"admin", "konto", "dokumenter", "health", "media", "static", "en", "nn"} <= norwegian
    assert "om-oss" not in norwegian
    assert "admin" not in reserved_slugs("en")


def test_a_file_below_a_page_takes_no_address_from_it():
    assert resolve("/arrangementer/kalender.ics").url_name == "calendar"
    assert "arrangementer" not in reserved_slugs("nb")
    home = make_home()
    page = make_page(StandardPage, parent=home, title="Arrangementer", slug="arrangementer")
    below = make_page(StandardPage, parent=page, title="Kalender", slug="kalender")
    assert resolve(below.path_from_root).url_name == "wagtail_serve"


def test_a_reserved_slug_is_refused_on_the_first_level_only():
    home = make_home()
    with pytest.raises(ValidationError, match="admin"):
        make_page(StandardPage, parent=home, title="Admin", slug="admin")
    parent = make_standard_page(title="Om oss")
    assert make_standard_page(parent=parent, title="Admin", slug="admin").pk
    assert not slug_problem("admin", None, "nb")


def test_the_editing_form_says_so_before_the_page_is_made():
    home = make_home()
    form_class = StandardPage.get_edit_handler().get_form_class()
    page = StandardPage(locale=home.locale)
    rows = {name: inline_formset([]) for name in ("links_out", "sources", "footnotes")}
    data = nested_form_data({"title": "Konto", "slug": "konto", "body": streamfield([]), **rows})
    form = form_class(data, instance=page, parent_page=home)
    form.is_valid()
    assert "slug" in form.errors
