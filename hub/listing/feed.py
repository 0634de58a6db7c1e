"""A list as an Atom feed (RFC 4287): what is visible now, with ids that outlive addresses and dates that are true."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed

from hub.listing.build import Listing
from hub.listing.cards import load_cards
from hub.page_text import plain

MOST_ENTRIES = 50
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


class ListFeed(Atom1Feed):
    """Atom with a language per entry, and without Django's habit of dating an empty feed today."""

    mime_type = "application/atom+xml; charset=utf-8"

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        """The language of the entry."""
        return {"xml:lang": item["language"]}

    def latest_post_date(self) -> datetime:
        """When the newest entry was updated, else when the list itself was."""
        return max((item["updateddate"] for item in self.items), default=self.feed["updated"])


def page_id(page) -> str:
    """An id that survives a move, a new title and a new address of the site; a translation has its own."""
    key = page.translation_key if isinstance(page.translation_key, UUID) else UUID(str(page.translation_key))
    return uuid5(key, page.locale.language_code).urn


def changed(page) -> datetime:
    """When the page was last published on the hub; what it tells about may be older or undated."""
    return page.last_published_at or page.first_published_at or NEVER


def feed(listing: Listing) -> str:
    """The newest entries of a list as Atom."""
    page = listing.page
    found = ListFeed(
        title=f"{page.title} – {settings.WAGTAIL_SITE_NAME}",
        link=settings.PUBLIC_URL + listing.clear_url + listing.asked.query(order=False),
        description=None,
        subtitle=plain(page.summary),
        language=page.language,
        feed_url=settings.PUBLIC_URL + listing.feed_url,
        feed_guid=uuid5(NAMESPACE_URL, page_id(page) + listing.asked.query(order=False)).urn,
        updated=changed(page),
    )
    for card in newest(listing):
        found.add_item(
            title=card.title,
            link=settings.PUBLIC_URL + card.path_from_root,
            description=plain(card.summary),
            unique_id=page_id(card),
            pubdate=card.first_published_at,
            updateddate=changed(card),
            language=card.language,
        )
    return found.writeString("utf-8")


def newest(listing: Listing) -> list:
    """The pages that were published last, with what an entry shows."""
    dated = sorted(listing.found, key=lambda facts: facts.values["last_published_at"] or NEVER, reverse=True)
    queryset = listing.page.item_model.objects.select_related("locale")
    return load_cards(queryset, {facts.pk: facts for facts in dated[:MOST_ENTRIES]}, (), listing.terms)
