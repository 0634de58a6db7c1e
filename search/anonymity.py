"""What of a query may be kept: words, and nothing that could lead to a person. Pure."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 200  # characters; longer than that is pasted text, which may be about someone

BETWEEN = r"[\s.,:;/()+_*\-‐‑‒–—]{0,3}"  # what people write inside a number
YEARS = re.compile(rf"(?<!\d)(?<!\d[\s.\-])(?:19|20)\d\d{BETWEEN}(?:19|20)\d\d(?![\s.\-]?\d)")
PATTERNS = (
    # E-mail addresses, also written to fool machines, and names of accounts.
    re.compile(r"@|[(\[{]\s*(?:at|a)\s*[)\]}]|krøllalfa|\bat\s+\w+\s+(?:dot|punktum|prikk)\b"),
    # National identity numbers, phone numbers, numbers of accounts, cards and cases.
    re.compile(rf"\d(?:{BETWEEN}\d){{7}}"),
    # Addresses on the net: with a scheme, with www, as a domain, as numbers.
    re.compile(r"://|\bwww\.|[^\s.]{2,}\.[a-zæøå]{2,}(?![.\w])|\d{1,3}(?:\.\d{1,3}){3}|(?:[\da-f]{1,4}:{1,2}){3}"),
    # Street addresses.
    re.compile(
        r"\w\s?(?:gata|gaten|gate|vegen|veien|veg|vei|allé|alléen|plassen|stien|bakken|kroken|tunet|svingen|brygga)"
        r"\s+\d{1,4}\s?[a-z]?\b|\b(?:street|road|avenue)\s+\d|\b\d{1,4}\s\w+\s(?:street|road|avenue)\b"
    ),
)


def storable(text: str) -> str:
    """The query as it is counted: small letters, single spaces, composed; empty when it must not be kept."""
    if len(text) > 2 * LONGEST:
        return ""
    plain = "".join(map(printed, unicodedata.normalize("NFC", text))).casefold()
    query = unicodedata.normalize("NFC", " ".join(plain.split()))
    return "" if len(query) > LONGEST or looks_personal(query) else query


def printed(sign: str) -> str:
    """The sign; a space for one that controls something, nothing for one that is never seen."""
    category = unicodedata.category(sign)
    return "" if category == "Cf" else " " if category[0] == "C" else sign


def looks_personal(query: str) -> bool:
    """Whether something in it looks like an e-mail address, a number of a person or a phone, or any address.

    Rather one count too few: two years beside each other are all that is known not to be a number.
    """
    plain = YEARS.sub(" ", unicodedata.normalize("NFKC", query))  # digits of full width are digits
    return any(pattern.search(plain) for pattern in PATTERNS)
