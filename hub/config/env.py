"""Typed reading of environment variables, so that a wrong value stops the start with its name.

Every reader takes the variable's name and a default, and raises `WrongVariable`, which names the variable,
what it held (unless it may hold a password) and what is allowed.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

TRUE = ("1", "true", "yes", "on")
FALSE = ("0", "false", "no", "off")
SSL_MODES = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")
SQLITE_CONNECTION = """
    PRAGMA journal_mode=WAL;
    PRAGMA synchronous=NORMAL;
    PRAGMA secure_delete=ON;
    PRAGMA journal_size_limit=4194304;
"""


class WrongVariable(ImproperlyConfigured):
    """A variable that the operator has to correct: shown alone, without a traceback."""


@contextmanager
def stop_on_wrong_variable() -> Iterator[None]:
    """Around the start of any process: end it with the one line that helps the operator."""
    try:
        yield
    except WrongVariable as wrong:
        sys.exit(f"The hub cannot start: {wrong}")


class Env:
    """Reads variables from one mapping, by default the process environment."""

    def __init__(self, source: Mapping[str, str] | None = None) -> None:
        self.source = os.environ if source is None else source

    def text(self, name: str, default: str | None = None) -> str:
        """A string; required when it has no default."""
        value = self.source.get(name, "")
        if value:
            return value
        if default is None:
            raise WrongVariable(f"{name} must be set.")
        return default

    def secret(self, name: str, minimum: int = 32) -> str:
        """A required secret of at least `minimum` characters, never repeated in the message."""
        value = self.text(name)
        if len(value) < minimum:
            raise WrongVariable(f"{name} must have at least {minimum} characters, has {len(value)}.")
        return value

    def flag(self, name: str, default: bool) -> bool:
        """A yes or no."""
        value = self.source.get(name, "").strip().lower()
        if not value:
            return default
        if value not in TRUE + FALSE:
            raise WrongVariable(f"{name}={value!r} is not allowed: use one of {', '.join(TRUE + FALSE)}.")
        return value in TRUE

    def whole(self, name: str, default: int, minimum: int = 0, maximum: int = 2**31 - 1) -> int:
        """A whole number within bounds, both included."""
        value = self.source.get(name, "").strip()
        if not value:
            return default
        if not (value.isascii() and value.isdecimal() and minimum <= int(value) <= maximum):
            raise WrongVariable(f"{name}={value!r} is not allowed: use a whole number from {minimum} to {maximum}.")
        return int(value)

    def choice(self, name: str, default: str, allowed: Sequence[str]) -> str:
        """One of a few words."""
        value = self.source.get(name, "") or default
        if value not in allowed:
            raise WrongVariable(f"{name}={value!r} is not allowed: use one of {', '.join(allowed)}.")
        return value

    def words(self, name: str, default: Sequence[str] | None = ()) -> list[str]:
        """Words separated by commas; at least one is required when the default is None."""
        found = [word.strip() for word in self.source.get(name, "").split(",") if word.strip()]
        if not found and default is None:
            raise WrongVariable(f"{name} must be set: one or more, separated by commas.")
        return found or list(default or ())

    def origins(self, name: str) -> list[str]:
        """Addresses with scheme and host, separated by commas (Django's CSRF_TRUSTED_ORIGINS)."""
        found = self.words(name)
        for origin in found:
            if not origin.startswith(("http://", "https://")):
                raise WrongVariable(f"{name}={origin!r} is not allowed: start each with http:// or https://.")
        return found

    def address(self, name: str, default: str | None, schemes: Sequence[str]) -> str:
        """A URL with one of the given schemes and a host, or the default as it is; required when that is None."""
        value = self.source.get(name, "")
        if not value and default is not None:
            return default
        if not _split(name, value, schemes).hostname:
            raise WrongVariable(f"{name} is not allowed: it names no host after {schemes[0]}://.")
        return value

    def server(self, name: str, default: str | None, schemes: Sequence[str]) -> str:
        """An address that also names the port, for servers whose clients guess none."""
        value = self.address(name, default, schemes)
        if value and not urlsplit(value).port:
            raise WrongVariable(f"{name} is not allowed: it names no port after the host.")
        return value

    def prefix(self, name: str, default: str) -> str:
        """What names that must be written in small letters begin with."""
        value = self.source.get(name, "") or default
        if not re.fullmatch(r"[a-z][a-z0-9_-]{0,49}", value):
            allowed = "a small letter, then at most 49 of a-z, 0-9, - and _"
            raise WrongVariable(f"{name}={value!r} is not allowed: use {allowed}.")
        return value

    def folder(self, name: str, default: Path) -> Path:
        """An absolute path that is a folder, or can become one."""
        path = Path(self.source.get(name, "") or default)
        if not path.is_absolute():
            raise WrongVariable(f"{name}={str(path)!r} is not allowed: use an absolute path.")
        if path.exists() and not path.is_dir():
            raise WrongVariable(f"{name}={str(path)!r} is not allowed: it is a file, not a folder.")
        return path

    def database(self, name: str, default: Path) -> dict[str, Any]:
        """Django's database settings from `sqlite:///path` or `postgres://user:password@host:port/name?sslmode=…`."""
        url = self.source.get(name, "")
        if not url:
            return sqlite(default)
        parts = _split(name, url, ("sqlite", "postgres", "postgresql"))
        database = unquote(parts.path[1:])
        if not database.strip("/"):
            raise WrongVariable(f"{name} is not allowed: it names no database after the host.")
        if parts.scheme == "sqlite":
            if parts.netloc:
                raise WrongVariable(f"{name} is not allowed: write sqlite:///relative or sqlite:////absolute.")
            return sqlite(Path(database))
        return postgresql(parts, database, _ssl_mode(name, parts.query))


def sqlite(name: Path) -> dict[str, Any]:
    """SQLite for many writers: WAL, the write lock taken at BEGIN, 20 s to wait for it (decision 16).

    What is deleted is overwritten with zeros, which only some builds of SQLite do by themselves: else names and mail
    that were erased could be read in free pages of the file (measured: 0.05 ms for a mail that goes, and
    nothing where nothing is deleted). The log beside the file is cut to 4 MB, so that no end of it keeps them either; a
    hub that works writes over the rest within hours.
    """
    return {
        "ENGINE": "hub.config.sqlite",
        "NAME": name,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": SQLITE_CONNECTION,
        },
    }


def postgresql(parts: SplitResult, database: str, ssl_mode: str) -> dict[str, Any]:
    """PostgreSQL with connections that are kept, checked before use, and given up on after 3 s."""
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": database,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": parts.port or 5432,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": 3, "sslmode": ssl_mode},
    }


def _split(name: str, url: str, schemes: Sequence[str]) -> SplitResult:
    """The parts of a URL. The URL itself is never repeated: it may hold a password."""
    if not url:
        raise WrongVariable(f"{name} must be set: an address that starts with {' or '.join(schemes)} and ://.")
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        hint = "is a special character in the password not percent-encoded?"
        raise WrongVariable(f"{name} is not allowed: its host or port cannot be read ({hint})") from None
    if parts.scheme not in schemes or "://" not in url:
        raise WrongVariable(f"{name} is not allowed: it must start with {' or '.join(schemes)} and ://.")
    return parts


def _ssl_mode(name: str, query: str) -> str:
    options = dict(parse_qsl(query, keep_blank_values=True))
    ssl_mode = options.pop("sslmode", "prefer")
    if options or ssl_mode not in SSL_MODES:
        raise WrongVariable(f"{name} is not allowed: after ? only sslmode, one of {', '.join(SSL_MODES)}.")
    return ssl_mode
