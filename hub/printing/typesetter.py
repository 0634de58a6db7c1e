"""The program that makes one PDF: a JSON object comes in, the PDF goes out. Nothing imports it but WeasyPrint's users.

It opens the files that it is given by name, and nothing else; it ends by itself when its time is over.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from pathlib import Path
from typing import Any

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

STYLES = Path(__file__).with_name("paper.css")
VARIANT = "pdf/ua-1"
DRAWING = "data:image/svg+xml;base64,"


class OnlyGivenFiles(URLFetcher):
    """Opens the files that were given, and drawings that stand in the document itself."""

    def __init__(self, given: dict[str, str]) -> None:
        super().__init__(allowed_protocols=["data"], allow_redirects=False)
        self.given = given

    def fetch(self, url: str, headers: Any = None) -> Any:
        """The content of an address, or `ValueError`, upon which WeasyPrint goes on without it."""
        if url in self.given:
            return URLFetcherResponse(url, Path(self.given[url]).read_bytes())
        if url.startswith(DRAWING):
            return super().fetch(url, headers)
        raise ValueError("not one of the files that were given")


def font_faces(fonts: dict[str, str]) -> str:
    """The rules that name the font files; weights are an axis of the file."""
    return "".join(
        f'@font-face{{font-family:"{family}";font-weight:100 900;src:url("{Path(path).as_uri()}")}}\n'
        for family, path in fonts.items()
    )


def pdf_of(told: dict[str, Any]) -> bytes:
    """The PDF of what `hub.printing.press` tells."""
    fonts = FontConfiguration()
    fetcher = OnlyGivenFiles(told["files"] | {Path(path).as_uri(): path for path in told["fonts"].values()})
    sheet = HTML(string=told["html"], url_fetcher=fetcher)
    styles = CSS(string=font_faces(told["fonts"]) + STYLES.read_text(), font_config=fonts, url_fetcher=fetcher)
    return sheet.write_pdf(stylesheets=[styles], font_config=fonts, pdf_variant=VARIANT)


def main() -> None:
    """Read from standard input, write to standard output."""
    told = json.load(sys.stdin)
    os.nice(10)  # readers come first
    seconds = int(told["seconds"]) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))  # should nobody be there to stop it
    sys.stdout.buffer.write(pdf_of(told))


if __name__ == "__main__":
    main()
