"""PAGE:WORD …: prints as JSON the pages that the admin's search does not find by that word, that is, stale ones."""

import json
import sys

import django

django.setup()

from wagtail.models import Page  # noqa: E402 — the models need Django set up

if __name__ == "__main__":
    pairs = [argument.split(":") for argument in sys.argv[1:]]
    print(json.dumps([pk for pk, word in pairs if int(pk) not in {page.pk for page in Page.objects.search(word)}]))
