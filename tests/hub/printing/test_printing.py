"""The PDF of a page: made by a job, tagged, and there for exactly those who may read all of it."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from hub.consent.withdrawal import withdraw
from hub.jobs.models import Job, JobState
from hub.jobs.worker import drain
from hub.models import PrintedPage, StandardPage
from hub.models.consents import WithdrawnFor
from hub.printing import keeping, making
from hub.printing.sheet import printable
from research.models import ConceptIndexPage
from tests.builders.events import make_event
from tests.builders.html import soup
from tests.builders.hub import make_image, make_person, make_standard_page, publish, restrict
from tests.builders.jobs import run_jobs
from tests.builders.pdfs import reader, tags, words
from tests.builders.research import make_concept, make_list

pytestmark = pytest.mark.django_db
TABLE = {
    "columns": [{"type": "text", "heading": "Område"}, {"type": "text", "heading": "Resultat"}],
    "rows": [{"values": ["Sikkerhet", "Uendret"]}],
    "caption": "Resultater",
}


def make_guide(**fields):
    return publish(make_standard_page(title="Veiviser", slug="veiviser", **fields), summary="En ingress.")


def kept(page, *shown):
    """A PDF of a page, as if it had been made: what is asked here is who gets it."""
    name = f"{page.pk}-0.pdf"
    default_storage.save(keeping.path_of(name), keeping.ContentFile(b"%PDF-1.7 ord"))
    row = PrintedPage.objects.create(page_id=page.pk, tree="nb", file=name, mark="x", size=12)
    row.shows.set(one.pk for one in shown)
    return row


def files():
    return sorted(path.name for path in Path(settings.MEDIA_ROOT, keeping.FOLDER).glob("*.pdf"))


@pytest.fixture(autouse=True)
def no_files():
    yield
    for name in files():
        default_storage.delete(keeping.path_of(name))


@pytest.mark.pango
def test_a_publication_makes_a_tagged_pdf_by_job(client, settings):
    settings.PDF_SECONDS = 300
    body = [
        ("heading", {"text": "Første del", "level": "h2"}),
        ("text", "<p>Ord om det.</p><ul><li>Ett</li><li>To</li></ul><ol><li>Først</li></ol>"),
        ("image", {"image": make_image(), "alt": "En tegning", "decorative": False, "caption": "Tegningen"}),
    ]
    page = make_guide(body=body)
    assert not PrintedPage.objects.exists()  # publishing waits for nothing
    assert "utskrift.pdf" not in client.get("/veiviser/").content.decode()
    run_jobs()
    assert 'href="/veiviser/utskrift.pdf"' in client.get("/veiviser/").content.decode()
    response = client.get("/veiviser/utskrift.pdf")
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"] == 'inline; filename="veiviser.pdf"'
    assert response.headers["Content-Language"] == "nb"
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert "Set-Cookie" not in response.headers
    pdf = b"".join(response.streaming_content)
    root = reader(pdf).trailer["/Root"]
    assert root["/Lang"] == "nb"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader(pdf).metadata.title.startswith("Veiviser – ")
    found = tags(pdf)
    names = [name for name, _element in found]
    assert [name for name in names if name in ("H1", "H2")][:2] == ["H1", "H2"]
    assert names.count("L") >= 2
    assert names.count("LI") >= 3
    assert [element["/Alt"] for name, element in found if name == "Figure"] == ["En tegning"]
    assert "Ord om det." in words(pdf)
    assert settings.PUBLIC_URL + page.path_from_root in words(pdf).replace(" ", "")


@pytest.mark.pango
def test_a_page_that_the_other_tree_serves_too_has_a_pdf_at_each_address(client, settings):
    settings.PDF_SECONDS = 300
    make_list(ConceptIndexPage, language="en")
    concept = publish(make_concept(title="behovsstyrt oppfølging", en="needs-based follow-up"), summary="Kort.")
    run_jobs()
    found = {}
    for address in (concept.path_from_root, "/en/concepts/needs-based-follow-up/"):
        (link,) = soup(client.get(address)).select("a[type='application/pdf']")
        response = client.get(link["href"])
        pdf = b"".join(response.streaming_content)
        found[response.headers["Content-Language"]] = words(pdf)
        assert reader(pdf).trailer["/Root"]["/Lang"] == response.headers["Content-Language"]
    assert "Helsehjelp hjemme." in found["nb"]
    assert "Health care at home." in found["en"]
    concept.unpublish()
    assert not PrintedPage.objects.exists()
    assert client.get("/en/concepts/needs-based-follow-up/print.pdf").status_code in (404, 410)


@pytest.mark.pango
def test_none_is_made_where_none_is_wanted(settings):
    settings.PDF_SECONDS = 0
    page = make_guide()
    making.refresh()
    assert not Job.objects.filter(kind="print.make").exists()
    making.make(page.pk)
    assert not PrintedPage.objects.exists()


@pytest.mark.pango
def test_tables_say_what_their_heads_are_for(client):
    html = """<!doctype html><html lang="nb"><head><title>T</title></head><body><main><h1>T</h1><table><thead><tr>
        <th scope="col">Område</th><th scope="col">Resultat</th></tr></thead><tbody><tr><th scope="row">Sikkerhet</th>
        <td>Uendret</td></tr></tbody></table></main></body></html>"""
    found = tags(making.press.print_sheet(making.press.Sheet(html=html), 300))
    heads = [element for name, element in found if name == "TH"]
    cells = [element for name, element in found if name == "TD"]
    assert len(heads) == 3
    assert len(cells) == 1
    assert all("/Scope" in head.get("/A", {}) or "/ID" in head or "/Headers" in head.get("/A", {}) for head in heads)
    assert cells[0]["/A"]["/Headers"]


@pytest.mark.pango
def test_a_job_that_hangs_leaves_the_page_open_is_tried_again_and_says_so(client, admin_client, settings):
    settings.PDF_SECONDS = 0.05
    page = make_guide()
    drain()
    job = Job.objects.get(kind="print.make", args=[page.pk])
    assert job.state == JobState.WAITING
    assert job.attempts == 1
    assert job.due_at > timezone.now()
    assert "not finished after 0.05 seconds" in job.error
    answer = client.get("/veiviser/")
    assert answer.status_code == 200
    assert "utskrift.pdf" not in answer.content.decode()
    assert files() == []
    assert "not finished after 0.05 seconds" in admin_client.get(reverse("hub_jobs:report")).content.decode()
    settings.PDF_SECONDS = 300
    Job.objects.filter(pk=job.pk).update(due_at=timezone.now())
    run_jobs_again()
    assert PrintedPage.objects.filter(page=page.pk).exists()


def run_jobs_again():
    drain()
    assert not Job.objects.filter(state=JobState.WAITING, due_at__lte=timezone.now()).exists()


@pytest.mark.pango
def test_a_withdrawn_name_goes_from_the_pdf(client, settings):
    settings.PDF_SECONDS = 300
    person = make_person(name="Sigrun Qvistebø", role="Fagleder")
    speaker = apps.get_model("events", "SessionSpeaker")(person=person)
    session = apps.get_model("events", "Session")(title="Innledning")
    session.speakers = [speaker]
    event = publish(make_event(title="Fagdag", slug="fagdag"), sessions=[session])
    Job.objects.filter(kind="print.make").delete()
    found = printable(event)
    assert "Qvistebø" in found.sheet.html
    with_name = kept(event)
    listing = make_guide()
    kept(listing, event)
    withdraw(person, WithdrawnFor.ASKED)
    assert not PrintedPage.objects.exists()
    assert client.get(f"{event.path_from_root}utskrift.pdf").status_code == 302
    run_jobs_again()
    assert with_name.file not in files()
    row = PrintedPage.objects.get(page=event.pk)
    with default_storage.open(keeping.path_of(row.file)) as file:
        text = words(file.read())
    assert "Qvistebø" not in text
    assert "Fagleder" in text


# Who gets it ----------------------------------------------------------------------------------------------------------
def test_a_page_without_a_pdf_answers_for_it(client):
    make_guide()
    response = client.get("/veiviser/utskrift.pdf")
    assert (response.status_code, response["Location"], response["Cache-Control"]) == (302, "/veiviser/", "no-store")
    assert client.get("/veiviser/print.pdf").status_code == 404
    assert client.get("/finnes-ikke/utskrift.pdf").status_code == 404


def leave(page):
    page.unpublish()


def expire(page):
    StandardPage.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(minutes=1))


def close(page):
    restrict(page)


def delete(page):
    page.delete()


@pytest.mark.parametrize(("hide", "answer"), [(leave, 410), (expire, 410), (close, 302), (delete, 410)])
def test_what_hides_the_page_hides_its_pdf(client, hide, answer):
    page = make_guide()
    kept(page)
    assert client.get("/veiviser/utskrift.pdf").status_code == 200
    hide(page)
    response = client.get("/veiviser/utskrift.pdf")
    assert response.status_code == answer
    assert b"%PDF" not in response.content
    if answer == 302:
        assert "/konto/" in response["Location"] or "/passord/" in response["Location"]
    if hide is not expire:
        assert not PrintedPage.objects.exists()
        run_jobs()
        assert files() == []


@pytest.mark.parametrize("hide", [leave, expire, close, delete])
def test_what_hides_a_page_that_it_shows_hides_the_pdf(client, hide):
    page = make_guide()
    other = make_standard_page(title="Skjult", slug="skjult")
    kept(page, other)
    assert client.get("/veiviser/utskrift.pdf").status_code == 200
    hide(other)
    response = client.get("/veiviser/utskrift.pdf")
    assert (response.status_code, response["Location"]) == (302, "/veiviser/")


def test_a_new_publication_drops_the_old_pdf_and_its_file(client):
    page = make_guide()
    kept(page)
    publish(page, summary="Noe annet.")
    assert not PrintedPage.objects.exists()
    run_jobs()
    assert files() == []


def test_files_that_no_row_names_are_tidied_away():
    page = make_guide()
    kept(page)
    default_storage.save(keeping.path_of("1-lost.pdf"), keeping.ContentFile(b"%PDF"))
    Job.objects.all().delete()
    assert keeping.tidy() == 1
    run_jobs()
    assert files() == [f"{page.pk}-0.pdf"]


def test_what_is_printed_holds_nothing_of_the_screen():
    target = make_standard_page(title="Naboen", slug="nabo")
    page = make_guide(body=[("text", f'<p>Se <a linktype="page" id="{target.pk}">naboen</a></p>')])
    found = printable(page)
    assert found is not None
    assert not any(mark in found.sheet.html for mark in ("<form", "<script", "<nav", "<input", "<svg"))
    assert f'href="{settings.PUBLIC_URL}/nabo/"' in found.sheet.html
    assert keeping.shown_pages(found.links) >= {target.pk}
    assert printable(page).mark == found.mark


def test_serving_costs_the_same_however_much_it_shows(client):
    page = make_guide()
    row = kept(page)
    costs = []
    for count in (2, 20):
        row.shows.set(make_standard_page().pk for _number in range(count))
        client.get("/veiviser/utskrift.pdf")
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/veiviser/utskrift.pdf").status_code == 200
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 6, costs
