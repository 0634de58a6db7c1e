"""Loads the initiatives and their register: strategies with areas and actions, measures, projects, white papers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.html import format_html

from hub.enums import PartnerRole
from hub.models import BasePage, Organisation, PageOrganisation, PageSource
from hub.seeding import Loader, Step
from stories.models import (
    InitiativeActor,
    InitiativeBenefit,
    InitiativeIndexPage,
    InitiativePage,
    Milestone,
    StartupAction,
)

Facts = Mapping[str, Any]
RICH = ("background", "needs", "organisation_of_work")


def load_initiatives(loader: Loader) -> None:
    """The register in both trees, every initiative below its parent, and English versions where there are any."""
    register, english_register = _registers(loader)
    if register is None:
        return
    norwegian: dict[str, BasePage] = {}
    english: dict[str, BasePage] = {}
    for facts in loader.facts("stories", "initiatives"):
        title, above, related = facts["title"], facts.get("parent", ""), facts.get("related", {})
        page = initiative(loader, facts)
        added = loader.page("initiatives", page, norwegian.get(above, register), related=related)
        if not added:
            continue
        norwegian[title] = added
        area = norwegian.get(above)
        if added is page and isinstance(area, InitiativePage):
            _link_action(area, page)
        words = facts.get("translations", {}).get("en")
        if words and english_register:
            parent = english.get(above, english_register)
            version = initiative(loader, in_english(facts, words))
            english[title] = loader.page("initiatives", version, parent, source=added, related=related) or parent


def _registers(loader: Loader) -> tuple[BasePage | None, BasePage | None]:
    """The Norwegian and the English register; None for one that an editor has deleted."""
    norwegian = InitiativeIndexPage(
        title="Tiltak",
        title_nn="Tiltak",
        slug="tiltak",
        summary="Hva staten, regionene og KS har satt i gang, hvem som eier det, og hvor langt det er kommet.",
        show_in_menus=True,
    )
    english = InitiativeIndexPage(
        title="Initiatives",
        slug="initiatives",
        summary="What the state, the regions and KS (the association of local authorities) have set going, "
        "who owns it, and how far it has come.",
        show_in_menus=True,
    )
    first = loader.page("listings", norwegian, loader.home("nb"))
    return first, first and loader.page("listings", english, loader.home("en"), source=first)


def in_english(facts: Facts, words: Facts) -> dict[str, Any]:
    """The facts with English words: what is not in words stays, and what has no translation is left out."""
    told = {**facts, **words, "slug": facts["slug"], "lang": "en"}
    for name in ("short_title", *RICH, "note"):
        told[name] = words.get(name, "")
    told["benefits"] = [
        {**row, "text": text} for row, text in zip(facts.get("benefits", []), words.get("benefits", []), strict=True)
    ]
    told["actors"] = [
        {**row, "text": "", **said} for row, said in zip(facts.get("actors", []), words.get("actors", []), strict=True)
    ]
    told["milestones"] = [
        {**row, "date_text": "", "condition": "", **said}
        for row, said in zip(facts.get("milestones", []), words.get("milestones", []), strict=True)
    ]
    told["actions_on_startup"] = words.get("actions_on_startup", [])
    told["sources"] = [{"language": facts["lang"], **source} for source in facts["sources"]]
    return told


def initiative(loader: Loader, facts: Facts) -> InitiativePage:
    """An unsaved initiative with all its rows."""
    owners = loader.organisation(facts["owner"]["name"], facts["owner"]["kind"])
    page = InitiativePage(
        title=facts["title"],
        slug=facts["slug"],
        short_title=facts.get("short_title", ""),
        summary=facts["summary"],
        written_standard=facts["lang"] if facts["lang"] != "en" else "nb",
        kind=facts["kind"],
        phase=facts["phase"],
        order=facts.get("order"),
        owner_organisation=owners[0],
        other_owners=facts.get("other_owners", False),
        confidence=facts["confidence"],
        note=facts.get("note", ""),
        inferred_fields=facts.get("inferred_fields", []),
        **{name: paragraph(facts.get(name, "")) for name in RICH},
    )
    page.organisations = _co_owners(owners[1:])
    page.page_terms = loader.page_terms("service_forms", facts.get("service_forms", []))
    page.sources = sources(loader, facts["sources"])
    page.benefits = [InitiativeBenefit(sort_order=i, **row) for i, row in enumerate(facts.get("benefits", []))]
    page.milestones = [Milestone(sort_order=i, **row) for i, row in enumerate(facts.get("milestones", []))]
    page.actors = _actors(loader, facts.get("actors", []))
    page.startup_actions = [
        StartupAction(sort_order=i, text=text) for i, text in enumerate(facts.get("actions_on_startup", []))
    ]
    return page


def _co_owners(organisations: Iterable[Organisation]) -> list[PageOrganisation]:
    return [
        PageOrganisation(sort_order=i, organisation=organisation, role=PartnerRole.EIER)
        for i, organisation in enumerate(organisations)
    ]


def _actors(loader: Loader, rows: Iterable[Facts]) -> list[InitiativeActor]:
    """Rows with a kind are bodies of the register, known by their Norwegian name; the others are groups."""
    actors = []
    for order, row in enumerate(rows):
        known = loader.organisation(row.get("body", row["name"]), row["kind"]) if "kind" in row else []
        actor = InitiativeActor(sort_order=order, name=row["name"], role=row["role"], text=row.get("text", ""))
        actor.organisation = known[0] if known else None
        actors.append(actor)
    return actors


def _link_action(area: InitiativePage, page: InitiativePage) -> None:
    """Let the area's action on start-up that the page is about point at the page."""
    actions = list(area.startup_actions.all())
    for action in actions:
        if action.text == page.summary:
            action.action_page = page
    area.startup_actions = actions


def paragraph(text: str) -> str:
    """Plain text as rich text."""
    return format_html("<p>{}</p>", text) if text else ""


def sources(loader: Loader, facts: Iterable[Facts]) -> list[PageSource]:
    """Rows for the sources, with the language of their titles where it is another than the page's."""
    facts = list(facts)
    rows = loader.sources(facts)
    for row, fact in zip(rows, facts, strict=True):
        row.language = fact.get("language", "")
    return rows


INITIATIVES = Step("stories.initiatives", load_initiatives, after=("hub.pages",))
