"""Every template is one that Django can read, also those that no test renders."""

from pathlib import Path

import pytest
from django.template.loader import get_template

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
NAMES = sorted(
    str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*") if path.suffix in {".html", ".txt", ".xml"}
)


@pytest.mark.parametrize("name", NAMES)
def test_every_template_can_be_read(name):
    assert get_template(name)
