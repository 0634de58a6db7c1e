"""With all the content: after withdrawal no address and no table knows the name but the sealed row."""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.apps import apps
from django.conf import settings
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import ReferenceIndex

from hub.consent.withdrawal import withdraw
from hub.jobs.kinds import lanes
from hub.jobs.models import Job
from hub.jobs.worker import drain
from hub.models import BasePage, HubDocument, SealedEvidence, StandardPage, WithdrawnAddress
from hub.models.consents import WithdrawnFor
from search.models import QueryCount
from tests.builders.dumps import tables_with
from tests.builders.hub import make_document, make_image, make_person, publish

pytestmark = pytest.mark.django_db
NAME, ROLE = "Åse Qvistebø", "Fagleder for prøving"
SLUG, SURNAME = "ase-qvistebo", "qvisteb"  # what all its spellings share
EventPage = apps.get_model("events", "EventPage")


def session(person):
    row = apps.get_model("events", "Session")(title="Innledning")
    row.speakers = [apps.get_model("events", "SessionSpeaker")(person=person)]
    return row


@pytest.fixture
def person():
    """One who speaks at an event, is pictured on a page, and is written about where no chooser asks for a name."""
    person = make_person(name=NAME, role=ROLE)
    event = publish(EventPage.objects.visible().first(), sessions=[session(person)])
    publish(event, summary=f"{event.summary} Nytt.")
    image = make_image(title=f"Portrett av {NAME}", person=person)
    block = {"image": image, "alt": "En som holder et nettbrett", "decorative": False, "caption": ""}
    document = make_document(title=f"Foredrag av {NAME}", name=f"{NAME} foredrag.pdf")
    image.get_renditions("width-1", "max-1x1")
    text = f'<p><a linktype="document" id="{document.pk}">Foredraget</a></p>'
    page = publish(StandardPage.objects.visible().first())
    StandardPage.objects.filter(pk=page.pk).update(body=StandardPage(body=[("image", block), ("text", text)]).body)
    page = StandardPage.objects.get(pk=page.pk)
    with_slug(page)
    page.summary = f"Et utkast om {NAME}"
    page.save_revision()
    BasePage.objects.filter(pk=page.pk).update(note=f"Takk til {NAME}")
    page.versions.update(change_note=f"Skrev om {NAME}s arbeid")
    QueryCount.objects.create(day=timezone.localdate(), query="åse qvistebø", language="nb", engine="x", results=1)
    for model in (EventPage, StandardPage):
        for one in model.objects.filter(pk__in=[event.pk, page.pk]):
            ReferenceIndex.create_or_update_for_object(one)
    Job.objects.all().delete()  # those of the seed
    return person


def with_slug(page):
    """Gives a page, as long as nobody stopped it, an address with the name, and another one that leads to it."""
    page.slug = f"{SLUG}-forteller"
    page.save()
    page.save_revision()
    Redirect.objects.create(old_path=f"/foredrag-med-{SLUG}", redirect_page=page)
    WithdrawnAddress.objects.create(path=f"/takk-til-{SLUG}/")


def files_with(text):
    """Names of files on disk that hold a text."""
    return [file for file in Path(settings.MEDIA_ROOT).rglob("*") if text in unidecoded(file.name)]


def unidecoded(text):
    return text.casefold().replace("ø", "o").replace("å", "a")


def addresses(client):
    """All that the sitemap names, the earlier versions of all pages, feeds, calendars and the search for the name."""
    found = re.findall("<loc>(.*?)</loc>", client.get("/sitemap.xml").content.decode())
    paths = ["/" + address.split("/", 3)[3] for address in found]
    for page in BasePage.objects.visible().specific():
        tree = "versions" if page.language == "en" else "versjoner"
        start = f"{page.path_from_root}{tree}/"
        numbers = [version.number for version in page.versions.all()]
        paths += [start, *(f"{start}{number}/" for number in numbers[1:])]  # that of today is the page itself
        if len(numbers) > 1:
            words = ("changes", "until-today") if page.language == "en" else ("endringer", "til-i-dag")
            paths += [f"{start}{number}/{word}/" for number in numbers for word in words]
        if hasattr(page, "feed"):
            paths.append(f"{page.path_from_root}atom.xml")
    paths += [f"/foredrag-med-{SLUG}/", f"/takk-til-{SLUG}/"]
    paths += [document.url for document in HubDocument.objects.all()]
    return [*dict.fromkeys(paths), "/arrangementer/kalender.ics", "/sok/?q=Qvisteb%C3%B8", "/sok/forslag/?q=qvist"]


def told_at(client, paths):
    """The addresses that hold the surname, wherever they lead, the query itself left out."""
    found = []
    for path in paths:
        response = client.get(path, follow=True)
        content = b"".join(response.streaming_content) if response.streaming else response.content
        if SURNAME in content.decode(errors="replace").casefold() and "q=" not in path:
            found.append(path)
    return found


def drained():
    for lane in lanes():
        if not lane.startswith("mail"):
            drain(lane)


def test_a_crawl_and_a_dump_hold_the_name_nowhere_but_in_the_sealed_row(person, client):
    paths = addresses(client)
    assert len(paths) > 500
    assert told_at(client, [path for path in paths if path.endswith("/endringer/")])
    assert len(tables_with(SURNAME)) > 4
    assert files_with(SURNAME)
    named = [path for path in paths if SURNAME in unidecoded(unquote(path))]
    assert len(named) > 3

    withdraw(person, WithdrawnFor.ASKED)
    drained()
    assert tables_with(SURNAME) == {SealedEvidence._meta.db_table}
    assert files_with(SURNAME) == []
    assert told_at(client, [path for path in paths if path not in named]) == []
    assert {client.get(path).status_code for path in named if "?" not in path} <= {404, 410}
    assert client.get(named[0]).status_code == 410
    assert client.get(HubDocument.objects.get(title=f"Foredrag av {ROLE}").url).status_code == 200
