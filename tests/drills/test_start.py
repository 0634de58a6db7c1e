"""One command serves the hub, quickly the second time, and leaves nothing behind however it ends."""

from __future__ import annotations

import gzip
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

from tests.builders.mail_server import free_port
from tests.drills.installation import wait_until
from tests.drills.served_hub import ROOT, ServedHub

pytestmark = pytest.mark.drill


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedHub]:
    """A hub from nothing; each drill finds it running and may end it."""
    served = ServedHub(var_dir=tmp_path_factory.mktemp("served"))
    yield served
    served.stop()


@pytest.fixture
def running(hub: ServedHub) -> ServedHub:
    if hub.process is None or hub.process.poll() is not None:
        hub.start()
    return hub


def one_process(hub: ServedHub, words: str) -> int:
    """The process whose command holds the words, the first started when there are several."""
    return min(pid for pid, command in hub.processes().items() if words in command)


def test_from_nothing_to_the_front_page_with_a_password_shown_once(
    hub: ServedHub, figures: Callable[[str], None]
) -> None:
    hub.start()
    figures(f"start from an empty database to the first 200: {hub.seconds:.1f} s")
    email, password = hub.editor()
    assert email
    assert len(password) >= 16
    assert f"The hub is ready at {hub.address}/" in hub.told()
    hub.stop()
    hub.start()
    assert password not in hub.told()
    assert "Editor:" not in hub.told()


def test_a_second_start_does_nothing_again(running: ServedHub, figures: Callable[[str], None]) -> None:
    seconds = []
    for _ in range(3):
        running.stop()
        running.start()
        seconds.append(running.seconds)
        assert not {"Collecting", "Making", "Loading"} & set(running.told().split())
    figures(f"second start to the first 200: {', '.join(f'{one:.1f}' for one in sorted(seconds))} s")


def test_styles_are_named_by_their_content_and_compressed(running: ServedHub) -> None:
    with urlopen(running.address) as answer:
        styles = re.findall(r'href="(/static/[^"]+\.css)"', answer.read().decode())
    assert len(styles) == 3
    for style in styles:
        assert re.search(r"\.[0-9a-f]{12}\.css$", style)
        with urlopen(Request(running.address + style, headers={"Accept-Encoding": "br"})) as answer:
            assert answer.headers["Content-Encoding"] == "br"
            assert "immutable" in answer.headers["Cache-Control"]
        with urlopen(Request(running.address + style, headers={"Accept-Encoding": "gzip"})) as answer:
            assert gzip.decompress(answer.read())


@pytest.mark.parametrize(("words", "name"), [("-m granian", "The web server"), ("manage.py work", "The worker")])
def test_what_dies_is_named_and_comes_back(running: ServedHub, words: str, name: str) -> None:
    victim = one_process(running, words)
    os.kill(victim, signal.SIGKILL)
    wait_until(lambda: f"{name} has ended (killed by SIGKILL)" in running.told(), 10, f"{name} is missed")
    wait_until(lambda: any(words in command for command in running.processes().values()), 40, f"{name} is back")
    wait_until(lambda: running.status("/") == 200, 20, "the hub answers")
    assert victim not in running.processes()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_however_it_ends_nothing_is_left(running: ServedHub, number: int) -> None:
    assert running.process is not None
    assert len(running.processes()) >= 4
    running.process.send_signal(number)
    running.process.wait(timeout=20)
    wait_until(lambda: not running.processes(), 20, "every process has ended")
    assert running.status("/") == 0


def test_a_port_in_use_is_said_plainly(hub: ServedHub, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        told = start_in_vain(VAR_DIR=str(tmp_path), PORT=str(port))
    assert (
        told == f"CommandError: Port {port} is in use: end what uses it, or choose another, as in PORT=8001 make run.\n"
    )


def test_a_database_that_does_not_answer_is_said_plainly(tmp_path: Path) -> None:
    port = str(free_port())
    told = start_in_vain(VAR_DIR=str(tmp_path), PORT=port, DATABASE_URL="postgres://hub:secret@127.0.0.1:1/hub")
    assert "The database does not answer" in told
    assert "secret" not in told


def start_in_vain(**variables: str) -> str:
    """What `manage.py start` says when it cannot."""
    ended = subprocess.run(
        [sys.executable, "manage.py", "start"],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "hub.config.settings.dev", **variables},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 1
    assert "Traceback" not in ended.stderr
    return ended.stderr
