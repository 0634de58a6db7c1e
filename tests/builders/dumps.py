"""A dump of the whole database, and looking for a text in it however it is written there."""

import base64
import binascii
import json
import quopri
import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from urllib.parse import unquote

from django.db import connection

BASE64_RUN = re.compile(rb"(?:[A-Za-z0-9+/_-]{4}[\r\n]*){4,}={0,2}")


def dump() -> Iterator[tuple[str, bytes]]:
    """Table and content of each cell of the database that holds anything but a number, as bytes."""
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in cursor.fetchall():
                for cell in row:
                    if isinstance(cell, memoryview | bytes | bytearray):
                        yield table, bytes(cell)
                    elif isinstance(cell, dict | list):
                        yield table, json.dumps(cell, ensure_ascii=False).encode()
                    elif isinstance(cell, str):
                        yield table, cell.encode()


def readings(content: bytes) -> Iterator[bytes]:
    """What a cell says as it is, as a mail, without its coding: base64, quoted-printable, of addresses and of JSON."""
    yield content
    yield quopri.decodestring(content)
    yield unquote(content.decode(errors="replace")).encode()
    if b"\\u" in content:
        yield content.decode(errors="replace").encode("ascii", "ignore").decode("unicode_escape").encode()
    for run in BASE64_RUN.findall(content):
        text = re.sub(rb"[\r\n]", b"", run).rstrip(b"=").replace(b"-", b"+").replace(b"_", b"/")
        try:
            yield base64.b64decode(text + b"=" * (-len(text) % 4))
        except binascii.Error:
            continue
    if b"\nMIME-Version" in content:
        message = message_from_bytes(content, policy=policy.default)
        yield "\n".join(f"{name}: {value}" for name, value in message.items()).encode()
        for part in message.walk():
            if not part.is_multipart():
                yield part.get_payload(decode=True) or b""


def tables_with(*texts: str) -> set[str]:
    """The tables that hold one of the texts, in any case."""
    wanted = [text.casefold() for text in texts]
    return {
        table
        for table, content in dump()
        for reading in readings(content)
        if any(text in reading.decode(errors="replace").casefold() for text in wanted)
    }
