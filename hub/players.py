"""How a film that lies elsewhere is played inside our page after a click; nothing is fetched before (decision 18)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

FILE = re.compile(r"\.(mp4|webm|m4v)$", re.IGNORECASE)
# Address of a film's page → address of its player; each in the provider's own form that sets no cookie.
FRAMES = (
    (
        re.compile(r"https://(?:www\.|m\.)?youtube(?:-nocookie)?\.com/(?:watch\?(?:.*&)?v=|embed/)([\w-]{11})"),
        "https://www.youtube-nocookie.com/embed/{}",
    ),
    (re.compile(r"https://youtu\.be/([\w-]{11})"), "https://www.youtube-nocookie.com/embed/{}"),
    (re.compile(r"https://(?:www\.)?vimeo\.com/(\d+)"), "https://player.vimeo.com/video/{}?dnt=1"),
    (re.compile(r"https://player\.vimeo\.com/video/(\d+)"), "https://player.vimeo.com/video/{}?dnt=1"),
)


class Way(StrEnum):
    """What the click does."""

    FRAME = "frame"
    FILE = "file"
    LINK = "link"


@dataclass(frozen=True)
class Player:
    """What is loaded after the click, and from whom.

    Attributes:
        address: The plain link, for a browser without scripts and for films that may not be shown elsewhere.
        src: What is put into our page; empty when the click leads away.
    """

    way: Way
    address: str
    src: str = ""

    @property
    def host(self) -> str:
        """Who will see the reader's request, in words for the reader."""
        return (urlsplit(self.src or self.address).hostname or "").removeprefix("www.").removeprefix("player.")

    @property
    def directives(self) -> dict[str, list[str]]:
        """What the page's content security policy must allow beside our own: only this player's origin."""
        if not self.src:
            return {}
        parts = urlsplit(self.src)
        return {"frame-src" if self.way is Way.FRAME else "media-src": [f"{parts.scheme}://{parts.netloc}"]}


def player(address: str) -> Player:
    """The way to play the film at an address that an editor has pasted."""
    for pattern, template in FRAMES:
        if found := pattern.match(address):
            return Player(Way.FRAME, address, template.format(found[1]))
    parts = urlsplit(address)
    if parts.scheme == "https" and FILE.search(parts.path):
        return Player(Way.FILE, address, address)
    return Player(Way.LINK, address)
