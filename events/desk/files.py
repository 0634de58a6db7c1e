"""Exports: each is a POST, for each is logged."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.text import slugify
from django.views.generic import View

from events.desk.base import own_date, require_names
from events.exports import FORMATS, participants, places, written
from events.figures import by_municipality
from events.organisers import log_export


class Export(View):
    """The participants, or with `what=places` how many come from where."""

    @transaction.atomic
    def post(self, request: HttpRequest, pk: int, what: str, file_format: str) -> HttpResponse:
        """The file."""
        date = own_date(request, pk)
        if file_format not in FORMATS or what not in ("participants", "places"):
            raise Http404
        if not request.user.is_authenticated:
            raise PermissionDenied
        if what == "participants":
            require_names(request, date)
        rows = participants(date) if what == "participants" else places(by_municipality([date]))
        log_export(date, request.user, file_format, len(rows) - 1 if what == "participants" else 0, timezone.now())
        name = f"{slugify(date.page.title)[:60]}-{timezone.localtime(date.start):%Y-%m-%d}-{what}.{file_format}"  # type: ignore[union-attr]
        headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
        return HttpResponse(written(rows, file_format), content_type=FORMATS[file_format], headers=headers)
