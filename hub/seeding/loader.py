"""Turns facts into pages: found by key, added once, linked when all exist, published through a revision."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.apps import apps
from django.utils.functional import cached_property
from django.utils.text import slugify
from wagtail.models import Locale, Page

from hub.models.base import BasePage
from hub.models.home import HomePage
from hub.models.links import PageLink, PageSource
from hub.models.organisations import Organisation
from hub.models.places import Municipality
from hub.models.seed_records import SeedRecord
from hub.models.terms import PageTerm, Term
from hub.seeding.rows import write_rows


def norwegian_slug(name: str) -> str:
    """An address of a Norwegian name: æ, ø and å are written ae, o and a, as in the facts' own ids."""
    return slugify(name.lower().replace("æ", "ae").replace("ø", "o").replace("å", "a"))


def add_without_rows(page: BasePage, parent: BasePage) -> None:
    """Put a page in the tree; its rows stay on it unsaved, so that `finish` writes those of all pages together."""
    rows = page.__dict__.pop("_cluster_related_objects", {})
    page._is_site_root = False  # Wagtail asks at every save: what is added below a front page is none
    parent.add_child(instance=page)
    page._cluster_related_objects = rows


def publish(page: BasePage) -> None:
    """Publish a page from a revision of what it is now."""
    revision = page.save_revision(changed=False, log_action=False, clean=False)
    # The revision was made from this very object: reading it back would ask for every foreign key of every row.
    revision.as_object = lambda: page  # type: ignore[method-assign]
    page.publish(revision, log_action=False)


@dataclass
class Draft:
    """A page that is in the tree and waits for its links before it is published."""

    page: BasePage
    related: Mapping[str, Iterable[str]]


class Loader:
    """One run of the seed.

    Pages are known by `group/slug`, such as `stories/larvik-dho`; an English version by `stories/larvik-dho/en`.
    Facts refer to pages of a group by slug or by title.
    """

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.records = {record.key: record.page_id for record in SeedRecord.objects.all()}
        self.keys_by_page = {page_id: key for key, page_id in self.records.items() if page_id}
        self.keys: dict[tuple[str, str], str] = {}
        self.pages: dict[str, BasePage] = {}
        self.drafts: list[Draft] = []
        self.terms = {(term.vocabulary, term.slug): term for term in Term.objects.all()}
        self.organisation_names: dict[str, dict] = {}
        self.organisations = {row.name: row for row in Organisation.objects.all()}
        self.locales = {locale.language_code: locale for locale in Locale.objects.all()}

    # Facts ------------------------------------------------------------------------------------------------------------
    @staticmethod
    def facts(app: str, name: str) -> Any:
        """The content of `<app>/seed_data/<name>.json`."""
        path = Path(apps.get_app_config(app).path) / "seed_data" / f"{name}.json"
        return json.loads(path.read_text(encoding="utf-8"))

    @cached_property
    def search_words(self) -> dict[str, dict[str, list[str]]]:
        """Key of a page to the words that readers may look for it by, of all rooms that have such a file."""
        files = (Path(app.path) / "seed_data" / "search_words.json" for app in apps.get_app_configs())
        found: dict[str, dict[str, list[str]]] = {}
        for file in filter(Path.exists, files):
            found |= json.loads(file.read_text(encoding="utf-8"))
        return found

    def once(self, key: str) -> bool:
        """Whether the fact with this key is to be loaded now; remembers that it was."""
        if key in self.records:
            return False
        SeedRecord.objects.create(key=key)
        self.records[key] = None
        return True

    def all_once(self, keys: Iterable[str]) -> set[str]:
        """As `once`, for many facts in one query: the keys of those that are to be loaded now."""
        new = set(keys) - set(self.records)
        SeedRecord.objects.bulk_create(SeedRecord(key=key) for key in sorted(new))
        self.records.update(dict.fromkeys(new))
        return new

    # Things that pages point at ---------------------------------------------------------------------------------------
    def page_terms(self, vocabulary: str, slugs: Iterable[str]) -> list[PageTerm]:
        """Rows that say a page is about the terms, without those that are gone."""
        found = (self.term(vocabulary, slug) for slug in slugs)
        return [PageTerm(term=term) for term in found if term]

    def term(self, vocabulary: str, slug: str) -> Term | None:
        """A term by its id; None for one that was loaded before and that an editor has deleted or given another id.

        Raises:
            KeyError: when no fact has that id.
        """
        gone = f"terms/{vocabulary}/{slug}" in self.records and (vocabulary, slug) not in self.terms
        return None if gone else self.terms[vocabulary, slug]

    def organisation(self, name: str, kind: str) -> list[Organisation]:
        """The bodies that a name in the facts means: mostly one; made from name and kind when not known yet.

        The facts' spelling variants and joint names (`A og B`) are listed in `hub/seed_data/organisations.json`.
        """
        known = self.organisation_names.get(name)
        parts = known["means"] if known else [{"name": name, "kind": kind}]
        return [self._organisation(part["name"], part["kind"]) for part in parts]

    def _organisation(self, name: str, kind: str) -> Organisation:
        if name not in self.organisations:
            slug = norwegian_slug(name)[:80]
            renamed = next((row for row in self.organisations.values() if row.slug == slug), None)
            self.organisations[name] = renamed or self._new_organisation(name, slug, kind)
        return self.organisations[name]

    def _new_organisation(self, name: str, slug: str, kind: str) -> Organisation:
        place = Municipality.objects.filter(name=name.removesuffix(" kommune")).first() if "kommune" in name else None
        self.counts["organisations"] += 1
        return Organisation.objects.create(name=name, slug=slug, kind=kind, municipality=place)

    @staticmethod
    def sources(facts: Iterable[Mapping[str, Any]]) -> list[PageSource]:
        """Rows for the sources in the facts; an undated one stays without a date."""
        return [
            PageSource(
                sort_order=order,
                title=source["title"],
                publisher=source.get("publisher") or "",
                url=source.get("url") or "",
                date=source.get("date") or "",
                date_text=(source.get("date_text") or "").removeprefix("udatert, "),  # the page says it for all undated
            )
            for order, source in enumerate(facts)
        ]

    # Pages ------------------------------------------------------------------------------------------------------------
    def home(self, language: str) -> HomePage | None:
        """The front page of the Norwegian (`nb`) or the English (`en`) tree; None when it has been deleted."""
        return HomePage.objects.filter(locale=self.locales.get(language)).first()

    def page(
        self,
        group: str,
        page: BasePage,
        parent: BasePage | None,
        *,
        related: Mapping[str, Iterable[str]] | None = None,
        source: BasePage | None = None,
    ) -> BasePage | None:
        """Add a page below its parent as a draft that `finish` links and publishes.

        Args:
            group: What kind of fact it is, such as `stories`.
            page: Unsaved, with slug, title and all its rows.
            related: Group to slugs or titles of pages that it points to.
            source: The Norwegian page that this one is the English version of.

        Returns:
            The page; the one loaded before when there is one; None when it was loaded before and deleted since, or when
            its parent was.
        """
        # The source's own slug may be an editor's by now.
        key = f"{self.keys_by_page[source.pk]}/en" if source else f"{group}/{page.slug}"
        self.keys[group, page.slug] = self.keys[group, page.title] = key.removesuffix("/en")
        if key in self.records or parent is None:
            return self.find(key)
        page.locale = self.locales["en" if source else parent.locale.language_code]
        if source:
            page.translation_key = source.translation_key
        self.tell_search_words(page, key)
        page.live = False
        page.change_note = ""
        add_without_rows(page, parent)
        SeedRecord.objects.create(key=key, page=page)
        self.records[key] = page.pk
        self.keys_by_page[page.pk] = key
        self.pages[key] = page
        self.drafts.append(Draft(page, related or {}))
        self.counts[group] += 1
        return page

    def tell_search_words(self, page: BasePage, key: str) -> None:
        """Give a page the words that readers may look for it by; its English version has the same."""
        for language, words in self.search_words.get(key.removesuffix("/en"), {}).items():
            setattr(page, f"search_words_{language}", ", ".join(words))

    def find(self, key: str) -> BasePage | None:
        """A page loaded in this run or before, in its own type."""
        if key not in self.pages and self.records.get(key):
            found = BasePage.objects.filter(pk=self.records[key]).first()
            if found:
                self.pages[key] = found.specific
        return self.pages.get(key)

    def resolve(self, group: str, name: str, language: str) -> BasePage | None:
        """The page that a fact refers to; in English its English version, or a page that serves both languages.

        Raises:
            KeyError: when no fact of the group has that slug or title.
        """
        key = self.keys[group, name]
        if language != "en":
            return self.find(key)
        return self.find(f"{key}/en") or (self.find(key) if group == "concepts" else None)

    def finish(self) -> None:
        """Link and publish all drafts of this run, each through a revision of its own."""
        for home in filter(None, map(self.home, self.locales)):
            self.order_menu(home)
        paths = dict(Page.objects.values_list("pk", "path"))
        for draft in self.drafts:
            draft.page.path = paths[draft.page.pk]
            self.link(draft)
        write_rows(draft.page for draft in self.drafts)
        for draft in self.drafts:
            publish(draft.page)
        self.drafts.clear()

    def order_menu(self, home: HomePage) -> None:
        """Put the front page's children in the types' listing order, when they all came in this run."""
        children = [child.specific for child in home.get_children()]
        added = {draft.page.pk for draft in self.drafts}
        if children and all(child.pk in added for child in children):
            for child in sorted(children, key=lambda page: page.listing_order):
                Page.objects.get(pk=child.pk).move(home, "last-child")

    def link(self, draft: Draft) -> None:
        """Give a draft its links to the pages that its facts name."""
        page, rows = draft.page, list(draft.page.links_out.all())
        loaded = {group for group, name in self.keys}  # a group that no room loads yet is left out
        seen = {page.pk} | {row.target_id for row in rows}
        for group, names in draft.related.items():
            for name in names if group in loaded else ():
                target = self.resolve(group, name, page.locale.language_code)
                if target and target.pk not in seen:
                    seen.add(target.pk)
                    rows.append(PageLink(target_id=target.pk, sort_order=len(rows)))
        page.links_out = rows
