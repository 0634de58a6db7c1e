"""Which things link to each other, whichever of the two says so. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from search.facts import Facts

T = TypeVar("T")
Key = tuple[str, str]  # kind and key of a document


@dataclass(frozen=True)
class Links:
    """What is needed to find the neighbours of a thing. Never changed: `changed` gives another one.

    Attributes:
        keys: Kind and key of each document to its id.
        groups: Each thing to the ids of its documents.
        linking: Kind and key that documents link to, whether it is there or not, to the ids of these.
    """

    keys: Mapping[Key, int] = field(default_factory=dict)
    groups: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    linking: Mapping[Key, tuple[int, ...]] = field(default_factory=dict)

    def changed(self, gone: Collection[Facts], fresh: Collection[Facts]) -> Links:
        """The same without some documents, and with others; one that has changed is both."""
        keys, groups, linking = dict(self.keys), dict(self.groups), dict(self.linking)
        for facts in gone:
            del keys[facts.kind, facts.key]
            leave(groups, facts.group, facts.pk)
            for target in targets(facts):
                leave(linking, target, facts.pk)
        for facts in fresh:
            keys[facts.kind, facts.key] = facts.pk
            groups[facts.group] = (*groups.get(facts.group, ()), facts.pk)
            for target in targets(facts):
                linking[target] = (*linking.get(target, ()), facts.pk)
        return Links(keys, groups, linking)

    def near(self, group: str, documents: Mapping[int, Facts]) -> set[str]:
        """The things that a thing links to or is linked from."""
        found = set()
        for pk in self.groups.get(group, ()):
            facts = documents[pk]
            there = [self.keys[target] for target in targets(facts) if target in self.keys]
            found |= {documents[other].group for other in (*there, *self.linking.get((facts.kind, facts.key), ()))}
        return found - {group}


def targets(facts: Facts) -> set[Key]:
    """What a document links to."""
    return {(kind, key) for kind, key in facts.related}


def leave(known: dict[T, tuple[int, ...]], name: T, pk: int) -> None:
    """Take an id out, and the name with the last one."""
    left = tuple(other for other in known[name] if other != pk)
    if left:
        known[name] = left
    else:
        del known[name]
