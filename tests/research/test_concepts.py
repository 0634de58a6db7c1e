"""A concept is one record in three languages."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from hub.models import PageLink
from hub.publishing import PublishBlocked
from research.enums import ConceptStatus
from research.models import ConceptIndexPage, ConceptPage
from tests.builders.hub import make_home, make_standard_page, make_term, publish, relate
from tests.builders.research import make_concept, make_list

pytestmark = pytest.mark.django_db


def test_the_title_is_the_bokmal_name_and_stays_so():
    concept = make_concept(title="hjemmesykehus", nn="heimesjukehus", en="hospital at home")
    assert (concept.pref_label_nb, concept.slug_en, concept.identifier) == (
        "hjemmesykehus",
        "hospital-at-home",
        "hjemmesykehus",
    )
    concept = publish(concept, title="hjemmesjukehus", slug="nytt-slug")
    assert concept.pref_label_nb == "hjemmesjukehus"
    assert concept.identifier == "hjemmesykehus"


def test_the_english_address_does_not_follow_the_english_name():
    concept = publish(make_concept(en="hospital at home"), pref_label_en="home hospital")
    assert concept.slug_en == "hospital-at-home"


def test_the_summary_is_the_definition_in_the_written_standard():
    concept = make_concept(written_standard="nn", definition_nb="Hjemme.", definition_nn="Heime.")
    assert concept.summary == "Heime."
    assert concept.title_language == "nb"


def test_a_draft_needs_only_a_title():
    draft = ConceptPage(title="avstandsoppfølging", live=False)
    make_list(ConceptIndexPage).add_child(instance=draft)
    assert draft.pk


def test_publishing_needs_names_and_definitions_in_both_standards():
    draft = ConceptPage(title="avstandsoppfølging", live=False)
    make_list(ConceptIndexPage).add_child(instance=draft)
    with pytest.raises(PublishBlocked) as blocked:
        publish(draft)
    assert {problem.field for problem in blocked.value.problems} == {"pref_label_nn", "definition_nb", "definition_nn"}


@pytest.mark.parametrize(("given", "missing"), [("pref_label_en", "definition_en"), ("definition_en", "pref_label_en")])
def test_english_is_all_or_nothing(given, missing):
    concept = make_concept()
    with pytest.raises(PublishBlocked) as blocked:
        publish(concept, **{given: "care at home"})
    assert [problem.field for problem in blocked.value.problems] == [missing]


def test_two_concepts_never_share_an_english_address():
    make_concept(title="hjemmesykehus", en="hospital at home")
    with pytest.raises(ValidationError):
        make_concept(title="virtuell avdeling", slug="virtuell", en="hospital at home")


def test_the_problem_names_the_other_concept():
    first = make_concept(title="hjemmesykehus", en="hospital at home")
    other = make_concept(title="virtuell avdeling")
    other.slug_en = first.slug_en
    assert [(problem.field, "hjemmesykehus" in problem.message) for problem in other.own_problems()] == [
        ("slug_en", True)
    ]


def test_a_copy_gets_an_address_and_an_identifier_of_its_own():
    concept = make_concept(title="hjemmesykehus", en="hospital at home")
    copy = concept.copy(update_attrs={"slug": "hjemmesykehus-2", "title": "kopi"}, keep_live=False)
    assert copy.identifier == "hjemmesykehus-2"
    assert copy.slug_en == ""
    assert copy.get_latest_revision_as_object().identifier == copy.identifier


def test_only_concepts_are_broader_or_newer():
    concept, page = make_concept(), make_standard_page(title="Om")
    concept.links_out = [PageLink(target_id=page.pk, kind=PageLink.Kind.BROADER)]
    assert [problem.field for problem in concept.own_problems()] == ["links_out"]
    concept.links_out = [PageLink(target_id=page.pk), PageLink(target_id=make_concept(title="b").pk, kind="broader")]
    assert concept.own_problems() == []


def test_there_is_no_second_record_in_the_english_tree():
    english, norwegian = make_list(ConceptIndexPage, language="en"), make_list(ConceptIndexPage)
    assert ConceptPage.can_create_at(norwegian)
    assert not ConceptPage.can_create_at(english)
    assert not make_concept().can_move_to(english)
    assert not ConceptPage.can_create_at(make_home())


def test_names_stand_in_the_active_language():
    concept = make_concept(title="hjemmesykehus", nn="heimesjukehus", en="hospital at home")
    names = {}
    for language in ("nb", "nn", "en"):
        with translation.override(language):
            names[language] = (concept.label, concept.label_language)
    assert names == {"nb": ("hjemmesykehus", "nb"), "nn": ("heimesjukehus", "nn"), "en": ("hospital at home", "en")}
    with translation.override("en"):
        assert (make_concept(title="gevinst").label, make_concept(title="spredning").label_language) == (
            "gevinst",
            "nb",
        )


def test_a_text_is_never_borrowed_from_another_language():
    concept = make_concept(en="x", example_nb="Et eksempel.")
    with translation.override("en"):
        assert concept.example == ""


def test_the_table_of_names_leaves_out_rows_without_names():
    concept = make_concept(alternative=[("nb", "DHO"), ("nn", "DHO")])
    first, second = concept.name_rows
    assert first.preferred
    assert [cell.names for cell in second.cells] == [["DHO"], ["DHO"], []]


def test_the_page_shows_names_definitions_neighbours_and_codes(client):
    older = make_concept(title="avstandsoppfølging", status=ConceptStatus.UTDATERT)
    broader = make_concept(title="helseteknologi")
    concept = make_concept(
        en="digital home follow-up",
        alternative=[("nb", "DHO")],
        hidden=[("nb", "telemedisinsk oppfølging")],
        cdisah=["2.4.1"],
        terms=[make_term(vocabulary="service_forms", slug="digital-hjemmeoppfolging")],
    )
    relate(older, concept, kind=PageLink.Kind.REPLACED_BY)
    relate(concept, broader, kind=PageLink.Kind.BROADER)
    html = client.get(concept.path_from_root).content.decode()
    for text in ("DHO", "telemedisinsk oppfølging", "2.4.1", "Helsehjelp heime.", older.title, broader.title):
        assert text in html
    assert ' role="cell" lang="en"><strong>digital home follow-up</strong>' in html
    assert f'href="{concept.path_from_root}"' in client.get(older.path_from_root).content.decode()
    assert f'href="{concept.path_from_root}"' in client.get(broader.path_from_root).content.decode()


def test_it_tells_the_search_room_of_both_addresses():
    make_list(ConceptIndexPage, language="en")
    concept = make_concept(
        nn="digital heimeoppfølging",
        en="digital home follow-up",
        alternative=[("nn", "heimeoppfølging"), ("en", "RPM")],
        hidden=[("nb", "telemedisin")],
        cdisah=["2.4.1"],
        example_en="An example.",
    )
    norwegian, english = concept.search_entries()
    assert (norwegian.url, norwegian.language) == ("/begreper/digital-hjemmeoppflging/", "nb")
    assert {(label.text, label.kind) for label in norwegian.labels} == {
        ("digital hjemmeoppfølging", "preferred"),
        ("digital heimeoppfølging", "preferred"),
        ("heimeoppfølging", "alternative"),
        ("telemedisin", "hidden"),
    }
    assert {part.language for part in norwegian.parts} == {"nb", "nn"}
    assert (english.url, english.title, english.language) == (
        "/en/concepts/digital-home-follow-up/",
        "digital home follow-up",
        "en",
    )
    assert [label.text for label in english.labels] == ["digital home follow-up", "RPM"]
    assert [part.text for part in english.parts] == ["Health care at home.", "An example."]
    assert norwegian.key != english.key
    assert norwegian.facets["cdisah"] == ["2.4.1"]
    assert english.facets["language"] == ["en"]


def test_without_english_there_is_one_entry():
    make_list(ConceptIndexPage, language="en")
    assert len(make_concept().search_entries()) == 1


def test_an_earlier_version_holds_the_words_of_all_languages():
    concept = publish(make_concept(en="home follow-up"))
    frozen = concept.versions.get().frozen
    named = {part["name"]: part.get("language") for part in frozen}
    assert {named[f"definition_{language}"] for language in ("nb", "nn", "en")} == {"nb", "nn", "en"}
    assert len(frozen) == len(named)
