"""What was public and is not any more: its address answers 410 Gone, and its last version is closed.

A redirect goes first, so that a page that moved is found again; a page that comes back is simply there again.
"""

from __future__ import annotations

from django.db.models.signals import pre_delete
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.crypto import salted_hmac
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished

from hub import languages
from hub.models import BasePage, WithdrawnAddress
from hub.publishing import close_versions

LONGEST = 500  # characters of a kept address


class WithdrawnMiddleware:
    """Turns 404 into 410 for the address of something that was public; stands outside the middleware of redirects."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as usual, and look again at what was not found."""
        response = self.get_response(request)
        if response.status_code == 404 and is_withdrawn(request):
            return render(request, "410.html", status=410)
        return response


def is_withdrawn(request: HttpRequest) -> bool:
    """Whether an address that was not found led to something public once."""
    if getattr(request, "hub_withdrawn", False):
        return True
    path = request.path
    if len(path) > LONGEST or "\0" in path:
        return False
    return WithdrawnAddress.objects.filter(path__in=[path, digest(path)]).exists()


def digest(path: str) -> str:
    """Stands for an address that must not be kept in clear, as it holds a name; no address begins like it."""
    return "sha256:" + salted_hmac("hub.withdrawal", path, algorithm="sha256").hexdigest()


def remember_digest(path: str) -> None:
    """Keep an address that holds a withdrawn name, so that it answers 410 and nobody can read it."""
    WithdrawnAddress.objects.get_or_create(path=digest(path))


def former_addresses(page: Page) -> set[str]:
    """Where redirects still lead to the page from; they go with it."""
    paths = Redirect.objects.filter(redirect_page=page, automatically_created=True).values_list("old_path", flat=True)
    return {f"{path}/" for path in paths}


def addresses(page: Page) -> set[str]:
    """All addresses that a page answers at."""
    own = languages.public_path(page.url_path, page.locale.language_code)
    specific = page.specific
    others = specific.other_addresses().values() if isinstance(specific, BasePage) else ()
    return {own, *others}


@receiver(pre_delete, sender=Page)
def remember_addresses(sender, instance: Page, **kwargs) -> None:
    """Keep the addresses of a page that was public when it is deleted, alone or with a page above it."""
    if instance.first_published_at and instance.depth > 2:
        for path in addresses(instance) | former_addresses(instance):
            if len(path) <= LONGEST:
                WithdrawnAddress.objects.get_or_create(path=path)


@receiver(page_unpublished)
def close_last_version(sender, instance: Page, **kwargs) -> None:
    """Say in the list of versions that the page is no longer shown: since it expired, not since that was swept up."""
    if isinstance(instance, BasePage):
        close_versions(instance, instance.expire_at if instance.expired else None)


@receiver(page_published)
def forget_addresses(sender, instance: Page, **kwargs) -> None:
    """A page is back at an address that had been withdrawn."""
    paths = addresses(instance)
    WithdrawnAddress.objects.filter(path__in=paths | {digest(path) for path in paths}).delete()
