"""The register by the clock: warnings before an entry ends, what follows when it has, and the end of the evidence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time, timedelta

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from hub.consent.withdrawal import forget, pages_with, withdraw, withdraw_pictures
from hub.jobs.kinds import job
from hub.jobs.queue import enqueue
from hub.jobs.schedule import daily
from hub.mail.compose import compose
from hub.models import BasePage, Consent, HubSettings, Person, SealedEvidence
from hub.models.consents import Scope, WithdrawnFor

WARNED = (timedelta(days=30), timedelta(days=7))  # before the last day


def ending(today: date) -> list[tuple[Consent, timedelta]]:
    """Entries that end soon and that no other one outlives, each with the warning that is due."""
    last = today + max(WARNED)
    found = []
    entries = Consent.objects.filter(expires_on__gte=today, expires_on__lte=last).select_related("person")
    for entry in entries.prefetch_related("person__consents"):
        due = min(one for one in WARNED if entry.expires_on <= today + one)  # type: ignore[operator]
        if not _outlived(entry):
            found.append((entry, due))
    return found


def _outlived(entry: Consent) -> bool:
    """Whether all that an entry lets us show is covered the day after it ends."""
    after = entry.expires_on + timedelta(days=1)  # type: ignore[operator]
    others = [one for one in entry.person.consents.all() if one.pk != entry.pk]
    return all(any(one.holds(part, after) for one in others) for part in Scope(entry.scope).parts)


def warn(today: date) -> int:
    """Tell the editors' role mailbox, without the name, once a month and once a week before an entry ends."""
    found = ending(today)
    mailbox = HubSettings.load().email or settings.MAIL_REPLY_TO
    for entry, due in found:
        with translation.override(settings.LANGUAGE_CODE):
            address = settings.PUBLIC_URL + reverse("wagtailsnippets_hub_person:edit", args=[entry.person_id])
            lines = [
                _("A reason to show a person’s name or picture ends on %(day)s.")
                % {"day": f"{entry.expires_on:%d.%m.%Y}"},
                _("Ask the person whether it may still be shown, and add an entry to the consent register:"),
                address,
                _("Otherwise the name or the picture is taken from all pages the day after."),
            ]
            compose(
                purpose=f"consent:{entry.pk}",
                key=f"consent:{entry.pk}:{entry.expires_on}:{due.days}",
                kind="consent-ends",
                to=mailbox,
                subject=_("A consent is about to end"),
                text="\n\n".join(lines),
            )
    return len(found)


def uncovered(person: Person, today: date) -> set[Scope]:
    """What no entry lets us show any more: one has ended, or all have been taken away from somebody who is shown."""
    held = list(person.consents.all())
    past = {part for one in held if one.expires_on and one.expires_on < today for part in Scope(one.scope).parts}
    if not held and BasePage.objects.filter(pk__in=pages_with(person), live=True).exists():
        past = {Scope.NAME, Scope.PICTURE}
    return {part for part in past if not any(one.holds(part, today) for one in held)}


def to_end(today: date) -> Iterator[int]:
    """The people of whom something is to be withdrawn."""
    people = Person.objects.filter(Q(consents=None) | Q(consents__expires_on__lt=today), withdrawn=False).distinct()
    for person in people.prefetch_related("consents"):
        if uncovered(person, today) - ({Scope.PICTURE} if person.picture_withdrawn else set()):
            yield person.pk


def end(person_id: int, today: date) -> bool:
    """Withdraw of one person what no entry covers; False when that is nothing any more."""
    person = Person.objects.prefetch_related("consents").get(pk=person_id, withdrawn=False)
    gone = uncovered(person, today)
    if Scope.NAME in gone:
        withdraw(person, WithdrawnFor.EXPIRED)
    elif Scope.PICTURE in gone and not person.picture_withdrawn:
        withdraw_pictures(person, WithdrawnFor.EXPIRED)
    return bool(gone)


def delete_evidence(today: date) -> int:
    """Delete the evidence whose time is over; returns how many rows."""
    return SealedEvidence.objects.filter(delete_on__lte=today).delete()[0]


# Jobs: one for each thing to do, so that one that fails holds up no other ---------------------------------------------
@job("consent.warn")
def warn_job() -> None:
    """The warnings of a day."""
    warn(timezone.localdate())


@job("consent.end")
def end_job(person_id: int) -> None:
    """What has ended of one person."""
    end(person_id, timezone.localdate())


@job("consent.sweep")
def sweep_again(sealed_id: int) -> None:
    """Looks once more for a sealed name: written anew since, in a form that stood open or by one who did not know."""
    forget(SealedEvidence.objects.select_related("person").get(pk=sealed_id))


@job("consent.delete_evidence")
def delete_job() -> None:
    """The evidence whose time is over."""
    delete_evidence(timezone.localdate())


@job("consent.upkeep")
def upkeep() -> None:
    """The daily round: what is sealed is looked for once more, what is due is withdrawn or deleted."""
    enqueue(warn_job)
    for person in to_end(timezone.localdate()):
        enqueue(end_job, person)
    for sealed in SealedEvidence.objects.exclude(name="").values_list("pk", flat=True):
        enqueue(sweep_again, sealed)
    enqueue(delete_job)


daily("consent.upkeep", upkeep, time(4, 30))
