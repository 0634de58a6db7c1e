"""The two forms of a mail's body, each made from the other where it is missing."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup, NavigableString, Tag
from django.template.loader import render_to_string

UNSEEN = ("head", "script", "style", "template", "title")
BLOCKS = {"address", "article", "blockquote", "div", "footer", "header", "hr", "li", "main", "ol", "p", "pre"}
BLOCKS |= {"section", "table", "tr", "ul"} | {f"h{level}" for level in range(1, 7)}


def text_from_html(html: str) -> str:
    """What a reader without HTML needs: paragraphs, lists with dashes, links with their address."""
    soup = BeautifulSoup(html, "html.parser")
    for tag in soup(UNSEEN):
        tag.decompose()
    text = _text(soup)
    text = re.sub(r"[ \t]*\n[ \t]*", "\n", text)
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def _text(node: Tag) -> str:
    return "".join(_piece(child) for child in node.children)


def _piece(child: object) -> str:
    if type(child) is NavigableString:  # a comment is a subclass
        return re.sub(r"\s+", " ", child)
    if not isinstance(child, Tag):
        return ""
    if child.name == "br":
        return "\n"
    if child.name == "img":
        return str(child.get("alt") or "")
    inner = _text(child)
    if child.name == "a":
        return _link(inner.strip(), str(child.get("href") or ""))
    if child.name == "li":
        return f"\n- {inner.strip()}\n"
    if child.name in ("td", "th"):
        return f"{inner.strip()}  "
    return f"\n\n{inner.strip()}\n\n" if child.name in BLOCKS else inner


def _link(words: str, address: str) -> str:
    address = address.removeprefix("mailto:")
    if not address or address.startswith("#") or address == words:
        return words
    return f"{words} ({address})" if words else address


def tidy(text: str) -> str:
    """A rendered text without the empty lines that a template's tags leave behind."""
    lines = "\n".join(line.strip() for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines).strip() + "\n"


def html_from_text(text: str, *, subject: str, language: str) -> str:
    """The text in plain HTML, its addresses as links."""
    return render_to_string("hub/mail/message.html", {"text": text, "subject": subject, "language": language})
