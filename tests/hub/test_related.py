"""Related pages: shown at both ends, by type, visible ones only, for the same number of queries."""

import pytest
from django.utils import translation

from hub.models import HomePage, PageLink, StandardPage, ThemeIndexPage, ThemePage
from hub.related import surroundings
from tests.builders.hub import FIRST_DAY, make_page, make_standard_page, publish, relate, restrict

pytestmark = pytest.mark.django_db


def related_titles(page):
    return [other.title for group in surroundings(page).groups for other in group.pages]


def fresh(page):
    return type(page).detail_queryset().get(pk=page.pk)


def test_a_link_is_shown_at_both_ends():
    source, target = make_standard_page(title="Fra"), make_standard_page(title="Til")
    relate(source, target)
    assert related_titles(fresh(source)) == ["Til"]
    assert related_titles(fresh(target)) == ["Fra"]


def test_the_editors_order_first_then_what_points_here_by_title():
    others = [make_standard_page(title=title) for title in ("Ål", "Bre", "And", "Zoo")]
    page = make_standard_page(title="Midt", related=others[:2])
    relate(others[3], page)
    relate(others[2], page)
    relate(others[0], page)
    assert related_titles(fresh(page)) == ["Ål", "Bre", "And", "Zoo"]


def test_by_type_in_the_order_of_the_types():
    index = make_page(ThemeIndexPage, title="Temaer")
    theme = make_page(ThemePage, parent=index, title="Tema")
    page = make_standard_page(title="Midt", related=[make_standard_page(title="Tekst"), theme])
    groups = surroundings(fresh(page)).groups
    assert [[other.title for other in group.pages] for group in groups] == [["Tema"], ["Tekst"]]
    with translation.override("en"):
        assert groups[0].heading[:1].isupper()


def test_what_the_public_may_not_see_is_not_related():
    draft = make_standard_page(title="Utkast", live=False)
    expired = make_standard_page(title="Utløpt", expire_at=FIRST_DAY)
    closed = make_standard_page(title="Lukket")
    restrict(closed)
    below = make_standard_page(parent=closed, title="Under lukket")
    page = make_standard_page(title="Midt", related=[draft, expired, closed, below])
    for other in (draft, expired, closed, below):
        relate(other, page)
    assert related_titles(fresh(page)) == []


def test_sources_of_links_come_from_the_tree_we_are_in():
    page = make_standard_page(title="Begrep")
    norwegian = make_standard_page(title="Norsk", related=[page])
    make_standard_page(language="en", title="English", related=[page], translation_of=norwegian)
    with translation.override("nn"):
        assert related_titles(fresh(page)) == ["Norsk"]
    with translation.override("en"):
        assert related_titles(fresh(page)) == ["English"]


def test_other_kinds_of_links_are_asked_for_by_name():
    page, other = make_standard_page(title="Smal"), make_standard_page(title="Bred")
    relate(page, other, kind=PageLink.Kind.BROADER)
    assert surroundings(fresh(page)).groups == []
    assert [row.pk for row in surroundings(fresh(page)).linked("out_broader")] == [other.pk]
    assert [row.pk for row in surroundings(fresh(other)).linked("in_broader")] == [page.pk]
    assert surroundings(fresh(other)).linked("out_broader") == []


@pytest.mark.parametrize("count", [2, 20])
def test_the_same_one_query_for_few_and_many(django_assert_num_queries, count):
    others = [make_standard_page(title=f"Side {number}") for number in range(count)]
    page = make_standard_page(title="Midt", related=others)
    for other in others:
        relate(other, page)
    page = fresh(page)
    with django_assert_num_queries(1):
        assert len(related_titles(page)) == count


def test_a_type_with_a_look_of_its_own_is_loaded_by_one_batch(monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(StandardPage, "related_in_full", True)
    monkeypatch.setattr(StandardPage, "related_template", "components/cards/page.html")
    monkeypatch.setattr(StandardPage, "related_queryset", classmethod(lambda cls: cls.objects.select_related("locale")))
    others = [make_standard_page(title=f"Side {number}") for number in range(5)]
    page = fresh(make_standard_page(title="Midt", related=others))
    with django_assert_num_queries(2):
        pages = surroundings(page).groups[0].pages
    assert all(type(other) is StandardPage for other in pages)
    assert [other.title for other in pages] == [f"Side {number}" for number in range(5)]


def test_a_draft_shows_its_own_links_in_the_preview():
    old, new = make_standard_page(title="Gammel"), make_standard_page(title="Ny")
    page = make_standard_page(title="Midt", related=[old])
    page.links_out = [PageLink(target_id=new.pk)]
    draft = page.save_revision().as_object()
    assert related_titles(draft) == ["Ny"]
    assert related_titles(fresh(page)) == ["Gammel"]


def test_a_new_page_without_an_id_can_be_previewed():
    target = make_standard_page(title="Til")
    page = StandardPage(title="Ny", links_out=[PageLink(target_id=target.pk)])
    page.locale = target.locale
    assert related_titles(page) == ["Til"]


def test_shown_on_the_page_with_its_language(client):
    nynorsk = make_standard_page(title="På nynorsk", written_standard="nn")
    page = publish(make_standard_page(title="Midt", related=[nynorsk]))
    html = client.get(page.path_from_root).content.decode()
    assert f'<a href="{nynorsk.path_from_root}" lang="nn">På nynorsk</a>' in html


def test_the_front_page_is_never_its_own_neighbour():
    home = HomePage.objects.get(pk=make_standard_page().get_parent().pk)
    assert surroundings(home).pages == {}
