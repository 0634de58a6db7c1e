"""A module has one subject: past 300 lines, or a function past 40, it has two."""

import ast
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MODULE_LINES = 300
FUNCTION_LINES = 40
HOOK_LINES = 60
EMPTY_NAMES = {"utils", "helpers", "common", "misc"}
SOURCES = [
    path
    for room in ("hub", "research", "stories", "events", "dialogue", "search")
    for path in (ROOT / room).rglob("*.py")
    if "migrations" not in path.parts
]


def relative(path):
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", [*SOURCES, *(ROOT / "tests").rglob("*.py")], ids=relative)
def test_a_module_is_short_and_well_named(path):
    assert len(path.read_text().splitlines()) <= MODULE_LINES
    assert path.stem not in EMPTY_NAMES


@pytest.mark.parametrize("path", SOURCES, ids=relative)
def test_functions_are_short(path):
    functions = (
        n for n in ast.walk(ast.parse(path.read_text())) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    long = [
        f"{f.name}: {f.end_lineno - f.lineno + 1}" for f in functions if f.end_lineno - f.lineno + 1 > FUNCTION_LINES
    ]
    assert long == []


@pytest.mark.parametrize("path", [path for path in SOURCES if path.name == "wagtail_hooks.py"], ids=relative)
def test_hooks_only_register(path):
    assert len(path.read_text().splitlines()) <= HOOK_LINES


@pytest.mark.parametrize("room", ["hub", "research", "stories", "events", "dialogue", "search"])
def test_each_room_explains_itself_briefly(room):
    lines = (ROOT / room / "README.md").read_text().splitlines()
    assert 5 < len(lines) < 60


def test_nothing_else_stands_at_the_top():

    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split(
        "\n"
    )
    tops = {line.split("/")[0] for line in tracked if line}
    rooms = "hub stories research events dialogue search templates tests"
    demanded = (
        "manage.py pyproject.toml README.md Makefile requirements.in requirements.txt requirements-pdf.in "
        "requirements-pdf.txt requirements-dev.in requirements-dev.txt bootstrap.in bootstrap.txt package.json "
        "package-lock.json .npmrc .ci .gitignore "
        "designsystemet.config.json"
    )
    allowed = set(f"{rooms} {demanded}".split())
    assert tops <= allowed
