"""What a reader came from: the page or organisation behind an address of ours, and the role that answers for it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.utils.translation import get_language

from hub import languages, routing
from hub.addresses import SECTIONS
from hub.models import BasePage, HubSettings, Organisation
from hub.public_pages import page_of

ADDRESS = re.compile(r"/(?:[A-Za-z0-9_.\-]+/)*[A-Za-z0-9_.\-]*", re.ASCII)
LONGEST = 300
ORGANISATION = re.compile(rf"/(?:{'|'.join(SECTIONS['organisation'].values())})([a-z0-9\-]+)/")


@dataclass(frozen=True)
class About:
    """What a message is about; all of it is empty when the reader came from nowhere.

    Attributes:
        path: The address, without host and query.
        page: What stands there, when the public may see it.
        organisation: Whose address it is, when it is an organisation's.
    """

    path: str = ""
    page: BasePage | None = None
    organisation: Organisation | None = None

    @property
    def title(self) -> str:
        """What it is called; the address itself where it has no name that may be shown."""
        named = self.page.title if self.page else getattr(self.organisation, "name", "")
        return named or ("" if self.path == "/" else self.path)

    @property
    def language(self) -> str:
        """The language of the title; empty when that is not known."""
        return (self.page.title_language or self.page.language) if self.page else ""

    @property
    def contact(self) -> tuple[str, str]:
        """The role that answers and its mailbox: the page's, its owner's or the organisation's, else the hub's."""
        subject = self.page or self.organisation
        role, email = subject.contact if subject else ("", "")
        hub_role, hub_email = hub_contact()
        own = self.page.responsible_email if self.page else ""
        if not email or (email == hub_email and not own):  # as `hub.frame` says it
            return hub_role, hub_email
        return role, email


def about(text: str) -> About:
    """What an address stands for. One that cannot be ours is none; of what the public may not see, nothing is told."""
    path = text.strip()
    if not path or len(path) > LONGEST or not ADDRESS.fullmatch(path):
        return About()
    found = ORGANISATION.fullmatch(path)
    if found:
        return About(path, organisation=Organisation.objects.filter(slug=found[1]).first())
    return About(path, page=_page_at(path))


def _page_at(path: str) -> BasePage | None:
    language = languages.language_of_path(path)
    root = routing.root_path(None, language)
    below = path.removeprefix(languages.ENGLISH_PREFIX if language == "en" else "/")
    return page_of(routing.load_tree(root, below)) if root else None


def hub_contact() -> tuple[str, str]:
    """The hub's own role and mailbox; the mailbox is empty before an editor has filled it in."""
    settings = HubSettings.load()
    role = (get_language() == "en" and settings.role_en) or settings.role
    return role, settings.email
