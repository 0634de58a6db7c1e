"""The locks pin everything by hash and hold no address, so that they install from any mirror."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PYTHON_LOCKS = ("requirements.txt", "requirements-pdf.txt", "requirements-dev.txt", "bootstrap.txt")


@pytest.mark.parametrize("name", [*PYTHON_LOCKS, "package-lock.json"])
def test_no_lock_holds_an_address(name):
    assert re.findall(r"https?://\S+|--(?:extra-)?index-url.*|--find-links.*", (ROOT / name).read_text()) == []


@pytest.mark.parametrize("name", PYTHON_LOCKS)
def test_every_python_requirement_is_pinned_and_hashed(name):
    logical_lines = (ROOT / name).read_text().replace("\\\n", " ").splitlines()
    loose = [
        line
        for line in logical_lines
        if line.strip() and not re.match(r"^[a-z0-9._\[\],-]+==\S+( ;.*?)?(\s+--hash=sha256:[0-9a-f]{64})+\s*$", line)
    ]
    assert loose == []


@pytest.mark.parametrize("name", PYTHON_LOCKS)
def test_every_wish_is_in_its_lock(name):
    locked = set(re.findall(r"^([a-z0-9.-]+)==", (ROOT / name).read_text(), flags=re.MULTILINE))
    wishes = (ROOT / name).with_suffix(".in").read_text()
    wished = {found.lower() for found in re.findall(r"^([A-Za-z0-9._-]+)", wishes, flags=re.MULTILINE)} - {"-c"}
    assert wished - locked == set()


def test_shared_python_requirements_have_one_version():
    pins: dict[str, str] = {}
    for name in PYTHON_LOCKS:
        for package, version in re.findall(r"^([a-z0-9.-]+)==(\S+)", (ROOT / name).read_text(), flags=re.MULTILINE):
            assert pins.setdefault(package, version) == version, package


def test_every_npm_package_has_its_hash_and_no_place_of_download():
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    assert [name for name, entry in packages.items() if name and "integrity" not in entry] == []
    assert [name for name, entry in packages.items() if "resolved" in entry] == []
