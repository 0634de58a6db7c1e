"""The system check names a page type that lacks what the house needs to know of it."""

from hub.checks import check_page_types, type_faults
from hub.models import StandardPage


def test_all_page_types_declare_what_is_needed():
    assert check_page_types(None) == []


def test_a_type_without_a_search_kind_is_named(monkeypatch):
    monkeypatch.setattr(StandardPage, "search_kind", "")
    assert [fault.id for fault in type_faults(StandardPage)] == ["hub.E001"]


def test_a_type_without_a_template_is_named(monkeypatch):
    monkeypatch.setattr(StandardPage, "card_template", "components/cards/none.html")
    assert [fault.id for fault in type_faults(StandardPage)] == ["hub.E002"]


def test_a_shared_search_kind_is_named(monkeypatch):
    monkeypatch.setattr(StandardPage, "search_kind", "home")
    assert [fault.id for fault in check_page_types(None)] == ["hub.E003"]


def test_a_requirement_that_does_not_exist_is_named(monkeypatch):
    monkeypatch.setattr(StandardPage, "required_to_publish", ("no_such_field",))
    assert [fault.id for fault in type_faults(StandardPage)] == ["hub.E004"]
