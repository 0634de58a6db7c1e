"""A calm answer when the database cannot be reached."""

from __future__ import annotations

import logging

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.template import loader

logger = logging.getLogger(__name__)
RETRY_AFTER = 30  # seconds


class DatabaseUnavailableMiddleware:
    """Turns a lost database into 503 with a page that asks no database for anything."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """Answer as usual; `process_exception` does the work."""
        return self.get_response(request)

    def process_exception(self, request, error):
        """Answer 503 when the database is away; leave every other error alone."""
        if not isinstance(error, OperationalError | InterfaceError):
            return None
        logger.error("database unavailable: %s", error)
        body = loader.get_template("503.html").render()
        return HttpResponse(body, status=503, headers={"Retry-After": str(RETRY_AFTER), "Cache-Control": "no-store"})
