"""Loads the news and their list. Of films there is none that may be shown yet: the only one lacks a transcript."""

from __future__ import annotations

from hub.models import PageSource
from hub.seeding import Loader, Step
from stories.models import NewsIndexPage, NewsPage


def load_news(loader: Loader) -> None:
    """The list and every piece of news. All are in Norwegian, so an English list would be empty."""
    index = loader.page(
        "listings",
        NewsIndexPage(
            title="Nyheter",
            title_nn="Nyheiter",
            slug="nyheter",
            summary="Hva andre har skrevet om feltet, med vei til kilden.",
        ),
        loader.home("nb"),
    )
    if index is None:
        return
    for facts in loader.facts("stories", "news"):
        source, listed_on = facts["source"], facts["listed_on"]
        page = NewsPage(
            title=facts["title"],
            slug=facts["slug"],
            title_language=source.get("language", ""),
            summary=facts["summary"],
            written_standard=facts["lang"],
            kind=facts["kind"],
            date=facts.get("date", ""),
            listed_on_title=listed_on["title"],
            listed_on_language=listed_on.get("language", ""),
            listed_on_publisher=listed_on["publisher"],
            listed_on_url=listed_on["url"],
            note=facts.get("note", ""),
            inferred_fields=facts.get("inferred_fields", []),
        )
        page.sources = [PageSource(sort_order=0, **source)]
        loader.page("news", page, index, related=facts.get("related", {}))


NEWS = Step("stories.news", load_news, after=("hub.pages",))
