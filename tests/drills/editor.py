"""An editor as a program: saves and publishes pages, each with a mail in the same transaction, and times each save.

PAGES SAVES PAUSE OUTPUT: prepares so many pages, saves so often with a pause in seconds, and appends one JSON object a
line to the output file as it goes.
"""

import json
import sys
import time

import django

django.setup()

from django.core.mail import send_mail  # noqa: E402 — the models need Django set up
from django.db import transaction  # noqa: E402

from hub.models import StandardPage  # noqa: E402
from tests.builders.hub import make_standard_page  # noqa: E402


def save(pk: int, number: int) -> None:
    """What Wagtail's edit view does, and a mail to a role."""
    with transaction.atomic():
        page = StandardPage.objects.get(pk=pk)
        page.title = f"Side {pk} {word(number)}"
        page.change_note = "Endret"
        page.save_revision().publish()
        send_mail(f"Lagring {number}", "Siden er endret.", None, ["redaksjonen@hub.example"])


def word(number: int) -> str:
    """A word that only one save has."""
    return f"lagring{number}nummer"


def main(pages: str, saves: str, pause: str, output: str) -> None:
    """Runs to its end, whatever fails."""
    keys = [make_standard_page(title=f"Side {number}").pk for number in range(int(pages))]
    with open(output, "a", buffering=1) as file:
        for number in range(int(saves)):
            pk = keys[number % len(keys)]
            begin = time.monotonic()
            error = ""
            try:
                save(pk, number)
            except Exception as caught:  # an editor error: what the drill counts
                error = repr(caught)
            milliseconds = (time.monotonic() - begin) * 1000
            file.write(json.dumps({"page": pk, "word": word(number), "ms": milliseconds, "error": error}) + "\n")
            time.sleep(float(pause))


if __name__ == "__main__":
    main(*sys.argv[1:])
