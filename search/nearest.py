"""What of a question the answers do not answer, so that readers are told when the best of them is only near."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping

from search.bag import number
from search.models import Posting
from search.plan import Plan

JUDGED = 10  # of the best answers, each of which may show that the question has one
ENOUGH = 54  # percent of what was asked for that one of them must answer; measured on the judged queries


def terms_in(plan: Plan, documents: Iterable[int]) -> Mapping[int, set[str]]:
    """Of the terms of a plan those that each of some documents has."""
    terms = {term for clause in plan.clauses for way in clause.alternatives for term, _boost in way.terms}
    numbers = {number(term): term for term in terms}
    found: dict[int, set[str]] = defaultdict(set)
    rows = Posting.objects.filter(document__in=list(documents), term__in=list(numbers))
    for pk, term in rows.values_list("document_id", "term"):
        found[pk].add(numbers[term])
    return found


def is_only_near(plan: Plan, best: Iterable[Container[str]]) -> bool:
    """Whether there are answers, of which none answers enough of the question.

    Args:
        best: The terms of each of the best answers.
    """
    covered = [plan.covered(terms) for terms in best]
    return bool(covered) and max(covered) < ENOUGH
