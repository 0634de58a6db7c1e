"""What the layouts ask every type of page about: where it is linked from, how it looks there, its other addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError

from hub.reserved import slug_problem

if TYPE_CHECKING:
    from wagtail.models import Page as Below
else:
    Below = object

MAIN_MENU, FOOTER = "main", "footer"


class Appearance(Below):
    """How a type shows itself outside its own template; every attribute may be overridden by the type.

    Attributes:
        menu: Which menu a page of the type stands in when it is shown in menus.
        related_template: How a page of the type looks among the related ones of another; empty gives a plain link,
            which costs no query.
        related_layout: Look of the list around it: `rows`, `list` or `cluster`.
        related_in_full: Whether the pages related to one of this type are shown in their types' own look there; False
            gives plain links, for a page that should cost little.
        has_other_addresses: Whether `other_addresses` ever answers; such pages are loaded in full where linked.
    """

    menu = MAIN_MENU
    related_template = ""
    related_layout = "list"
    related_in_full = True
    has_other_addresses = False

    @classmethod
    def related_heading(cls) -> str:
        """What stands above related pages of this type."""
        name = str(cls._meta.verbose_name_plural)
        return name[:1].upper() + name[1:]

    @classmethod
    def related_queryset(cls):
        """Pages with all that `related_template` shows."""
        return cls.card_queryset()  # type: ignore[attr-defined]

    def other_addresses(self) -> dict[str, str]:
        """Language to address of the same record elsewhere than in its own tree, visible ones only."""
        return {}

    def address_in(self, language: str) -> str:
        """The page's address for a reader of a language: the tree's own, or the record's other one."""
        tree = self.locale.language_code
        if self.has_other_addresses and (language == "en") != (tree == "en"):
            other = self.other_addresses().get("en" if language == "en" else "nb")
            return other or self.path_from_root
        return self.path_from_root

    def get_context(self, request, *args, **kwargs) -> dict[str, Any]:
        """Let the frame know which page is shown, in a preview too."""
        request.hub_page = self
        return super().get_context(request, *args, **kwargs)

    def clean(self) -> None:
        """Refuse an address that a fixed view has taken."""
        super().clean()
        problem = slug_problem(self.slug, self.depth, self.locale.language_code) if self.depth else ""
        if problem:
            raise ValidationError({"slug": problem})
