"""Puts the judged queries to the systems on the database that DATABASE_URL names; started by `tests.search.quality`.

The database holds the content and its search index. Argument: the address of an Elasticsearch ("-": it is left out).
Prints what each system answers, as JSON.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.config.settings.dev")
django.setup()

from tests.search.judgements import judged_queries  # noqa: E402
from tests.search.quality_systems import (  # noqa: E402
    cms_answers,
    elasticsearch_answers,
    fill_cms_index,
    hub_answers,
)


def main(url: str) -> None:
    """Ask and print."""
    queries = judged_queries()
    fill_cms_index()
    found = {"cms": cms_answers(queries), "hub": hub_answers(queries)}
    if url != "-":
        found["elasticsearch"] = elasticsearch_answers(queries, url)
    plain = {name: {pk: asdict(answer) for pk, answer in answers.items()} for name, answers in found.items()}
    print(json.dumps(plain))


if __name__ == "__main__":
    main(*sys.argv[1:])
