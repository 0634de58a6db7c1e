"""What stands around every page: settings, menus, breadcrumbs, other languages, whom to ask.

The context variable `frame` asks for nothing until a template does, so the admin pays nothing for it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import get_language, pgettext

from hub import languages, routing
from hub.addresses import LEGEND
from hub.appearance import FOOTER, MAIN_MENU
from hub.legal.addresses import PRIVACY
from hub.models import HubSettings
from hub.reserved import FIRST_LEVEL

LANGUAGE_NAMES = {"nb": "Norsk", "nn": "Norsk", "en": "English"}


@dataclass(frozen=True)
class Link:
    """A link of the frame; `language` is that of its title, `current` says that the reader is there or below it."""

    title: str
    url: str
    language: str = ""
    current: bool = False


@dataclass(frozen=True)
class Place:
    """Where a view that is no page stands; the view sets it as `request.hub_place`.

    Attributes:
        crumbs: `(title, address)` between the front page, or the page whose sub-address it is, and the view itself; a
            `Link` where the title may be in another language.
        addresses: Language code to address, for all languages that the same thing has an address in.
        address: Its own, where it keeps a query such as `?sprak=nn`.
        secret: Whether the address is a key, as that of a mailed link, which then stands in no mail about the page.
    """

    title: str
    crumbs: Sequence[tuple[str, str] | Link] = ()
    addresses: Mapping[str, str] = field(default_factory=dict)
    address: str = ""
    secret: bool = False


@dataclass(frozen=True)
class SearchBox:
    """Where the search box of a page asks, and where its suggestions come from.

    Attributes:
        language: What `?sprak=` must say, for a reader of Nynorsk, which has no addresses of its own; else empty.
    """

    url: str
    suggestions: str
    language: str = ""


MenuEntry = tuple[str, Callable[[], Any], Mapping[str, str]]
_entries: list[MenuEntry] = []
_search: dict[str, tuple[str, str]] = {}


def register_menu_entry(label: Callable[[], Any], addresses: Mapping[str, str]) -> None:
    """Add a view that is no page to the end of the main menu.

    Args:
        label: Gives the title in the active language.
        addresses: Language of the tree, `nb` or `en`, to address.
    """
    _entries.append((addresses["nb"], label, addresses))


def register_search(addresses: Mapping[str, tuple[str, str]]) -> None:
    """Give every page a search box.

    Args:
        addresses: Language of the tree, `nb` or `en`, to the address that answers and that of its suggestions.
    """
    _search.update(addresses)


class Frame:
    """What the layouts show around the page of a request."""

    def __init__(self, request: HttpRequest):
        self.request = request

    # Where we are -----------------------------------------------------------------------------------------------------
    @property
    def page(self):
        """The page that is shown, in a preview too; None for other views."""
        return getattr(self.request, "hub_page", None)

    @property
    def place(self) -> Place | None:
        """Where a view that is no page says that it stands."""
        return getattr(self.request, "hub_place", None)

    @cached_property
    def tree(self) -> routing.Tree:
        """The surroundings: what the routing loaded, or those of the previewed page."""
        page = self.page
        if page is not None and not hasattr(self.request, "hub_tree") and page.url_path:
            root = routing.root_path(self.request, page.locale.language_code)
            path = page.url_path.removeprefix(root) if root else ""
            self.request.hub_tree = routing.load_tree(root, path)  # type: ignore[attr-defined]
        return routing.tree_of(self.request)

    @property
    def language(self) -> str:
        """The language that is being rendered in."""
        return get_language() or settings.LANGUAGE_CODE

    @property
    def tree_language(self) -> str:
        """`en` in the English tree, else `nb`."""
        return "en" if self.language == "en" else settings.LANGUAGE_CODE

    # Who we are -------------------------------------------------------------------------------------------------------
    @cached_property
    def settings(self) -> HubSettings:
        """What is said on every page about the hub."""
        return HubSettings.load(request_or_site=self.request)

    @property
    def name(self) -> str:
        """The name of the hub."""
        return settings.WAGTAIL_SITE_NAME

    @property
    def run_by(self) -> str:
        """Who runs the hub, in the page's language."""
        return getattr(self.settings, f"run_by_{self.language}", "") or self.settings.run_by_nb

    @cached_property
    def contact(self) -> tuple[str, str]:
        """The role that answers and its mailbox: the page's, else its owner's, else the hub's."""
        role, email = self.page.contact if self.page is not None else ("", "")
        if not email or (email == self.settings.email and not self.page.responsible_email):
            return self.hub_role, self.settings.email  # of an owner's role we do not know the English name
        return role, email

    @property
    def hub_role(self) -> str:
        """The role that answers for the hub, in the page's language."""
        return (self.language == "en" and self.settings.role_en) or self.settings.role

    # Menus ------------------------------------------------------------------------------------------------------------
    @property
    def home_url(self) -> str:
        """The front page of the tree we are in."""
        return languages.ENGLISH_PREFIX if self.tree_language == "en" else "/"

    @property
    def legend_url(self) -> str:
        """Where the reader learns to read the houses; Nynorsk has no address of its own."""
        return LEGEND[self.tree_language] + ("?sprak=nn" if self.language == "nn" else "")

    @property
    def privacy_url(self) -> str:
        """What the hub keeps about people, in the page's language."""
        return PRIVACY + (f"?sprak={self.language}" if self.language != settings.LANGUAGE_CODE else "")

    @property
    def at_home(self) -> bool:
        """Whether this is the front page."""
        return bool(self.tree.chain) and len(self.tree.chain) == 1 and not self.tree.rest and self.place is None

    def _menu_link(self, row: routing.Row) -> Link:
        title, language = row.title_for(self.language)
        return Link(title, row.url, language, self.request.path.startswith(row.url))

    @cached_property
    def menu(self) -> list[Link]:
        """The main menu: pages that say so, in the order of the tree, then the registered views."""
        links = [self._menu_link(row) for row in self.tree.menu if _menu_of(row) == MAIN_MENU]
        for _key, label, addresses in _entries:
            address = addresses[self.tree_language]
            links.append(Link(str(label()), address, "", self.request.path.startswith(address)))
        return links

    @cached_property
    def about(self) -> list[Link]:
        """The pages of words in the footer."""
        return [self._menu_link(row) for row in self.tree.menu if _menu_of(row) == FOOTER]

    @property
    def search(self) -> SearchBox | None:
        """The search of the tree we are in; None where no room has registered one."""
        if self.tree_language not in _search:
            return None
        return SearchBox(*_search[self.tree_language], language="nn" if self.language == "nn" else "")

    @cached_property
    def breadcrumbs(self) -> list[Link]:
        """From the front page to here; empty on the front page itself."""
        rows = [row for row in self.tree.chain[1:] if row.is_public or row is self.tree.target]
        links = []
        for row in rows:
            title, language = row.title_for(self.language)
            links.append(Link(title, row.url, language))
        if self.place is not None:
            links += [one if isinstance(one, Link) else Link(str(one[0]), one[1]) for one in self.place.crumbs]
            links.append(Link(self.place.title, self.place.address or self.request.path))
        if not links:
            return []
        here = links.pop()
        return [Link(pgettext("breadcrumb", "Home"), self.home_url), *links, replace(here, current=True)]

    @property
    def one_up(self) -> Link | None:
        """The step above this one, which is all that a narrow screen shows of the breadcrumbs."""
        return self.breadcrumbs[-2] if self.breadcrumbs else None

    # Languages --------------------------------------------------------------------------------------------------------
    @cached_property
    def addresses(self) -> dict[str, str]:
        """Language to address of the same thing, this one first; only what the public may see."""
        found = {self.language: self.path}
        if self.place is not None:
            return found | {code: url for code, url in self.place.addresses.items() if code != self.language}
        if self.page is not None and hasattr(self.page, "other_addresses"):
            found |= {code: url for code, url in self.page.other_addresses().items() if code != self.language}
        target = self.tree.target
        if target is not None and not self.tree.rest:
            for twin in self.tree.twins_of(target):
                found.setdefault(twin.language, twin.url)
        return found

    @cached_property
    def switch(self) -> Link | None:
        """The way to the same thing in the other tree; None where it has no twin."""
        for code, url in self.addresses.items():
            if (code == "en") != (self.language == "en"):
                return Link(LANGUAGE_NAMES[code], url, code)
        return None

    @property
    def path(self) -> str:
        """The address that this page is known by, without filters."""
        if self.place is not None and self.place.secret:
            return self.home_url
        is_page = self.page is not None and not self.tree.rest and self.place is None
        return self.page.path_from_root if is_page else self.request.path

    @property
    def canonical(self) -> str:
        """The full address that search engines shall know this page by."""
        return settings.PUBLIC_URL + self.path

    @property
    def alternates(self) -> list[tuple[str, str]]:
        """`(language, full address)` of all language versions; empty when there is only one."""
        if len(self.addresses) < 2:
            return []
        return [(code, settings.PUBLIC_URL + url) for code, url in self.addresses.items()]


def _menu_of(row: routing.Row) -> str:
    """The menu a page stands in; below the first level only the footer takes any."""
    menu = getattr(row.model, "menu", MAIN_MENU)
    return menu if row.depth == FIRST_LEVEL or menu == FOOTER else ""


def frame(request: HttpRequest) -> dict[str, Frame]:
    """Context processor: the frame of the request."""
    return {"frame": Frame(request)}
