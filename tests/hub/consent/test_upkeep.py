"""The register by the clock: warned before, withdrawn after, the evidence deleted in the end."""

from datetime import timedelta

import pytest
from django.utils import timezone

from hub.consent import upkeep
from hub.consent.withdrawal import withdraw
from hub.jobs.models import Job
from hub.jobs.worker import drain
from hub.mail.models import OutgoingMail
from hub.models import Consent, Person, SealedEvidence, StandardPage
from hub.models.consents import Scope, WithdrawnFor
from tests.builders.dumps import readings
from tests.builders.hub import make_consent, make_image, make_person, make_settings, make_standard_page, publish
from tests.builders.jobs import run_jobs

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
NAME = "Sigrun Qvistebø"


def today():
    return timezone.localdate()


def portrait(person):
    """A block with a picture of them."""
    return ("image", {"image": make_image(person=person), "alt": "Et ansikt", "decorative": False, "caption": ""})


def person_until(days, **fields):
    person = make_person(name=NAME, may_show="")
    make_consent(person=person, given_on=today() - 100 * DAY, expires_on=today() + days * DAY, **fields)
    return person


def ended(day):
    """Of how many people something was withdrawn that day."""
    return sum(upkeep.end(pk, day) for pk in upkeep.to_end(day))


def test_the_role_mailbox_hears_of_it_twice_without_the_name():
    make_settings(email="redaksjonen@example.org")
    person_until(30)
    for passed in range(31):
        upkeep.warn(today() + passed * DAY)
    mails = OutgoingMail.objects.all()
    assert [mail.recipient for mail in mails] == ["redaksjonen@example.org"] * 2
    for mail in mails:
        assert not any("Qvistebø" in reading.decode(errors="replace") for reading in readings(bytes(mail.content)))


def test_nobody_is_warned_long_before_or_when_another_entry_goes_on():
    make_settings()
    person = person_until(31)
    assert upkeep.warn(today()) == 0
    assert upkeep.warn(today() + DAY) == 1
    make_consent(person=person, scope=Scope.NAME)
    assert upkeep.warn(today() + DAY) == 1  # the picture still ends
    make_consent(person=person, scope=Scope.PICTURE)
    assert upkeep.warn(today() + DAY) == 0


def test_what_nothing_covers_any_more_is_withdrawn_the_day_after():
    person_until(0)
    assert ended(today()) == 0
    assert ended(today() + DAY) == 1
    person = Person.objects.get()
    assert (person.name, person.withdrawn) == ("", True)
    assert SealedEvidence.objects.get().why == WithdrawnFor.EXPIRED
    assert ended(today() + 2 * DAY) == 0


def test_pictures_alone_end_with_their_entry():
    person = person_until(-1, scope=Scope.PICTURE)
    make_consent(person=person, scope=Scope.NAME)
    assert ended(today()) == 1
    assert ended(today()) == 0
    person = Person.objects.get()
    assert (person.name, person.picture_withdrawn) == (NAME, True)


def test_a_renewed_consent_goes_on():
    make_consent(person=person_until(-1), expires_on=today() + 100 * DAY)
    assert ended(today()) == 0


def test_the_evidence_goes_when_its_time_is_over():
    sealed = withdraw(make_person(), WithdrawnFor.ASKED)
    assert upkeep.delete_evidence(sealed.delete_on - DAY) == 0
    assert upkeep.delete_evidence(sealed.delete_on) == 1
    assert Person.objects.get().role


def test_a_name_that_is_written_again_is_found_the_next_day():
    withdraw(make_person(name=NAME, role="Fagleder"), WithdrawnFor.ASKED)
    page = make_standard_page(note=f"Ring {NAME}")
    upkeep.upkeep()
    run_jobs()
    assert StandardPage.objects.get(pk=page.pk).note == "Ring Fagleder"


def test_who_is_shown_without_any_entry_is_withdrawn_and_who_is_not_shown_is_left():
    shown, alone = make_person(name=NAME), make_person(name="Tor Hauge")
    publish(make_standard_page(body=[portrait(shown)]))
    run_jobs()  # the index of references follows
    Consent.objects.all().delete()
    assert list(upkeep.to_end(today())) == [shown.pk]
    upkeep.upkeep()
    run_jobs()
    assert Person.objects.get(pk=shown.pk).withdrawn
    assert Person.objects.get(pk=alone.pk).name == "Tor Hauge"


def test_one_that_fails_holds_up_no_other():
    sealed = withdraw(make_person(name="Tor Hauge"), WithdrawnFor.ASKED)
    person_until(-1)
    SealedEvidence.objects.filter(pk=sealed.pk).update(delete_on=today())
    Job.objects.all().delete()
    upkeep.upkeep()
    Job.objects.create(kind="consent.end", args=["nobody"], fingerprint="of nobody")  # fails each time
    drain()
    assert Job.objects.exclude(error="").count() == 1
    assert not Person.objects.exclude(name="").exists()
    assert not SealedEvidence.objects.filter(pk=sealed.pk).exists()
