"""The register of initiatives: by kind, parts below what they are parts of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from hub.enums import Vocabulary
from hub.listing import ChoiceFilter, LanguageFilter, OwnerFilter, OwnerKindFilter, Sort, TermFilter
from hub.listing.facts import PageFacts
from hub.models import ListingPage
from stories.enums import InitiativeKind, InitiativePhase
from stories.families import Branch, branches
from stories.models.initiatives import InitiativePage

# Kinds that stand together; the order of the groups is their order in the register.
GROUPS = (
    (_("National measures"), (InitiativeKind.NASJONALT_TILTAK,)),
    (_("Strategies"), (InitiativeKind.STRATEGI, InitiativeKind.STRATEGIOMRADE, InitiativeKind.STRATEGITILTAK)),
    (
        _("Projects, schemes and evaluations"),
        (InitiativeKind.PROSJEKT, InitiativeKind.ORDNING, InitiativeKind.EVALUERING),
    ),
    (_("White papers and guidance"), (InitiativeKind.POLITIKK,)),
)
REGISTER = "register"


def place_of(kind: str) -> int:
    """The place of a kind's group in the register; what has no kind yet comes last."""
    return next((place for place, (_heading, kinds) in enumerate(GROUPS) if kind in kinds), len(GROUPS))


def by_group(facts: PageFacts) -> int:
    """Sorts a list by the groups of the register."""
    return place_of(facts.values["kind"])


@dataclass(frozen=True)
class Group:
    """A table of the register; a heading only where there are several."""

    heading: str
    rows: tuple[Branch, ...]


def grouped(pages: Iterable[InitiativePage]) -> list[Group]:
    """The register's tables: each group's pages in the order of the tree; empty groups are left out."""
    held: dict[int, list[InitiativePage]] = {}
    for page in pages:
        held.setdefault(place_of(page.kind), []).append(page)
    headings = [str(heading) for heading, _kinds in GROUPS] + [""]
    return [
        Group(headings[place], tuple(row for branch in branches(held[place]) for row in branch.flat()))
        for place in sorted(held)
    ]


class InitiativeIndexPage(ListingPage):
    """Lists all initiatives: what the state, the regions and the municipalities have set going."""

    item_model = InitiativePage
    filters = (
        ChoiceFilter("kind", "type", InitiativeKind),
        ChoiceFilter("phase", "fase", InitiativePhase),
        OwnerFilter(),
        OwnerKindFilter(),
        TermFilter(Vocabulary.SERVICE_FORMS, "tjenesteform"),
        LanguageFilter(),
    )
    sorts = (
        Sort(REGISTER, _("Register"), "path", rank=by_group, columns=("kind",)),
        Sort("tittel", _("Title"), "title"),
        Sort("gjennomgatt", _("Last professionally reviewed"), "-reviewed_on", "title"),
    )
    per_page = 100  # a register is read whole, and its tree is not cut
    rows_template = "stories/includes/register.html"

    parent_page_types = ["hub.HomePage"]
    subpage_types = ["stories.InitiativePage"]
    is_creatable = True
    search_kind = "initiative-index"
    listing_order = 50

    class Meta:
        verbose_name = _("register of initiatives")
        verbose_name_plural = _("registers of initiatives")

    def get_context(self, request, *args, **kwargs):
        """How many visible parts each initiative has, by the path of the whole."""
        paths = InitiativePage.objects.descendant_of(self).visible().values_list("path", flat=True)
        parts = Counter(path[: -self.steplen] for path in paths)
        return super().get_context(request, *args, **kwargs) | {"parts": parts}
