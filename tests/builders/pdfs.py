"""PDFs as a test reads them: their words, and the tree of tags that a screen reader walks."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pypdf import PdfReader


def reader(content: bytes) -> PdfReader:
    """The PDF behind an answer."""
    return PdfReader(BytesIO(content))


def words(content: bytes) -> str:
    """All words of a PDF, on one line."""
    return " ".join(" ".join(page.extract_text() for page in reader(content).pages).split())


def tags(content: bytes) -> list[tuple[str, Any]]:
    """All elements of the tag tree, in reading order: name and dictionary."""
    return list(_walk(reader(content).trailer["/Root"]["/StructTreeRoot"]))


def _walk(element: Any) -> Iterator[tuple[str, Any]]:
    element = element.get_object()
    if not hasattr(element, "get"):
        return
    if "/S" in element:
        yield str(element["/S"]).removeprefix("/"), element
    below = element.get("/K", [])
    below = below.get_object() if hasattr(below, "get_object") else below
    for child in below if isinstance(below, list) else [below]:
        if not isinstance(child, int):
            yield from _walk(child)
