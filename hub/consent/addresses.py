"""A withdrawn name in addresses: pages get another one, and the old one answers 410, known by its digest alone."""

from __future__ import annotations

from urllib.parse import unquote

from django.db.models import Q
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from hub.consent.words import Name
from hub.models import WithdrawnAddress
from hub.withdrawal import addresses, remember_digest


def rename(name: Name, role: str) -> set[int]:
    """Give pages whose address holds a name another one; returns their ids and those of all pages below them."""
    found: set[int] = set()
    for page in Page.objects.filter(slug__icontains=name.fragment, depth__gt=1).order_by("depth", "path"):
        if name.stands_in(page.slug):
            found |= _rename(Page.objects.get(pk=page.pk), name.replaced(page.slug, role))
    _forget_redirects(name)
    return found


def _rename(page: Page, wanted: str) -> set[int]:
    below = list(page.get_descendants(inclusive=True).select_related("locale"))
    for one in below:
        if one.first_published_at and one.depth > 2:
            for path in addresses(one):
                remember_digest(path)
    former, slug = page.url_path, _free(page, wanted)
    present = f"{former.rstrip('/').rpartition('/')[0]}/{slug}/"
    for revision in page.specific.revisions.all():
        if revision.content.get("slug") == page.slug:
            revision.content |= {"slug": slug, "url_path": present}
            type(revision).objects.filter(pk=revision.pk).update(content=revision.content)
    Page.objects.filter(pk=page.pk).update(slug=slug, url_path=present)
    page._update_descendant_url_paths(former, present)
    return {one.pk for one in below}


def _free(page: Page, wanted: str) -> str:
    """As wanted, with a number when a page beside it has that already."""
    longest = page._meta.get_field("slug").max_length
    parent, number, slug = page.get_parent(), 1, wanted[:longest]
    while not Page._slug_is_available(slug, parent, page):
        number += 1
        slug = f"{wanted[: longest - 6]}-{number}"
    return slug


def _forget_redirects(name: Name) -> None:
    """Addresses that led on, or were withdrawn already."""
    fragment = Q(old_path__icontains=name.fragment)
    for redirect in Redirect.objects.filter(fragment):
        if name.stands_in(redirect.old_path):
            path = unquote(redirect.old_path.partition("?")[0])
            remember_digest(path)
            remember_digest(f"{path.rstrip('/')}/")
            redirect.delete()
    for row in WithdrawnAddress.objects.filter(path__icontains=name.fragment):
        if name.stands_in(row.path):
            remember_digest(row.path)
            row.delete()
