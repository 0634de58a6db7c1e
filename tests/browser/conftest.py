"""A hub of its own for the browser: real server, real content, an editor who can log in."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from tests.builders.mail_server import free_port

ROOT = Path(__file__).resolve().parents[2]
FACTS = """
import json
from wagtail.models import get_page_models
from hub.accounts import ensure_editor
from hub.models import BasePage
from hub.models.versions import HiddenFor
story = BasePage.objects.get(slug="larvik-dho", locale__language_code="nb").specific
summary = story.summary
hostile = "<img src=x onerror=document.title=1><script>document.title=1</script>"
for number, words in enumerate(("En feil.", f"Rettet, med {hostile} noen flere ord."), start=2):
    story.summary, story.change_note = f"{summary} {words}", f"Versjon {number}"
    story.results = list(story.results.all())[number - 1:]
    story.save_revision().publish()
story.versions.filter(number=2).update(hidden=True, hidden_for=HiddenFor.ERROR, hidden_reason="Tallet var galt.")
pages = {}
for model in get_page_models():
    if issubclass(model, BasePage) and model.is_creatable:
        for page in model.objects.visible().order_by("-pk"):
            pages.setdefault(f"{model.__name__} {page.language}", page.path_from_root)
email, password = ensure_editor()
print("FACTS" + json.dumps({"pages": pages, "email": email, "password": password}))
"""
STATES = """
import json
from tests.builders.event_states import make_states
print("STATES" + json.dumps(make_states()))
"""


@dataclass(frozen=True)
class Hub:
    """A running hub: where it answers, one visible page of each type and language, and an editor's log-in.

    `run` runs a piece of Python inside it, and returns what that prints; `environment` is that of its processes.
    """

    url: str
    pages: dict[str, str]
    email: str
    password: str
    run: Callable[[str], str]
    environment: dict[str, str]


@pytest.fixture(scope="session")
def hub(tmp_path_factory):
    """The hub with all its content behind granian, on a port of its own, until the last browser test has run."""
    folder = tmp_path_factory.mktemp("hub")
    port = free_port()
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "hub.config.settings.test",
        "DATABASE_URL": f"sqlite:///{folder}/hub.sqlite3",
        "REDIS_URL": "",
        "VAR_DIR": str(folder),
        "PORT": str(port),
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
        "LOG_LEVEL": "WARNING",
    }

    def manage(*arguments):
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True).stdout

    def run(code):
        return manage("shell", "--no-imports", "-c", code)

    manage("migrate", "--verbosity=0")
    manage("seed")
    facts = json.loads(run(FACTS).rpartition("FACTS")[2])
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    server = subprocess.Popen([*command, "hub.config.wsgi:application"], cwd=ROOT, env=environment)
    try:
        wait_for(f"http://127.0.0.1:{port}/")
        yield Hub(f"http://127.0.0.1:{port}", run=run, environment=environment, **facts)
    finally:
        server.terminate()
        server.wait(20)


@pytest.fixture(scope="session")
def states(hub):
    """Name of each state of an event, its door, a mailed link or a meeting to its address."""
    return json.loads(hub.run(STATES).rpartition("STATES")[2])


def wait_for(url, seconds=30):
    """Return when the address answers; raise after the given seconds."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            with urlopen(url, timeout=5):
                return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    raise TimeoutError(url)
