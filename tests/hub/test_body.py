"""The body of a page: every block, and the same number of queries for few and many pictures and files."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.template import Context, Template
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from wagtail.rich_text import RichText

from hub.blocks import BodyBlock
from hub.models import HubImage, HubRendition, StandardPage
from tests.builders.hub import make_document, make_image, make_standard_page

pytestmark = pytest.mark.django_db


def rendered(page, language="nb"):
    page = StandardPage.detail_queryset().get(pk=page.pk)
    with translation.override(language), CaptureQueriesContext(connection) as queries:
        html = Template("{% load hub %}{% body page %}").render(Context({"page": page}))
    return BeautifulSoup(html, "html.parser"), len(queries)


def table(rows, columns=("text", "number"), row_headings=True):
    """The stored form of a table block, as its editor leaves it."""
    block = BodyBlock().child_blocks["table"]
    raw = {
        "columns": [{"type": kind, "heading": f"Kolonne {kind}"} for kind in columns],
        "rows": [{"values": values} for values in rows],
    }
    return block.to_python({"caption": "Antall", "row_headings": row_headings, "table": raw})


def image(picture, **fields):
    return ("image", {"image": picture, "alt": "", "decorative": False, "caption": "", **fields})


@pytest.mark.parametrize("count", [2, 20])
def test_pictures_and_files_cost_the_same_however_many(count):
    pictures = [make_image(title=f"Bilde {number}") for number in range(count)]
    files = [make_document(title=f"Fil {number}", name=f"{number}.pdf") for number in range(count)]
    body = [image(picture) for picture in pictures]
    body += [
        ("figure", {"image": picture, "title": "Figur", "text_equivalent": RichText("<p>Ord</p>")})
        for picture in pictures
    ]
    body += [("document", {"document": document, "description": ""}) for document in files]
    page = make_standard_page(body=body)
    rendered(page)  # makes the sizes, once in the life of a picture
    parsed, queries = rendered(page)
    assert len(parsed.select("img")) == 2 * count
    assert queries == 4  # pictures, figures, their sizes, files


def test_a_picture_tells_what_it_shows_unless_it_is_decoration():
    picture = make_image(description="Fra biblioteket", credit="Kari Nordmann")
    body = [
        image(picture, alt="En sykepleier"),
        image(picture),
        image(picture, alt="x", decorative=True, caption="Ord"),
    ]
    parsed, _queries = rendered(make_standard_page(body=body))
    assert [tag["alt"] for tag in parsed.select("img")] == ["En sykepleier", "Fra biblioteket", ""]
    assert all(tag["width"] and tag["height"] and tag["srcset"] for tag in parsed.select("img"))
    assert "Kari Nordmann" in parsed.select("figcaption")[0].get_text()
    assert HubRendition.objects.filter(image=picture).count() == 2


def test_a_picture_that_was_deleted_leaves_no_hole():
    picture = make_image()
    page = make_standard_page(body=[image(picture, caption="Uten bilde"), ("text", "<p>Mer</p>")])
    HubImage.objects.all().delete()
    parsed, _queries = rendered(page)
    assert not parsed.select("img")
    assert "Mer" in parsed.get_text()


def test_a_figure_says_in_words_what_it_shows():
    body = [
        ("figure", {"image": make_image(), "title": "Utvikling", "text_equivalent": RichText("<p>Fra 2 til 5</p>")})
    ]
    parsed, _queries = rendered(make_standard_page(body=body))
    assert parsed.img["alt"] == "Utvikling"
    assert "Fra 2 til 5" in parsed.figcaption.get_text()


def test_a_document_shows_type_and_size():
    document = make_document(title="Rapport", content=b"x" * 3000, language="en")
    parsed, _queries = rendered(make_standard_page(body=[("document", {"document": document, "description": "Om"})]))
    assert parsed.a["lang"] == "en"
    assert "(PDF, 3\u00a0kB)" in parsed.get_text()


def test_a_table_has_caption_headings_and_numbers_of_the_language():
    parsed, _queries = rendered(make_standard_page(body=[("table", table([["Bodø", 1234.0], ["Oslo", 12345.5]]))]))
    assert parsed.caption.get_text() == "Antall"
    assert [tag["scope"] for tag in parsed.select("th")] == ["col", "col", "row", "row"]
    assert [tag.get_text() for tag in parsed.select("td.num")] == ["1234", "12\u00a0345,5"]
    region = parsed.select_one("[role=region]")
    assert (region["tabindex"], region["aria-label"]) == ("0", "Antall")


def test_an_empty_table_and_an_empty_body_are_nothing_to_stumble_over():
    parsed, _queries = rendered(make_standard_page(body=[("table", table([], columns=()))]))
    assert parsed.table
    parsed, queries = rendered(make_standard_page())
    assert (str(parsed), queries) == ("", 0)


def test_a_quotation_has_its_source():
    quote = {"text": "Det viktigste\n\nvar tid.", "source": "Prosjektleder, Bodø", "url": "https://example.org/"}
    parsed, _queries = rendered(make_standard_page(body=[("quote", quote)]))
    assert len(parsed.select("blockquote p")) == 2
    assert parsed.figcaption.a["href"] == "https://example.org/"
