"""NUMBER: makes so many pages whose time to be published has come, the first of them broken; prints their ids."""

import json
import sys
from datetime import timedelta

import django

django.setup()

from django.utils import timezone  # noqa: E402 — the models need Django set up

from tests.builders.hub import make_standard_page  # noqa: E402


def schedule(number: int, *, broken: bool) -> int:
    """A draft with a time that has passed, as if the hub had been down for a minute."""
    page = make_standard_page(live=False, title=f"Kommer {number}")
    page.go_live_at = timezone.now() + timedelta(hours=1)
    revision = page.save_revision()
    revision.publish()
    past = timezone.now() - timedelta(minutes=1)
    content = {**revision.content, "go_live_at": past.isoformat()}
    if broken:
        content["title"] = None
    type(revision).objects.filter(pk=revision.pk).update(approved_go_live_at=past, content=content)
    return page.pk


if __name__ == "__main__":
    print(json.dumps([schedule(number, broken=number == 0) for number in range(int(sys.argv[1]))]))
