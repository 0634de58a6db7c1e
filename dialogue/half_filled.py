"""What is known of an experience before a word is written: from the page or the list that its contributor left."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dialogue.about import about
from hub.enums import Phase, Vocabulary
from hub.models import Municipality, PhasePage, Term, ThemePage

# Of the address of the form, in the order in which it is written, and what it says of the experience.
QUERY = {"form": "service_form", "gruppe": "patient_group", "fase": "phase"}


def known(service_form: str, patient_group: str, phase: str) -> dict[str, Any]:
    """The answers that stand for ids which are ours; others are left out."""
    slugs = {Vocabulary.SERVICE_FORMS: service_form, Vocabulary.PATIENT_GROUPS: patient_group}
    rows = Term.objects.filter(slug__in=[slug for slug in slugs.values() if slug]).values_list("vocabulary", "slug")
    found = {kind for kind, slug in rows if slugs.get(Vocabulary(kind)) == slug}
    answers: dict[str, Any] = {}
    if Vocabulary.SERVICE_FORMS in found:
        answers["service_form"] = service_form
    if Vocabulary.PATIENT_GROUPS in found:
        answers["patient_groups"] = [patient_group]
    if phase in Phase.values:
        answers["phase"] = phase
    return answers


def half_filled(query: Mapping[str, str]) -> dict[str, str]:
    """For the first form: what a list was narrowed to, else what the page is about; and where that takes place."""
    place = about(query.get("om", ""))
    page = place.page.specific if place.page else None
    forms = page.service_forms if page else []
    found = {
        "service_form": forms[0].slug if forms else "",
        "workplace": place.organisation.name if place.organisation else "",
    }
    if isinstance(page, ThemePage) and page.service_form:
        found["service_form"] = page.service_form.slug
    if isinstance(page, PhasePage):
        found["phase"] = page.phase
    found |= {name: query[key] for key, name in QUERY.items() if query.get(key)}
    municipality = Municipality.objects.filter(pk=query.get("kommune", "")[:4]).first()
    if municipality:
        found["workplace"] = f"{municipality.name} kommune"
    return found
