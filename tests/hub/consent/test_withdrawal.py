"""Withdrawn: the role stands everywhere at once, files go by job, and only the sealed row knows the name."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.utils import timezone
from wagtail.models import ModelLogEntry, ReferenceIndex

from hub.consent.withdrawal import delete_pictures, withdraw, withdraw_pictures
from hub.indexing import told_anew
from hub.jobs.models import Job
from hub.models import Consent, HubImage, Person, SealedEvidence, StandardPage
from hub.models.consents import Scope, WithdrawnFor
from search.models import QueryCount, SearchDocument
from tests.builders.dumps import tables_with
from tests.builders.events import make_event
from tests.builders.hub import make_consent, make_image, make_person, make_standard_page, publish

pytestmark = pytest.mark.django_db
NAME = "Sigrun Qvistebø"
ROLE = "Fagleder"
SEALED = {SealedEvidence._meta.db_table}


def make_speaker(**fields):
    return make_person(name=NAME, role=ROLE, **fields)


def session(title, *people):
    row = apps.get_model("events", "Session")(title=title)
    row.speakers = [apps.get_model("events", "SessionSpeaker")(person=person) for person in people]
    return row


def picture_block(image, caption=""):
    return [("image", {"image": image, "alt": "En som holder et nettbrett", "decorative": False, "caption": caption})]


def test_the_role_is_shown_on_page_and_versions_at_once(client):
    person = make_speaker()
    event = publish(make_event(title="Fagdag", slug="fagdag"), sessions=[session("Innledning", person)])
    event = publish(event, summary="Ny ingress.")
    versions = f"{event.path_from_root}versjoner/"
    for address in (event.path_from_root, f"{versions}1/"):
        assert NAME in client.get(address).content.decode()
    withdraw(person, WithdrawnFor.ASKED)
    for address in (event.path_from_root, f"{versions}1/", f"{versions}2/endringer/"):
        text = client.get(address).content.decode()
        assert NAME not in text, address
    assert ROLE in client.get(f"{versions}1/").content.decode()
    assert ROLE in client.get(event.path_from_root).content.decode()


def test_the_name_stands_in_the_sealed_row_alone():
    person = make_speaker(may_show="")
    make_consent(person=person, purpose="Foredrag", evidence=f"Sak 22/123: {NAME} sa ja", scope=Scope.BOTH)
    make_image(title=f"Portrett av {NAME}", description=f"{NAME} smiler", person=person)
    page = publish(make_standard_page(slug="om"), summary="Rolig.")
    page.summary = f"Av {NAME}"
    page.body = [("text", f"<p>Takk til Qvistebø, Sigrun og {NAME}s lag</p>")]
    page.save_revision()  # a draft: nobody has stopped it
    StandardPage.objects.filter(pk=page.pk).update(note=f"Ring {NAME}", body=page.body)
    page.versions.update(change_note=f"Skrev om {NAME}")
    QueryCount.objects.create(day=timezone.localdate(), query="qvistebø sigrun", language="nb", engine="x", results=1)
    Job.objects.create(kind="x", fingerprint="x", error=f"Feil: {NAME}")
    ModelLogEntry.objects.log_action(person, "wagtail.edit")
    assert tables_with("Qvistebø") - SEALED

    withdraw(person, WithdrawnFor.ASKED)
    delete_pictures(person.pk)
    assert tables_with("Qvistebø") == SEALED
    sealed = SealedEvidence.objects.get()
    assert sealed.name == NAME
    assert "Sak 22/123" in sealed.entries[0]["evidence"]
    assert not Consent.objects.exists()
    page.refresh_from_db()
    assert page.note == f"Ring {ROLE}"
    assert f"Takk til {ROLE} og {ROLE}s lag" in str(page.body)
    assert page.get_latest_revision_as_object().summary == f"Av {ROLE}"


@pytest.mark.indexed
def test_the_index_is_written_anew_in_the_same_transaction():
    person = make_speaker()
    page = publish(make_standard_page(slug="om"), summary="Rolig.")
    type(page).objects.filter(pk=page.pk).update(summary=f"Skrevet av {NAME}")
    SearchDocument.objects.update(summary=f"Skrevet av {NAME}", words="skrevet sigrun qvistebø", stems=" qvistebø ")
    withdraw(person, WithdrawnFor.ASKED)
    document = SearchDocument.objects.get(page=page)
    assert document.summary == f"Skrevet av {ROLE}"
    assert "qvistebø" not in document.words + document.stems


def test_others_of_that_name_keep_it():
    person, other = make_speaker(), make_speaker()
    withdraw(person, WithdrawnFor.ASKED)
    assert Person.objects.get(pk=other.pk).name == NAME


def test_pictures_are_not_shown_at_once_and_their_files_are_deleted_by_the_job(client):
    person = make_speaker()
    image = make_image(title="Portrett", person=person)
    page = publish(make_standard_page(slug="om"), body=picture_block(image))
    assert "<img" in client.get("/om/").content.decode()
    files = [image.file.name, *(size.file.name for size in image.renditions.all())]
    assert len(files) == 3
    withdraw_pictures(person, WithdrawnFor.ASKED)
    assert "<img" not in client.get("/om/").content.decode()
    job = Job.objects.get(kind="consent.pictures")
    assert job.due_at <= timezone.now()

    delete_pictures(person.pk)
    assert [name for name in files if (Path(settings.MEDIA_ROOT) / name).exists()] == []
    assert not HubImage.objects.exists()
    assert client.get("/om/").status_code == 200
    assert publish(type(page).objects.get(pk=page.pk), body=[]).live
    delete_pictures(person.pk)  # as after a crash


def test_nothing_of_a_withdrawn_picture_is_shown_until_it_is_deleted(client):
    person = make_speaker()
    image = make_image(credit="Fotograf Foss", person=person)
    figure = {"image": image, "title": "Slik ser hun ut", "text_equivalent": "<p>Hun smiler.</p>"}
    publish(make_standard_page(slug="om"), body=[*picture_block(image, "Hun ler"), ("figure", figure)])
    texts = ("Hun ler", "Fotograf Foss", "Slik ser hun ut", "Hun smiler")
    shown = client.get("/om/").content.decode()
    assert [text for text in texts if text not in shown] == []
    withdraw_pictures(person, WithdrawnFor.ASKED)
    shown = client.get("/om/").content.decode()
    assert [text for text in texts if text in shown] == []


def test_who_is_registered_by_one_word_is_shown_by_role_and_ordinary_words_stay(client):
    person = make_person(name="Dag", role=ROLE)
    event = publish(make_event(title="Fagdag", slug="fagdag"), sessions=[session("Innledning", person)])
    event = publish(event, summary="En dag om Dag og natt.")
    withdraw(person, WithdrawnFor.ASKED)
    text = client.get(event.path_from_root).content.decode()
    assert ROLE in text
    assert "En dag om Dag og natt." in text


def test_pages_are_found_by_their_rows_while_wagtails_account_waits():
    person = make_speaker()
    event = publish(make_event(), sessions=[session("Innledning", person)])
    page = make_standard_page(slug="om", listing_image=make_image(person=person), listing_image_alt="")
    ReferenceIndex.objects.all().delete()
    told = []
    told_anew.connect(lambda instance, **kwargs: told.append(instance.pk), weak=False, dispatch_uid="told")
    try:
        withdraw(person, WithdrawnFor.ASKED)
    finally:
        told_anew.disconnect(dispatch_uid="told")
    assert set(told) == {event.pk, page.pk}


def test_pictures_alone_leave_the_name():
    person = make_speaker(may_show=Scope.BOTH)
    withdraw_pictures(person, WithdrawnFor.ASKED)
    person = Person.objects.get()
    assert (person.name, person.withdrawn, person.picture_withdrawn) == (NAME, False, True)
    assert [entry.scope for entry in person.consents.all()] == [Scope.NAME]
    assert SealedEvidence.objects.get().name == ""


def test_the_evidence_is_deleted_after_the_time_that_is_set(settings):
    settings.CONSENT_EVIDENCE_DAYS = 10
    now = timezone.now()
    sealed = withdraw(make_speaker(), WithdrawnFor.ASKED, now=now)
    assert sealed.delete_on == timezone.localdate(now) + timedelta(days=10)


def test_the_logs_of_the_desk_never_hold_a_name():
    person = make_speaker()
    entry = ModelLogEntry.objects.log_action(person, "wagtail.create")
    assert entry.label == ROLE


def test_what_fails_half_way_changes_nothing():
    person = make_speaker()
    page = make_standard_page(title=f"Om {NAME}", slug="om")
    before = page.title

    def fails(**kwargs):
        raise RuntimeError("half-way")

    told_anew.connect(fails, weak=False, dispatch_uid="fails")
    try:
        with pytest.raises(RuntimeError):
            withdraw(person, WithdrawnFor.ASKED)
    finally:
        told_anew.disconnect(dispatch_uid="fails")
    assert Person.objects.get().name == NAME
    assert StandardPage.objects.get().title == before
    assert not SealedEvidence.objects.exists()
