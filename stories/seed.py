"""Loads what others have done: experience stories and international examples, in Norwegian and English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.html import format_html_join

from hub.enums import PartnerRole
from hub.models import (
    BasePage,
    HealthCommunity,
    ListingPage,
    Organisation,
    PageMunicipality,
    PageOrganisation,
    PageSource,
)
from hub.seeding import Loader, Step
from stories.models import (
    ExampleResult,
    InternationalExamplePage,
    InternationalIndexPage,
    StoryAdvice,
    StoryDifficulty,
    StoryIndexPage,
    StoryPage,
    StoryResult,
)
from stories.models.results import ResultRow
from stories.seed_initiatives import INITIATIVES
from stories.seed_news import NEWS

Fact = Mapping[str, Any]

STORY_INDEX = {
    "nb": {
        "title": "Erfaringer",
        "title_nn": "Erfaringar",
        "slug": "erfaringer",
        "summary": "Kommuner og sykehus forteller hva de gjorde, hva som kom ut av det, "
        "og hva de ville gjort annerledes.",
    },
    "en": {
        "title": "Experiences",
        "slug": "experiences",
        "summary": "Municipalities and hospitals tell what they did, what came of it, "
        "and what they would do differently.",
    },
}
EXAMPLE_INDEX = {
    "nb": {
        "title": "Internasjonale eksempler",
        "title_nn": "Internasjonale eksempel",
        "slug": "eksempler",
        "summary": "Tjenester i andre land, hva som kom ut av dem, og hva av det som gjelder i Norge.",
    },
    "en": {
        "title": "International examples",
        "slug": "examples",
        "summary": "Services in other countries, what came of them, and what of that holds in Norway.",
    },
}


# Stories --------------------------------------------------------------------------------------------------------------
def load_stories(loader: Loader) -> None:
    """The experiences, each with its English version where the facts have one."""
    norwegian, english = listings(loader, StoryIndexPage, STORY_INDEX, in_menu=True)
    for fact in loader.facts("stories", "stories"):
        page = norwegian and loader.page("stories", story(loader, fact, fact), norwegian, related=fact["related"])
        if page and english and "en" in fact:
            translated = story(loader, fact, fact["en"])
            loader.page("stories", translated, english, source=page, related=fact["related"])


def story(loader: Loader, fact: Fact, words: Fact) -> StoryPage:
    """An unsaved story: its facts, told with the words of one language."""
    english = words is not fact
    owners = loader.organisation(fact["organisation"]["name"], fact["organisation"]["kind"])
    page = StoryPage(
        **common(fact, words),
        **answers(words),
        **volume(fact, words),
        **technology(loader, fact, words),
        owner_organisation=owners[0],
        organisation_model=fact.get("organisation_model", ""),
        # The municipalities say where; a county of its own is for pages that have none.
        county_id=None if fact.get("municipalities") else fact.get("county"),
        health_community=health_community(fact),
        responsible_role=words.get("contact_role", ""),
    )
    add_rows(loader, page, fact, StoryResult, english)
    page.organisations = organisations(loader, fact, owners)
    page.municipalities = [
        PageMunicipality(municipality_id=number, sort_order=order)
        for order, number in enumerate(fact.get("municipalities", ()))
    ]
    page.difficulties = [
        StoryDifficulty(text=told(row, english), nasss=row["nasss"], sort_order=order)
        for order, row in enumerate(fact.get("difficulties", ()))
    ]
    page.advice = [
        StoryAdvice(text=told(row, english), sort_order=order) for order, row in enumerate(fact.get("advice", ()))
    ]
    return page


def organisations(loader: Loader, fact: Fact, owners: list[Organisation]) -> list[PageOrganisation]:
    """Those that share the ownership, then the partners, each once in each role."""
    found = [(owner, PartnerRole.EIER.value) for owner in owners[1:]]
    for partner in fact.get("partners", ()):
        found += [(body, partner["role"]) for body in loader.organisation(partner["name"], partner["kind"])]
    unique = [pair for pair in dict.fromkeys(found) if pair[0].pk != owners[0].pk]
    return [
        PageOrganisation(organisation=body, role=role, sort_order=order) for order, (body, role) in enumerate(unique)
    ]


def health_community(fact: Fact) -> HealthCommunity | None:
    """The health community that the facts name."""
    slug = fact.get("health_community")
    return HealthCommunity.objects.get(slug=slug) if slug else None


def volume(fact: Fact, words: Fact) -> dict[str, Any]:
    """How many, as text and as a number with its unit."""
    counted = fact.get("volume")
    if not counted:
        return {}
    english = words is not fact
    return {
        "volume_text": words["volume"] if english else counted["text"],
        "volume_number": counted["number"],
        "volume_unit": words["volume_unit"] if english else counted["unit"],
        "volume_as_of": counted["as_of"],
    }


def technology(loader: Loader, fact: Fact, words: Fact) -> dict[str, Any]:
    """What they used, from whom, and whether the supplier itself says so."""
    used = fact.get("technology")
    if not used:
        return {}
    supplier = loader.organisation(used["supplier"], "leverandor")[0] if "supplier" in used else None
    return {
        "technology": used["text"] if words is fact else words.get("technology", ""),
        "technology_supplier": supplier,
        "technology_source_is_supplier": used["source_is_supplier"],
    }


# International examples -----------------------------------------------------------------------------------------------
def load_examples(loader: Loader) -> None:
    """The examples from other countries, in Norwegian and English."""
    norwegian, english = listings(loader, InternationalIndexPage, EXAMPLE_INDEX)
    for fact in loader.facts("stories", "international"):
        page = norwegian and loader.page(
            "international", example(loader, fact, fact), norwegian, related=fact["related"]
        )
        if page and english and "en" in fact:
            translated = example(loader, fact, fact["en"])
            loader.page("international", translated, english, source=page, related=fact["related"])


def example(loader: Loader, fact: Fact, words: Fact) -> InternationalExamplePage:
    """An unsaved example: its facts, told with the words of one language."""
    english = words is not fact
    scale = fact.get("scale", {})
    page = InternationalExamplePage(
        **common(fact, words),
        **answers(words),
        country=fact["country_code"],
        country_name=words.get("country", ""),
        organisation_text=words["organisation"],
        scale_text=words.get("scale", "") if english else scale.get("text", ""),
        scale_number=scale.get("number"),
        scale_unit=words.get("scale_unit", "") if english else scale.get("unit", ""),
        lesson_for_norway=paragraphs(words["lesson_for_norway"]),
        transferability=paragraphs(words["transferability"]),
    )
    add_rows(loader, page, fact, ExampleResult, english)
    return page


# Both -----------------------------------------------------------------------------------------------------------------
def listings(loader: Loader, model: type[ListingPage], texts: dict[str, dict[str, str]], *, in_menu: bool = False):
    """The list of a type in both trees; None for one that an editor has deleted."""
    norwegian, english = (model(show_in_menus=in_menu, **texts[language]) for language in ("nb", "en"))
    first = loader.page("listings", norwegian, loader.home("nb"))
    return first, first and loader.page("listings", english, loader.home("en"), source=first)


def common(fact: Fact, words: Fact) -> dict[str, Any]:
    """The columns that stories and examples share."""
    return {
        "title": words["title"],
        "slug": fact["slug"],
        "summary": words["summary"],
        "written_standard": fact["lang"] if words is fact else "nb",
        "phase": fact["phase"],
        "phase_since": fact.get("phase_since", ""),
        "status": fact["status"],
        "status_confirmed": fact.get("status_confirmed", ""),
        "start_year": fact.get("start_year"),
        "end_year": fact.get("end_year"),
        "confidence": fact["confidence"],
        "inferred_fields": fact.get("inferred_fields", []),
    }


def answers(words: Fact) -> dict[str, str]:
    """The answers to the fixed questions, as rich text."""
    return {field: paragraphs(text) for field, text in words["answers"].items()}


def add_rows(loader: Loader, page: BasePage, fact: Fact, result: type[ResultRow], english: bool) -> None:
    """Terms, sources and results."""
    page.page_terms = [
        row
        for vocabulary in ("service_forms", "patient_groups", "method_elements")
        for row in loader.page_terms(vocabulary, fact.get(vocabulary, ()))
    ]
    for order, row in enumerate(page.page_terms.all()):
        row.sort_order = order
    page.sources = sources(loader, fact, english)
    page.results = [
        result(
            text=told(row, english),
            mast=row["mast"],
            beneficiary=row["beneficiary"],
            benefit=row.get("benefit", ""),
            evidence=row["evidence"],
            sort_order=order,
        )
        for order, row in enumerate(fact.get("results", ()))
    ]


def sources(loader: Loader, fact: Fact, english: bool) -> list[PageSource]:
    """Where the facts come from; what else is known about a date is told in the page's language."""
    rows = loader.sources(fact["sources"])
    for row, source in zip(rows, fact["sources"], strict=True):
        row.language = source.get("language", fact["lang"] if english else "")
        row.date_text = source.get("date_text_en", "") if english else source.get("date_text", "")
    return rows


def told(row: Fact, english: bool) -> str:
    """A row's text in the language of the page."""
    return row["en"] if english else row["text"]


def paragraphs(text: str) -> str:
    """Plain text as rich text."""
    return format_html_join("", "<p>{}</p>", ((part,) for part in text.split("\n") if part.strip()))


STEPS = (
    Step("stories.stories", load_stories, after=("hub.pages",)),
    Step("stories.examples", load_examples, after=("hub.pages",)),
    INITIATIVES,
    NEWS,
)
