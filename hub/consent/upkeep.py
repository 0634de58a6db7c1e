"""The register by the clock: warnings before an entry ends, what follows when it has, and the end of the evidence."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from hub.consent.withdrawal import forget, withdraw, withdraw_pictures
from hub.jobs.kinds import job
from hub.jobs.schedule import daily
from hub.mail.compose import compose
from hub.models import Consent, HubSettings, Person, SealedEvidence
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


def end(now: datetime) -> int:
    """Withdraw what no entry covers any more after one has ended; returns how many people it concerned."""
    today = timezone.localdate(now)
    ended = Person.objects.filter(withdrawn=False, consents__expires_on__lt=today).distinct()
    concerned = 0
    for person in ended.prefetch_related("consents"):
        held = list(person.consents.all())
        past = {part for one in held if one.expires_on and one.expires_on < today for part in Scope(one.scope).parts}
        gone = {part for part in past if not any(one.holds(part, today) for one in held)}
        if Scope.NAME in gone:
            withdraw(person, WithdrawnFor.EXPIRED, now=now)
        elif Scope.PICTURE in gone and not person.picture_withdrawn:
            withdraw_pictures(person, WithdrawnFor.EXPIRED, now=now)
        concerned += bool(gone)
    return concerned


def delete_evidence(today: date) -> int:
    """Delete the evidence whose time is over; returns how many rows."""
    return SealedEvidence.objects.filter(delete_on__lte=today).delete()[0]


def sweep_again() -> None:
    """Names that were written anew since, in a form that stood open or by one who did not know."""
    for sealed in SealedEvidence.objects.exclude(name="").select_related("person"):
        forget(sealed)


@job("consent.upkeep")
def upkeep() -> None:
    """The daily round: what is sealed is looked for once more, then what is due is deleted."""
    now = timezone.now()
    warn(timezone.localdate(now))
    end(now)
    sweep_again()
    delete_evidence(timezone.localdate(now))


daily("consent.upkeep", upkeep, time(4, 30))
