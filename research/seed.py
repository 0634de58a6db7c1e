"""The project's own facts about what is known, as pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from hub.models import BasePage, ListingPage, PageLink, PageSource
from hub.seeding import Loader, Step
from research.enums import ConceptLanguage, LabelKind
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

Fact = Mapping[str, Any]


# Concepts -------------------------------------------------------------------------------------------------------------
def load_concepts(loader: Loader) -> None:
    """The glossary: one record per concept for all languages, then what is broader and newer."""
    index, _english = indexes(loader, ConceptIndexPage, "concepts", show_in_menus=True)
    if index is None:
        return
    facts = loader.facts("research", "concepts")
    for fact in facts:
        loader.page("concepts", concept(loader, fact), index, related={"concepts": fact["related"]})
    for fact in facts:
        relate_concept(loader, fact)


def concept(loader: Loader, fact: Fact) -> ConceptPage:
    """One record with its names, not yet saved."""
    names = {f"pref_label_{language}": fact["pref_label"][language] for language in ConceptLanguage.values}
    page = ConceptPage(
        title=names.pop("pref_label_nb"),
        slug=fact["slug"],
        slug_en=fact["slug_en"],
        status=fact["status"],
        relationship_with_source=fact["relationship_with_source"],
        cdisah=fact["cdisah"],
        confidence=fact["confidence"],
        inferred_fields=fact["inferred_fields"],
        **names,
        **in_languages("definition", fact),
        **in_languages("scope_note", fact),
        **in_languages("example", fact),
    )
    page.labels = [
        ConceptLabel(sort_order=order, language=language, kind=kind, text=text)
        for order, (kind, language, text) in enumerate(other_names(fact))
    ]
    page.sources = sources(loader, fact["sources"])
    page.page_terms = loader.page_terms("service_forms", fact["service_forms"])
    return page


def in_languages(name: str, fact: Fact) -> dict[str, str]:
    """A text of the fact as one column per language; empty where the fact has none."""
    texts = fact[name] or {}
    return {f"{name}_{language}": texts.get(language) or "" for language in ConceptLanguage.values}


def other_names(fact: Fact) -> Iterable[tuple[str, str, str]]:
    """Kind, language and text of every other name, in the order of the facts."""
    for kind, key in ((LabelKind.ALTERNATIVE, "alt_label"), (LabelKind.HIDDEN, "hidden_label")):
        for language in ConceptLanguage.values:
            for text in fact[key][language]:
                yield kind, language, text


def relate_concept(loader: Loader, fact: Fact) -> None:
    """Link a new concept to those that are broader or have replaced it; the loader adds the related ones."""
    page = loader.resolve("concepts", fact["slug"], "nb")
    if page is None or page.live:
        return
    links = [(PageLink.Kind.BROADER, slug) for slug in fact["broader"]]
    if fact["replaced_by"]:
        links.append((PageLink.Kind.REPLACED_BY, fact["replaced_by"]))
    targets = [(kind, loader.resolve("concepts", slug, "nb")) for kind, slug in links]
    page.links_out = [
        PageLink(kind=kind, target_id=target.pk, sort_order=order)
        for order, (kind, target) in enumerate(targets)
        if target
    ]


# Publications ---------------------------------------------------------------------------------------------------------
def load_publications(loader: Loader) -> None:
    """What research has found, in Norwegian and, where the facts have it, in English."""
    index, english_index = indexes(loader, PublicationIndexPage, "research", show_in_menus=True)
    if index is None:
        return
    for fact in loader.facts("research", "publications"):
        page = loader.page("research", publication(loader, fact, fact), index, related=fact["related"])
        english = fact.get("translations", {}).get("en")
        if english and page and english_index:
            translation = publication(loader, fact, english)
            loader.page("research", translation, english_index, source=page, related=fact["related"])


def publication(loader: Loader, fact: Fact, words: Fact) -> PublicationPage:
    """One publication with its rows, not yet saved.

    Args:
        fact: What holds in every language.
        words: The texts in the page's own language.
    """
    page = PublicationPage(
        title=fact["title"],
        slug=fact["slug"],
        title_language=fact["language"],
        authors_and_others=fact["authors_and_others"],
        country_codes=fact["country_codes"],
        is_international=fact["is_international"],
        confidence=fact["confidence"],
        inferred_fields=fact["inferred_fields"],
        year=fact["year"],
        **filled(fact, "kind", "journal", "doi", "pmid", "pmcid", "url", "evidence", "direction"),
        **filled(words, "summary", "main_finding", "design", "limits", "note"),
    )
    page.authors = [PublicationAuthor(sort_order=order, name=name) for order, name in enumerate(fact["authors"])]
    page.page_terms = [
        *loader.page_terms("patient_groups", fact["patient_groups"]),
        *loader.page_terms("service_forms", fact["service_forms"]),
    ]
    itself = {
        "title": fact["title"],
        "language": fact["language"],
        "publisher": fact["journal"],
        "url": fact["url"],
        "date": str(fact["year"] or ""),
    }
    page.sources = sources(loader, [itself])
    return page


# Resources ------------------------------------------------------------------------------------------------------------
def load_resources(loader: Loader) -> None:
    """What others keep that helps a project; nobody has checked the addresses yet, and the pages say so."""
    index, english_index = indexes(loader, ResourceIndexPage, "resources")
    if index is None:
        return
    for fact in loader.facts("research", "resources"):
        page = loader.page("resources", resource(loader, fact, fact), index, related=fact["related"])
        english = fact["translations"].get("en")
        if english and page and english_index:
            translation = resource(loader, fact, english)
            loader.page("resources", translation, english_index, source=page, related=fact["related"])


def resource(loader: Loader, fact: Fact, words: Fact) -> ResourcePage:
    """One resource with its rows, not yet saved; arguments as for a publication."""
    owner = fact.get("owner")
    title_language = fact.get("title_language", "nb")
    page = ResourcePage(
        title=fact["title"],
        slug=fact["slug"],
        title_language=title_language if title_language != ("nb" if words is fact else "en") else "",
        resource_language=fact["language"],
        owner_organisation=loader.organisation(owner["name"], owner["kind"])[0] if owner else None,
        confidence=fact["confidence"],
        inferred_fields=fact["inferred_fields"],
        **filled(fact, "kind", "owner_name", "link_url"),
        **filled(words, "summary", "note"),
    )
    page.page_terms = [
        *loader.page_terms("audiences", fact["audiences"]),
        *loader.page_terms("service_forms", fact["service_forms"]),
    ]
    page.sources = sources(loader, fact["sources"])
    return page


# Shared ---------------------------------------------------------------------------------------------------------------
def indexes(
    loader: Loader, model: type[ListingPage], group: str, **settings: Any
) -> tuple[BasePage | None, BasePage | None]:
    """The Norwegian list of a group and its English counterpart; None for one that an editor has deleted."""
    words = loader.facts("research", "listings")[group]
    page = loader.page("listings", model(**words["nb"], **settings), loader.home("nb"))
    if page is None:
        return None, None
    return page, loader.page("listings", model(**words["en"], **settings), loader.home("en"), source=page)


def filled(fact: Fact, *names: str) -> dict[str, str]:
    """The named texts, empty where the fact says nothing."""
    return {name: fact.get(name) or "" for name in names}


def sources(loader: Loader, facts: Iterable[Fact]) -> list[PageSource]:
    """Rows for the sources, with the language of titles that are not in the page's."""
    facts = list(facts)
    rows = loader.sources(facts)
    for row, fact in zip(rows, facts, strict=True):
        row.language = fact.get("language", "")
    return rows


STEPS = (
    Step("research.concepts", load_concepts, after=("hub.pages",)),
    Step("research.publications", load_publications, after=("hub.pages",)),
    Step("research.resources", load_resources, after=("hub.pages",)),
)
