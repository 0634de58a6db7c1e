"""A thing that is no page and gets another address is still found at its former one, as Wagtail does it for pages."""

from __future__ import annotations

from collections.abc import Mapping

from wagtail.contrib.redirects.models import Redirect


def lead_on(former: Mapping[str, str], present: Mapping[str, str]) -> None:
    """Redirect for good from each former address to the present one in the same tree.

    Args:
        former: Language of the tree to the address until now.
        present: The same for the address from now on.
    """
    for language, address in present.items():
        Redirect.objects.filter(redirect_link=former[language]).update(redirect_link=address)  # no chains
        Redirect.objects.filter(old_path=Redirect.normalise_path(address), redirect_page=None).delete()  # no circles
        Redirect.objects.update_or_create(
            old_path=Redirect.normalise_path(former[language]),
            site=None,
            defaults={"redirect_link": address, "redirect_page": None, "automatically_created": True},
        )
