"""A PDF of every type of page, as the standard for accessible PDFs (PDF/UA-1, ISO 14289-1) asks."""

import subprocess

import pytest

from hub.printing.press import print_sheet
from hub.printing.sheet import printable
from tests.builders.examples import TYPES, pages_by_language
from tests.services import VERAPDF

pytestmark = pytest.mark.django_db
CLI = "org.verapdf.apps.GreenfieldCliWrapper"


def test_every_type_has_something_to_print():
    for model in TYPES:
        for language, page in pages_by_language(model).items():
            found = printable(page)
            assert found is not None, page.path_from_root
            assert f'<html lang="{language}">' in found.sheet.html
            assert "<h1" in found.sheet.html


@pytest.mark.pango
@pytest.mark.verapdf
def test_every_type_is_printed_for_screen_readers(tmp_path):
    for model in TYPES:
        language, page = next(iter(pages_by_language(model).items()))
        pdf = print_sheet(printable(page).sheet, 300)
        (tmp_path / f"{model.__name__}-{language}.pdf").write_bytes(pdf)
    command = ["java", "-Xmx400m", "-cp", VERAPDF, CLI, "--flavour", "ua1", "--format", "text", "-v"]
    told = subprocess.run([*command, *sorted(tmp_path.glob("*.pdf"))], capture_output=True, text=True, timeout=600)
    results = [line for line in told.stdout.splitlines() if line.startswith(("PASS", "FAIL"))]
    assert len(results) == len(TYPES), told.stdout + told.stderr
    assert [line for line in results if not line.startswith("PASS")] == [], told.stdout
