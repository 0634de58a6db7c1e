"""Rich text as lines: its words and its paragraphs stay, its markup goes. Pure."""

from __future__ import annotations

from html.parser import HTMLParser

from hub.earlier.parts import Line

PARAGRAPHS = {"p", "li", "h2", "h3", "h4", "blockquote", "br", "hr", "ul", "ol"}
KINDS = {"li": "li"}


class _Reader(HTMLParser):
    """Collects the words between the tags that begin and end a paragraph."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[Line] = []
        self.words: list[str] = []
        self.kind = "p"
        self.address = ""

    def end_line(self) -> None:
        """What was collected is a line."""
        text = " ".join("".join(self.words).split())
        if text:
            self.lines.append(Line(text, kind=self.kind))
        self.words = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in PARAGRAPHS:
            self.end_line()
            self.kind = KINDS.get(tag, "p")
        if tag == "a":
            self.address = dict(attrs).get("href") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self.address:
            self.words.append(f" ({self.address})")  # where a link leads is a part of what was said
            self.address = ""
        if tag in PARAGRAPHS:
            self.end_line()
            self.kind = "p"

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def rich_lines(markup: str) -> tuple[Line, ...]:
    """The lines of stored rich text; an address outside the hub stands in brackets after the words of its link."""
    reader = _Reader()
    reader.feed(markup or "")
    reader.close()
    reader.end_line()
    return tuple(reader.lines)


def plain_lines(text: str) -> tuple[Line, ...]:
    """The lines of plain text."""
    return tuple(Line(" ".join(line.split())) for line in (text or "").splitlines() if line.strip())
