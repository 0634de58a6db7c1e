"""Where earlier versions are found: below the page's own address, in the words of its tree.

<page>/versjoner/                 <page>/versions/                 the list
<page>/versjoner/3/               <page>/versions/3/               what version 3 said
<page>/versjoner/3/endringer/     <page>/versions/3/changes/       what it changed since the version before it
<page>/versjoner/3/til-i-dag/     <page>/versions/3/until-today/   what has changed since it
"""

from __future__ import annotations

from hub import languages
from hub.models import BasePage
from hub.reserved import VERSIONS

CHANGES = {"nb": "endringer", "en": "changes"}
UNTIL_TODAY = {"nb": "til-i-dag", "en": "until-today"}


def of_page(page: BasePage, number: int | None = None, what: dict[str, str] | None = None) -> str:
    """The address of the list, of a version, or of what has changed (`CHANGES` or `UNTIL_TODAY`)."""
    path = page.path_from_root
    tree = languages.language_of_path(path)
    parts = [VERSIONS[tree], *([str(number)] if number else []), *([what[tree]] if what else [])]
    return path + "".join(f"{part}/" for part in parts)
