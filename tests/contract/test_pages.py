"""One contract for every page type found, so that a new type is covered the day it is born."""

import pytest
from django.urls import reverse

from hub.models import HomePage
from tests.builders.examples import TYPES, pages_by_language
from tests.builders.html import faults, soup

# All of them: a test without the database would run after those that empty it, and want the content once more.
pytestmark = pytest.mark.django_db


def name(model):
    return model.__name__


@pytest.fixture(params=TYPES, ids=name)
def model(request, db):
    return request.param


def test_there_are_types():
    assert len(TYPES) > 15


def test_every_type_has_a_name_and_a_place(model):
    assert model.is_creatable
    assert model.search_kind
    assert model._meta.verbose_name[:1].islower() or model._meta.verbose_name[:3].isupper()
    assert model.parent_page_types
    assert [allowed for allowed in model.allowed_parent_page_models()]


def test_created_only_below_its_declared_parents(model):
    allowed = set(model.allowed_parent_page_models())
    for parent in TYPES:
        if parent not in allowed:
            assert model not in parent.allowed_subpage_models(), parent


def test_search_kinds_are_unique():
    kinds = [model.search_kind for model in TYPES]
    assert sorted(kinds) == sorted(set(kinds))


def test_rendered_well_in_each_language_it_has(model, client):
    for language, page in pages_by_language(model).items():
        response = client.get(page.path_from_root)
        assert response.status_code == 200, page.path_from_root
        assert response.headers["Content-Language"] == language
        assert "Set-Cookie" not in response.headers
        assert list(faults(soup(response), language)) == [], page.path_from_root


def test_editable_and_previewable_by_an_editor(model, editor_client):
    page = next(iter(pages_by_language(model).values()))
    response = editor_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert response.status_code == 200
    preview = editor_client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
    assert preview.status_code == 200
    assert page.title in preview.content.decode() or model is HomePage


def test_an_editor_gets_the_empty_form(model, editor_client):
    for parent_model in model.allowed_parent_page_models():
        parent = parent_model.objects.order_by("pk").first()
        if parent and parent.depth > 1 and model.can_create_at(parent):
            url = reverse("wagtailadmin_pages:add", args=[model._meta.app_label, model._meta.model_name, parent.pk])
            assert editor_client.get(url).status_code == 200


def test_tells_the_other_rooms_about_itself(model):
    page = next(iter(pages_by_language(model).values()))
    entries = page.search_entries()
    assert entries
    assert all(entry.kind == model.search_kind and entry.url.startswith("/") and entry.title for entry in entries)
    assert len({(entry.kind, entry.key) for entry in entries}) == len(entries)


def test_every_published_page_has_its_version(model):
    for page in model.objects.visible():
        assert page.versions.filter(visible_until=None, revision=page.live_revision).exists()
