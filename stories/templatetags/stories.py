"""What other rooms' templates show of this one, and how the register of initiatives is laid out."""

from __future__ import annotations

from collections.abc import Mapping

from django import template
from django.utils.translation import get_language

from hub.listing.build import Listing
from stories.families import Branch
from stories.models import InitiativePage, NewsPage
from stories.models.initiative_register import REGISTER, Group, grouped

register = template.Library()


@register.simple_tag
def latest_news(count: int = 4) -> list[NewsPage]:
    """`{% latest_news 4 as news %}`: the newest of the tree that is shown, by the source's date; the undated last."""
    tree = "en" if get_language() == "en" else "nb"
    pages = NewsPage.card_queryset().filter(locale__language_code=tree).visible()
    return list(pages.order_by("-date", "-first_published_at", "pk")[:count])


@register.simple_tag
def register_groups(listing: Listing) -> list[Group]:
    """`{% register_groups listing as groups %}`: the tables of the register; one flat table in any other order."""
    order = listing.asked.order or (None if listing.asked.text else listing.page.sorts[0])
    if order is not None and order.key == REGISTER:
        return grouped(listing.cards)
    return [Group("", tuple(Branch(page, 0) for page in listing.cards))]


@register.filter
def count_in(page: InitiativePage, parts: Mapping[str, int]) -> int:
    """`{{ page|count_in:parts }}`: how many visible parts an initiative has."""
    return parts.get(page.path, 0)
