"""A calm answer when the database cannot be reached."""

from __future__ import annotations

import logging
import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template import loader

logger = logging.getLogger(__name__)
RETRY_AFTER = 30  # seconds


def is_away(error: BaseException | None) -> bool:
    """Whether the error says that the database cannot be reached; SQLite says «no such table» in the same class."""
    return isinstance(error, OperationalError | InterfaceError) and not str(error).startswith("no such")


class DatabaseUnavailableMiddleware:
    """Turns a lost database into 503 with a page that asks no database for anything."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """Answer as usual; `process_exception` does the work."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer 503 when a view has lost the database; leave every other error alone."""
        return unavailable(error) if is_away(error) else None


def unavailable(error: BaseException) -> HttpResponse:
    """The calm page; the log names the error."""
    logger.error("database unavailable: %s", error)
    body = loader.get_template("503.html").render()
    return HttpResponse(body, status=503, headers={"Retry-After": str(RETRY_AFTER), "Cache-Control": "no-store"})


def server_error(request: HttpRequest) -> HttpResponse:
    """What answers when anything fails: 503 when a middleware has lost the database, else 500.

    Django calls it from within the `except`, so the error is at hand.
    """
    error = sys.exc_info()[1]
    if error is not None and is_away(error):
        return unavailable(error)
    return HttpResponse(loader.get_template("500.html").render(), status=500, headers={"Cache-Control": "no-store"})
