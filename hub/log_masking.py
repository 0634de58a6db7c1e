"""Mailed links and addresses of readers never reach a log: whoever can read a link could act for others.

The formatter works on the finished line, so it reaches the arguments and the traces of errors too, and it knows a token
by its form, so it reaches every address that holds one, whichever room or library writes the line.
"""

import logging
import re

from hub import masking

# What `hub.signed_links` makes: three numbers, a full stop, and 43 characters of signature; a damaged one is nearly
# a key.
TOKEN = re.compile(r"(?<![A-Za-z0-9])[A-Za-z0-9]+-[A-Za-z0-9]+-[A-Za-z0-9]+\.[A-Za-z0-9_-]{30,}")
MASK = masking.MASK


def masked(text: str) -> str:
    """The text with stars for every token and every address."""
    return masking.masked(TOKEN.sub(MASK, text))


class MaskingFormatter(logging.Formatter):
    """A line without tokens and addresses."""

    def format(self, record: logging.LogRecord) -> str:
        """As the standard library's, then masked."""
        return masked(super().format(record))
