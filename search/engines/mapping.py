"""What Elasticsearch keeps of a document, and under which names; the documents themselves are in the database.

All that takes part in an answer is a whole number or an id, so that no rounding and no rule of language of the server
ever decides (decision 8).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from search.engines.base import FACETS
from search.models import SearchDocument

# More documents than the hub will ever have: pages go as deep as that, and a question names as many ids.
LARGEST = 1_000_000
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

# What of a row its document is made from.
FIELDS = ("generation", "tree", "stands_alone", "visible_until", "published", "reviewed", "facets")

NUMBER = {"type": "long"}
KEYWORD = {"type": "keyword", "eager_global_ordinals": True}

MAPPING: dict[str, Any] = {
    "dynamic": "strict",
    "_source": {"excludes": ["terms"]},
    "properties": {
        "terms": {"type": "sparse_vector"},
        "pk": NUMBER,
        "generation": NUMBER,
        "tree": KEYWORD,
        "stands_alone": {"type": "boolean"},
        "visible_until": NUMBER,
        "published": NUMBER,
        "reviewed": NUMBER,
        "facets": {"dynamic": "strict", "properties": {name: KEYWORD for name in FACETS}},
    },
}

SETTINGS: dict[str, Any] = {
    "max_result_window": LARGEST,
    "max_terms_count": LARGEST,
    # How long a deletion is remembered: a late write of what was there before finds it, however slow its worker is.
    "gc_deletes": "1h",
}
WHILE_LOADING = {"refresh_interval": "-1", "number_of_replicas": 0}
WHEN_READY = {"refresh_interval": "1s", "auto_expand_replicas": "0-1"}


def term_name(number: int) -> str:
    """A term of `search.bag.number()` as a name in the vector: hexadecimal digits, never a dot."""
    return f"{number % 2**64:x}"


def moment(value: datetime) -> int:
    """Microseconds since 1970, as exact as the databases are."""
    return (value - EPOCH) // timedelta(microseconds=1)


def elastic_document(row: SearchDocument, terms: Mapping[int, int]) -> dict[str, Any]:
    """The whole document of a row and its postings (term number to impact); what is not known is left out."""
    document = {
        "terms": {term_name(term): impact for term, impact in terms.items()},
        "pk": row.pk,
        "generation": row.generation,
        "tree": row.tree,
        "stands_alone": row.stands_alone,
        "visible_until": row.visible_until and moment(row.visible_until),
        "published": row.published and moment(row.published),
        "reviewed": row.reviewed and row.reviewed.toordinal(),
        "facets": {name: row.facets[name] for name in FACETS if row.facets.get(name)},
    }
    return {name: value for name, value in document.items() if value is not None and value != {}}
