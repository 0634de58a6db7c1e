"""What errors and logs must not hold: e-mail addresses, and the rows that a database quotes in its errors."""

from __future__ import annotations

import re

MASK = "***"
# A UID of a calendar is written like an address, and is none.
ADDRESS = re.compile(r"(?<![\w.+'-])(?!occ-[0-9a-f-]{36}@)[\w.+'-]{1,254}(?:@|%40)[\w-]+(?:\.[\w-]+)+")
# PostgreSQL: «DETAIL:  Failing row contains (17, Kari Nordmann, kari@…)».
QUOTED_ROW = re.compile(r"(?<=DETAIL:)[^\n]*")


def masked(text: str) -> str:
    """The text with stars for each e-mail address and for what a database quotes of a row."""
    return ADDRESS.sub(MASK, QUOTED_ROW.sub(f" {MASK}", text))
