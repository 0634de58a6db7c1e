"""Rich text: links in one batch, nothing invisible leaks, lines that hold together, footnotes that lead back."""

import pytest
from django.template import Context, Template
from django.utils import translation

from hub.models import StandardPage
from hub.related import surroundings
from hub.richtext import Links, Notes, linked_ids, render, rich_texts, size_in_words, typeset
from tests.builders.hub import make_document, make_standard_page, restrict

NB, WJ = "\u00a0", "\u2060"


def page_link(page, words="lenke"):
    return f'<a linktype="page" id="{page.pk}">{words}</a>'


def shown(page, source, **context):
    return Template(f"{{% load hub %}}{source}").render(Context({"page": page, **context}))


# Typesetting ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12,6 prosent", f"12,6{NB}prosent"),
        ("25 % av", f"25{NB}% av"),
        ("prosentvis 5 prosentpoeng", "prosentvis 5 prosentpoeng"),
        ("(p = 0,01)", f"(p{NB}={NB}0,01)"),
        ("p < 0,05", f"p{NB}&lt;{NB}0,05"),
        ("kl. 12", f"kl.{NB}12"),
        ("e-helse og E-post", f"e-{WJ}helse og E-{WJ}post"),
        ("1 225 000 kroner", f"1{NB}225{NB}000 kroner"),
        ("i 2021 120 pasienter", "i 2021 120 pasienter"),
        ("uke-helg", "uke-helg"),
        ("<b>", "&lt;b&gt;"),
    ],
)
def test_lines_end_where_they_may(text, expected):
    assert typeset(text) == expected


def test_markup_is_not_touched_by_typesetting():
    html = render('<p><a href="https://x.no/p = 1 prosent e-helse">5 prosent</a></p>', Links())
    assert html == f'<p><a href="https://x.no/p = 1 prosent e-helse">5{NB}prosent</a></p>'


@pytest.mark.parametrize(
    ("size", "language", "words"),
    [(10, "nb", "1 kB"), (84_400, "nb", "84 kB"), (1_250_000, "nn", "1,2 MB"), (30_000_000, "en", "30.0 MB")],
)
def test_sizes_in_words(size, language, words):
    with translation.override(language):
        assert size_in_words(size) == words.replace(" ", NB)


# Links ----------------------------------------------------------------------------------------------------------------
def test_the_ids_of_all_links_are_found_at_once():
    markups = ['<a id="3" linktype="page">x</a><a linktype="document" id="4">y</a>', '<a href="https://x.no">z</a>']
    assert linked_ids(markups) == ({3}, {4})


def test_what_is_not_resolved_keeps_its_words_and_loses_its_link():
    assert render('<p>Se <a linktype="page" id="3">det <b>hele</b></a>.</p>', Links()) == "<p>Se det <b>hele</b>.</p>"
    assert render('<a linktype="page">x</a>', Links({0: "/"})) != '<a linktype="page">x</a>'
    assert render('<a href="mailto:a@b.no">x</a>', Links()) == '<a href="mailto:a@b.no">x</a>'


def test_the_editors_own_keys_and_embeds_are_left_out():
    assert (
        render('<p data-block-key="x1y2">Hei</p><embed embedtype="media" url="https://x.no"/>', Links()) == "<p>Hei</p>"
    )


@pytest.mark.django_db
def test_links_to_visible_pages_and_documents():
    target = make_standard_page(title="Mål")
    document = make_document(title="Rapport", content=b"x" * 2048)
    markup = f'<p>{page_link(target)} <a linktype="document" id="{document.pk}">rapport</a></p>'
    page = make_standard_page(title="Side", body=[("text", markup)])
    with translation.override("nb"):
        html = shown(page, "{% body page %}")
    assert f'<a href="{target.path_from_root}">lenke</a>' in html
    assert f'<a href="{document.url}">rapport</a> (PDF, 2{NB}kB)' in html


@pytest.mark.django_db
def test_a_page_may_link_to_itself():
    page = make_standard_page(title="Side")
    page.body = [("text", page_link(page))]
    page.save()
    assert f'href="{page.path_from_root}"' in shown(page, "{% body page %}")


@pytest.mark.django_db
def test_links_to_what_the_public_may_not_see_become_words():
    draft = make_standard_page(title="Utkast", live=False)
    closed = make_standard_page(title="Lukket")
    restrict(closed)
    below = make_standard_page(parent=closed, title="Under")
    page = make_standard_page(body=[("text", f"<p>{page_link(draft)} {page_link(closed)} {page_link(below)}</p>")])
    assert "<a" not in shown(page, "{% body page %}")


@pytest.mark.django_db
def test_rich_text_is_found_in_streams_and_child_rows():
    target = make_standard_page(title="Mål")
    page = make_standard_page(
        body=[("fact_box", {"title": "Boks", "text": f"<p>{page_link(target)}</p>"})], footnotes=[page_link(target)]
    )
    assert sum(page_link(target) in text for text in rich_texts(page)) == 2


@pytest.mark.django_db
@pytest.mark.parametrize("count", [2, 20])
def test_all_links_of_a_page_cost_two_queries(django_assert_num_queries, count):
    others = [make_standard_page(title=f"Side {number}") for number in range(count)]
    documents = [make_document(title=f"Fil {number}", name=f"{number}.pdf") for number in range(count)]
    links = "".join(map(page_link, others))
    links += "".join(f'<a linktype="document" id="{document.pk}">x</a>' for document in documents)
    made = make_standard_page(title="Full", body=[("text", f"<p>{links}</p>")] * count, footnotes=[links] * count)
    page = StandardPage.detail_queryset().get(pk=made.pk)
    with django_assert_num_queries(2):
        html = shown(page, "{% body page %}{% for note in page.footnotes.all %}{% prose note.text %}{% endfor %}")
    assert html.count("<a href") == count * count * 4


# Footnotes ------------------------------------------------------------------------------------------------------------
def test_a_reference_leads_to_the_footnote_and_the_footnote_back():
    notes = Notes(total=2)
    html = render("<p>En[^1] to[^2] en igjen[^1] ingen[^9]</p>", Links(), notes)
    assert html.count('href="#fotnote-1"') == 2
    assert html.count('href="#fotnote-2"') == 1
    assert "9" not in html
    assert notes.anchors(1) == ["fotnotevisning-1", "fotnotevisning-1-2"]
    for number in (1, 2):
        for anchor in notes.anchors(number):
            assert f'id="{anchor}"' in html


@pytest.mark.django_db
def test_footnotes_on_the_page(client):
    page = make_standard_page(title="Side", body=[("text", "<p>Påstand[^1]</p>")], footnotes=["<p>Kilde 12 %</p>"])
    html = client.get(page.path_from_root).content.decode()
    assert 'href="#fotnote-1"' in html
    assert 'id="fotnote-1"' in html
    assert 'href="#fotnotevisning-1"' in html
    assert f"12{NB}%" in html
    assert "[^" not in html


# Body -----------------------------------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_headings_have_anchors_of_their_own_and_skip_no_level():
    parts = [("h3", "Mer"), ("h2", "Del"), ("h3", "Del"), ("h2", "…")]
    body = [("heading", {"text": text, "level": level}) for level, text in parts]
    page = make_standard_page(body=body)
    html = shown(page, "{% body page %}")
    assert '<h2 id="mer-2">Mer</h2>' in html
    assert '<h2 id="del">Del</h2>' in html
    assert '<h3 id="del-2">Del</h3>' in html
    assert shown(page, "{% contents page as entries %}{{ entries|length }}") == "3"


@pytest.mark.django_db
def test_plain_rich_text_without_a_page_is_rendered_too():
    assert Template("{% load hub %}{% prose text %}").render(Context({"text": "<p>5 %</p>"})) == f"<p>5{NB}%</p>"


@pytest.mark.django_db
def test_surroundings_are_loaded_once(django_assert_num_queries):
    target = make_standard_page(title="Mål")
    page = make_standard_page(body=[("text", page_link(target))], related=[target])
    page = StandardPage.detail_queryset().get(pk=page.pk)
    address = target.path_from_root
    with django_assert_num_queries(1):
        assert surroundings(page).groups[0].pages[0].pk == target.pk
        assert surroundings(page).links.pages == {target.pk: address}
