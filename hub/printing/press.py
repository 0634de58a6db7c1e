"""One sheet made into a PDF, in a process of its own: it can be stopped, and knows no secret (see `typesetter`)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

STYLES = Path(__file__).with_name("paper.css")
PROJECT = Path(__file__).resolve().parents[2]
# What the child may know of our surroundings: where fonts and programs are, no secret and no address.
SURROUNDINGS = ("PATH", "HOME", "XDG_CACHE_HOME", "FONTCONFIG_FILE", "FONTCONFIG_PATH")


class PressFailed(Exception):
    """The PDF could not be made; the text says how it failed, and holds no word of the page."""


@dataclass(frozen=True)
class Sheet:
    """A page as it is printed.

    Attributes:
        html: A whole document: language, title and words.
        files: Address to path of each picture that the document shows.
        fonts: Family to path of each font file.
    """

    html: str
    files: dict[str, str] = field(default_factory=dict)
    fonts: dict[str, str] = field(default_factory=dict)


@lru_cache
def is_there() -> bool:
    """Whether PDFs can be made here: WeasyPrint is installed, and finds Pango.

    Raises:
        PressFailed: it took too long to find out; that is not remembered.
    """
    if find_spec("weasyprint") is None:
        return False
    try:
        done = subprocess.run([sys.executable, "-c", "import weasyprint"], capture_output=True, timeout=60)
    except subprocess.TimeoutExpired as error:
        raise PressFailed("WeasyPrint was not loaded after 60 seconds.") from error
    return done.returncode == 0


def print_sheet(sheet: Sheet, seconds: float) -> bytes:
    """Make the PDF of a sheet.

    Args:
        seconds: The longest that it may take; what is not finished then is stopped.

    Raises:
        PressFailed: it took too long, or WeasyPrint failed.
    """
    told = {"html": sheet.html, "files": sheet.files, "fonts": sheet.fonts, "seconds": seconds}
    known = {name: os.environ[name] for name in SURROUNDINGS if name in os.environ}
    try:
        done = subprocess.run(
            [sys.executable, "-m", "hub.printing.typesetter"],
            input=json.dumps(told).encode(),
            capture_output=True,
            timeout=seconds,
            cwd=PROJECT,
            env=known | {"LC_ALL": "C.UTF-8"},
        )
    except subprocess.TimeoutExpired as error:
        raise PressFailed(f"The PDF was not finished after {seconds:g} seconds.") from error
    if done.returncode or not done.stdout.startswith(b"%PDF-"):
        last = done.stderr.decode(errors="replace").strip().rpartition("\n")[2]
        raise PressFailed(f"WeasyPrint ended with {done.returncode}: {last.partition(':')[0][:100]}")
    return done.stdout
