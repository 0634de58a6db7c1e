"""Builders of what is known: concepts, publications, resources, and the lists that they stand in."""

from django.utils.text import slugify

from hub.models import BasePage
from research.enums import LabelKind, PublicationKind, ResourceKind
from research.models import (
    ConceptIndexPage,
    ConceptLabel,
    ConceptPage,
    PublicationAuthor,
    PublicationIndexPage,
    PublicationPage,
    ResourceIndexPage,
    ResourcePage,
)
from tests.builders.hub import make_page

LISTS = {
    ConceptIndexPage: {"nb": "Begreper", "en": "Concepts"},
    PublicationIndexPage: {"nb": "Forskning", "en": "Research"},
    ResourceIndexPage: {"nb": "Ressurser", "en": "Resources"},
}


def make_list(model, *, language="nb", **fields):
    """The list of a type in a tree; made once, then the same one."""
    found = model.objects.filter(locale__language_code=language).first()
    if found:
        return found
    title = LISTS[model][language]
    original = make_list(model) if language == "en" else None
    return make_page(model, language=language, title=title, slug=title.lower(), translation_of=original, **fields)


def make_concept(
    *,
    parent=None,
    title="digital hjemmeoppfølging",
    nn="",
    en="",
    definition_nb="Helsehjelp hjemme.",
    alternative=(),
    hidden=(),
    **fields,
):
    """A concept with a name and a definition in both written standards; in English too when `en` is given.

    Args:
        alternative: Pairs of language and name.
        hidden: Pairs of language and older or discouraged name.
    """
    fields.setdefault("slug", slugify(title))
    if en:
        fields.setdefault("definition_en", "Health care at home.")
    labels = [
        *((LabelKind.ALTERNATIVE, *pair) for pair in alternative),
        *((LabelKind.HIDDEN, *pair) for pair in hidden),
    ]
    return make_page(
        ConceptPage,
        parent=parent or make_list(ConceptIndexPage),
        title=title,
        pref_label_nn=nn or title,
        pref_label_en=en,
        definition_nb=definition_nb,
        definition_nn=fields.pop("definition_nn", "Helsehjelp heime."),
        labels=[
            ConceptLabel(kind=kind, language=language, text=text, sort_order=order)
            for order, (kind, language, text) in enumerate(labels)
        ],
        **fields,
    )


def make_publication(*, parent=None, language="nb", authors=("Berntsen GKR",), **fields):
    """A publication in English with all that publishing asks for."""
    fields.setdefault("kind", PublicationKind.ARTIKKEL)
    fields.setdefault("title_language", "en")
    fields.setdefault("year", 2019)
    fields.setdefault("url", "https://example.org/article")
    return make_page(
        PublicationPage,
        parent=parent or make_list(PublicationIndexPage, language=language),
        authors=[PublicationAuthor(name=name, sort_order=order) for order, name in enumerate(authors)],
        **fields,
    )


def make_resource(*, parent=None, language="nb", **fields):
    """A resource with all that publishing asks for."""
    fields.setdefault("kind", ResourceKind.VEILEDER)
    fields.setdefault("resource_language", "nb")
    fields.setdefault("owner_name", "KS")
    return make_page(ResourcePage, parent=parent or make_list(ResourceIndexPage, language=language), **fields)


def reload(page: BasePage):
    """The page as the routing reads it for its own template."""
    return type(page).detail_queryset().get(pk=page.pk)
