"""Calendar feeds and single dates as files, over HTTP: found anew by a client as cheaply as can be."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from datetime import datetime
from hashlib import blake2b

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from events import feed_filters
from events.calendar import PRODID, calendar
from events.feed_cache import bodies
from events.feeds import in_feed, shown, state
from hub.languages import asked_language

CONTENT_TYPE = "text/calendar; charset=utf-8"
CACHE_CONTROL = "public, max-age=900"
GZIP_LEVEL = 6


@require_safe
def feed(request: HttpRequest) -> HttpResponseBase:
    """A calendar to subscribe to."""
    return answer(request, timezone.now())


@require_safe
def occurrence_file(request: HttpRequest, uid: str) -> HttpResponseBase:
    """One date, to put into a calendar."""
    now = timezone.now()
    ics = shown(now).filter(uid=uid).values_list("ics", flat=True).first()
    if ics is None:
        raise Http404
    body = calendar([ics])
    response = respond(request, digest(body), None, lambda: body)
    response.headers["Content-Disposition"] = f'attachment; filename="{uid.partition("@")[0]}.ics"'
    return response


def answer(request: HttpRequest, now: datetime) -> HttpResponseBase:
    """The feed that was asked for, or that the client has it already: that takes one query."""
    selection = feed_filters.read(request.GET, asked_language(request))
    known = state(now)
    # What is asked and the state decide every byte; who wrote the header is in PRODID.
    key = digest(repr((PRODID, known, selection)).encode())
    response = respond(request, key, min(known.moment, now), lambda: whole(selection, now))
    response.headers["Content-Language"] = selection.language
    return response


def whole(selection: feed_filters.Selection, now: datetime) -> bytes:
    """The calendar's bytes, from the stored entries."""
    fragments = feed_filters.narrow(in_feed(now), selection, now).values_list("ics", flat=True)
    return calendar(fragments, name=feed_filters.name_of(selection, now))


def respond(request: HttpRequest, key: str, changed: datetime | None, make: Callable[[], bytes]) -> HttpResponseBase:
    """A calendar as a response, made only when the client does not have it and this process does not know it.

    Args:
        key: Names the bytes; the packed ones have an ETag of their own, for they are other bytes.
    """
    packed = takes_gzip(request.headers.get("Accept-Encoding", ""))
    etag = f'"{key}-gzip"' if packed else f'"{key}"'
    headers = {"ETag": etag, "Cache-Control": CACHE_CONTROL, "Vary": "Accept-Encoding"}
    response = HttpResponse(content_type=CONTENT_TYPE, headers=headers)
    if changed:
        response.headers["Last-Modified"] = http_date(changed.timestamp())
    conditional = get_conditional_response(request, etag, int(changed.timestamp()) if changed else None, response)
    if conditional is not None and conditional is not response:
        return conditional
    body = bodies.get(etag)
    if body is None:
        body = gzip.compress(make(), GZIP_LEVEL, mtime=0) if packed else make()
        bodies.put(etag, body)
    response.content = body
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    return response


def takes_gzip(accepted: str) -> bool:
    """Whether a client takes packed bytes (RFC 9110, 12.5.3)."""
    weights = {}
    for part in accepted.lower().split(","):
        coding, _, parameter = part.partition(";")
        weights[coding.strip()] = parameter.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return weights.get("gzip", weights.get("*", False))


def digest(text: bytes) -> str:
    """A short name for bytes."""
    return blake2b(text, digest_size=12).hexdigest()
