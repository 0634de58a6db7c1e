"""The map of the house is law: who may import whom, function-level imports and migrations included."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MAY_IMPORT = {
    "hub": set(),
    "research": {"hub"},
    "stories": {"hub", "research"},
    "events": {"hub"},
    "dialogue": {"hub", "stories"},
    "search": {"hub"},
}
ROOMS = sorted(MAY_IMPORT)
# The few page choosers and relations that name a type by a string, each with its reason.
NAMED_BY_STRING: dict[str, str] = {}


def modules(room):
    """The room's own Python files, the composition root left out."""
    return [path for path in (ROOT / room).rglob("*.py") if "hub/config/" not in path.as_posix()]


def imported(tree):
    """All modules that a syntax tree imports, wherever the statement stands."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module


def strings(tree):
    """All string constants of a syntax tree."""
    return [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]


def forbidden(room):
    """The rooms that a room may not know of."""
    return set(ROOMS) - MAY_IMPORT[room] - {room}


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_what_lies_below_it(room):
    found = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in modules(room)
        for name in imported(ast.parse(path.read_text()))
        if name.split(".")[0] in forbidden(room) or name.startswith("hub.config") or name == "hub.config"
    ]
    assert found == []


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_names_no_higher_rooms_type_not_even_as_a_string(room):
    higher = forbidden(room)
    found = [
        f"{path.relative_to(ROOT)} names {text}"
        for path in modules(room)
        for text in strings(ast.parse(path.read_text()))
        if text.split(".")[0] in higher and text.count(".") >= 1 and " " not in text and text not in NAMED_BY_STRING
    ]
    assert found == []


@pytest.mark.parametrize("room", ROOMS)
def test_templates_of_a_room_are_named_by_no_lower_room(room):
    higher = forbidden(room)
    found = [
        f"{path.relative_to(ROOT)} names {text}"
        for path in modules(room)
        for text in strings(ast.parse(path.read_text()))
        if any(text.startswith(f"{name}/") for name in higher) and text.endswith(".html")
    ]
    assert found == []


def test_the_rooms_are_all_the_python_packages_at_the_top():
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert packages - {"tests"} == set(ROOMS)


def test_the_import_test_would_see_a_forbidden_import():
    tree = ast.parse("def late():\n    from stories.models import StoryPage\n    return StoryPage\n")
    assert "stories.models" in set(imported(tree))
