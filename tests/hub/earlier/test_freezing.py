"""What a version holds: everything that readers see, nothing that they do not, and of people only the ids."""

import json

import pytest
from django.apps import apps

from hub.earlier.freezing import freeze
from hub.enums import Vocabulary
from hub.models import BasePage, StandardPage
from tests.builders.events import make_event
from tests.builders.hub import (
    make_image,
    make_organisation,
    make_page,
    make_person,
    make_standard_page,
    make_term,
    publish,
    relate,
)

pytestmark = pytest.mark.django_db


def part(page, name):
    return next(one for one in freeze(page) if one.name == name)


def texts(page, name):
    return [[line.text for line in entry.lines] for entry in part(page, name).entries]


def test_blocks_keep_their_ids_headings_and_words():
    table = {
        "columns": [{"type": "text", "heading": "År"}, {"type": "number", "heading": "Antall"}],
        "rows": [{"values": ["2025", 12.5]}],
    }
    page = make_standard_page(
        body=[
            ("heading", {"text": "Mer", "level": "h3"}),
            ("text", "<p>Ett <b>ord</b></p><ul><li>punkt</li></ul>"),
            ("image", {"image": make_image(), "alt": "En brosjyre", "decorative": False, "caption": ""}),
            ("table", {"caption": "Antall", "row_headings": True, "table": json.loads(json.dumps(table))}),
        ]
    )
    heading, text, image, table_entry = part(page, "body").entries
    assert (heading.lines[0].text, heading.lines[0].kind) == ("Mer", "h2")
    assert [(line.text, line.kind) for line in text.lines] == [("Ett ord", "p"), ("punkt", "li")]
    assert text.key == page.body[1].id
    assert [line.text for line in image.lines] == ["", "En brosjyre"]
    assert image.lines[0].picture
    assert [line.text for line in table_entry.lines] == ["Antall", "År | Antall", "2025 | 12.5"]


def test_facts_are_words_of_their_time():
    group = make_term(slug="kols", nb="KOLS")
    owner = make_organisation(name="Bodø kommune")
    page = publish(make_standard_page(owner_organisation=owner, terms=[group], confidence="high"))
    group.nb, owner.name = "Noe annet", "Et annet navn"
    group.save()
    owner.save()
    frozen = json.dumps(page.versions.get().frozen, ensure_ascii=False)
    assert "KOLS" in frozen
    assert "Bodø kommune" in frozen
    assert "Noe annet" not in frozen
    assert texts(page, Vocabulary.PATIENT_GROUPS.value) == [["Noe annet"]]


def test_a_person_is_held_by_id():
    person = make_person(name="Kari Nordmann")
    page = make_event()
    page.sessions = [session("Innledning", person)]
    (entry,) = part(page, "sessions").entries
    assert [line.person for line in entry.lines if line.person] == [person.pk]
    assert "Nordmann" not in json.dumps([str(one) for one in freeze(page)])


def session(title, *people):
    model = apps.get_model("events", "Session")
    row = model(title=title)
    row.speakers = [apps.get_model("events", "SessionSpeaker")(person=person) for person in people]
    return row


def test_a_related_page_is_held_with_its_id_and_title():
    page, other = make_standard_page(title="Kilde"), make_standard_page(title="Nabo")
    relate(page, other)
    line = part(StandardPage.objects.get(pk=page.pk), "links_out").entries[0].lines[0]
    assert (line.text, line.page) == ("Nabo", other.pk)


def test_what_is_for_editors_is_not_frozen():
    page = make_standard_page(search_words_nb="hemmeligord", change_note="notat", responsible_role="Redaksjonen")
    names = {one.name for one in freeze(page)}
    assert "responsible_role" in names
    assert not names & {"search_words_nb", "change_note", "slug", "seo_title", "owner", "live", "listing_image"}


def test_the_language_is_the_pages_and_of_a_field_its_own():
    concept = apps.get_model("research", "ConceptPage")
    index = make_page(apps.get_model("research", "ConceptIndexPage"), title="Begreper")
    page = make_page(concept, parent=index, title="oppfølging", definition_nn="Noko.", definition_en="Something.")
    assert part(page, "definition_nn").language == "nn"
    assert part(page, "definition_en").language == "en"
    nynorsk, bokmal = (make_standard_page(written_standard=one, confidence="high") for one in ("nn", "nb"))
    assert part(nynorsk, "confidence").label != part(bokmal, "confidence").label


def test_every_field_named_unseen_is_one():
    for model in apps.get_models():
        if issubclass(model, BasePage):
            for name in model.unseen:
                assert model._meta.get_field(name) is not None
