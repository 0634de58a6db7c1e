"""The forms that editors fill in."""

import pytest

from research.models import ConceptIndexPage, ConceptPage, PublicationIndexPage, PublicationPage
from tests.builders.research import make_concept, make_list

pytestmark = pytest.mark.django_db


def form_of(page, parent, data=None):
    return page.get_edit_handler().get_form_class()(data, instance=page, parent_page=parent)


def test_the_form_asks_for_what_a_concept_is():
    form = form_of(ConceptPage(), make_list(ConceptIndexPage))
    shown = {"title", "pref_label_nn", "pref_label_en", "definition_nb", "status", "cdisah", "slug_en", "service_forms"}
    assert shown <= set(form.fields)
    assert not {"summary", "body", "identifier", "pref_label_nb"} & set(form.fields)
    assert {"labels", "links_out", "sources"} <= set(form.formsets)


def test_codes_are_ticked_and_kept():
    form = form_of(make_concept(cdisah=["2.4.1"]), make_list(ConceptIndexPage))
    assert form["cdisah"].value() == ["2.4.1"]
    assert any(value == "2.10.3" for value, _label in form.fields["cdisah"].choices)


def test_the_form_of_a_publication_offers_languages_and_countries():
    form = form_of(PublicationPage(country_codes=["NO"]), make_list(PublicationIndexPage))
    assert {"en", "da", "sv"} <= {value for value, _label in form.fields["title_language"].widget.choices}
    assert form["country_codes"].value() == ["NO"]
