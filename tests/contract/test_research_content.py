"""What is known, as a reader finds it after the first start."""

import pytest

from hub.models import PageLink
from research.models import ConceptPage, PublicationPage, ResourcePage
from tests.builders.html import faults, soup

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("model", "language", "count"),
    [
        (ConceptPage, "nb", 43),
        (PublicationPage, "nb", 39),
        (PublicationPage, "en", 20),
        (ResourcePage, "nb", 18),
        (ResourcePage, "en", 18),
    ],
)
def test_all_are_live_with_sources_and_confidence(model, language, count):
    pages = model.objects.visible().filter(locale__language_code=language)
    assert pages.count() == count
    assert pages.exclude(confidence="").filter(sources__isnull=False).distinct().count() == count


def test_older_and_narrower_concepts_lead_on():
    links = PageLink.objects.filter(source__in=ConceptPage.objects.visible())
    assert links.filter(kind=PageLink.Kind.REPLACED_BY).count() == 1
    assert links.filter(kind=PageLink.Kind.BROADER).count() == 14


def test_every_concept_has_an_english_address_that_reads_well(client):
    html = client.get("/en/concepts/").content.decode()
    for concept in ConceptPage.objects.visible():
        assert f'href="{concept.english_path}"' in html
    response = client.get(concept.english_path)
    assert list(faults(soup(response), "en")) == []
