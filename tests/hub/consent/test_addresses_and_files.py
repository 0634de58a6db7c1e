"""A withdrawn name leaves addresses and the names of files too; the old ones lead nowhere and tell nobody why."""

import os
from pathlib import Path

import pytest
from django.conf import settings
from wagtail.contrib.redirects.models import Redirect

from hub.consent.files import rename_files
from hub.consent.withdrawal import withdraw
from hub.indexing import told_anew
from hub.models import HubDocument, HubImage, Organisation, SealedEvidence, StandardPage, WithdrawnAddress
from hub.models.consents import WithdrawnFor
from tests.builders.dumps import tables_with
from tests.builders.hub import (
    make_document,
    make_image,
    make_organisation,
    make_person,
    make_standard_page,
    publish,
)

pytestmark = pytest.mark.django_db
NAME, ROLE, SLUG = "Åse Qvistebø", "Fagleder", "ase-qvistebo"
SEALED = {SealedEvidence._meta.db_table}


def withdrawn():
    return withdraw(make_person(name=NAME, role=ROLE), WithdrawnFor.ASKED)


def on_disk(text="qviste"):
    return [file.name for file in Path(settings.MEDIA_ROOT).rglob("*") if text in file.name.casefold()]


def test_a_page_gets_another_address_and_the_old_one_is_gone(client):
    page = publish(make_standard_page(slug=f"{SLUG}-forteller"), summary="Rolig.")
    make_standard_page(slug="fagleder-forteller")
    assert client.get(f"/{SLUG}-forteller/").status_code == 200
    withdrawn()
    page = StandardPage.objects.get(pk=page.pk)
    assert page.slug == "fagleder-forteller-2"
    assert page.get_latest_revision_as_object().slug == page.slug
    assert client.get(page.path_from_root).status_code == 200
    assert client.get(f"/{SLUG}-forteller/").status_code == 410
    assert tables_with("qvisteb") == SEALED


def test_pages_below_follow(client):
    above = publish(make_standard_page(slug=SLUG), summary="Rolig.")
    below = publish(make_standard_page(slug="mer", parent=above), summary="Mer.")
    withdrawn()
    assert StandardPage.objects.get(pk=below.pk).path_from_root == "/fagleder/mer/"
    assert client.get("/fagleder/mer/").status_code == 200
    assert client.get(f"/{SLUG}/mer/").status_code == 410


def test_former_addresses_answer_410_and_are_not_kept_in_clear(client):
    page = make_standard_page(slug="om")
    Redirect.objects.create(old_path=f"/takk-til-{SLUG}", redirect_page=page)
    WithdrawnAddress.objects.create(path=f"/om-{SLUG}/")
    withdrawn()
    assert not Redirect.objects.exists()
    for path in (f"/takk-til-{SLUG}/", f"/om-{SLUG}/"):
        assert client.get(path).status_code == 410
    assert client.get("/noe-annet/").status_code == 404
    assert tables_with("qvisteb") == SEALED


def test_files_get_another_name_within_a_minute():
    document = make_document(title="Foredrag", name=f"{NAME} foredrag.pdf")
    image = HubImage.objects.get(pk=make_image().pk)
    image.file.save(f"{NAME}.png", image.file.file)
    image.get_renditions("width-1")
    assert len(on_disk()) >= 3
    sealed = withdrawn()
    rename_files(sealed.pk)
    assert on_disk() == []
    assert tables_with("qvisteb") == SEALED
    document = HubDocument.objects.get(pk=document.pk)
    assert "fagleder" in document.filename
    assert document.file.read()
    for row in (HubImage.objects.get(pk=image.pk), image.renditions.get()):
        assert row.file.storage.exists(row.file.name)


def test_a_file_that_a_crash_left_is_deleted_by_a_later_round():
    document = make_document(title="Foredrag", name=f"{NAME}.pdf")
    left = Path(document.file.path)
    HubDocument.objects.update(file="documents/fagleder.pdf")
    sealed = withdrawn()
    rename_files(sealed.pk)
    assert left.exists()  # it may be that of a row that is being written
    os.utime(left, (1_700_000_000, 1_700_000_000))
    rename_files(sealed.pk)
    assert not left.exists()


def test_pages_that_show_what_held_the_name_are_told():
    owner = make_organisation(name=f"Praksisen til {NAME}", slug="praksis")
    owned = make_standard_page(slug="eid", owner_organisation=owner)
    pictured = make_standard_page(slug="bilde", listing_image=make_image(credit=NAME), listing_image_alt="")
    told = []
    told_anew.connect(lambda instance, **kwargs: told.append(instance.pk), weak=False, dispatch_uid="told")
    try:
        withdrawn()
    finally:
        told_anew.disconnect(dispatch_uid="told")
    assert {owned.pk, pictured.pk} <= set(told)


def test_where_each_value_may_stand_once_the_role_gets_a_number():
    make_organisation(name=ROLE, slug="fagleder")
    one = make_organisation(name=NAME, slug=SLUG)
    withdrawn()
    one = Organisation.objects.get(pk=one.pk)
    assert (one.name, one.slug) == ("Fagleder 2", "fagleder-2")
