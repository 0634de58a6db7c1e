"""Each step of a start is done when its input has changed, and only then."""

import socket

import pytest
from django.contrib.staticfiles.finders import get_finder
from django.core.management import CommandError
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from hub.config import preparation


class Commands:
    """Notes which management commands a step calls, in place of the half minute that they take."""

    def __init__(self) -> None:
        self.called: list[str] = []

    def __call__(self, name: str, **options: object) -> None:
        self.called.append(name)


@pytest.fixture
def commands(monkeypatch, settings, tmp_path) -> Commands:
    settings.VAR_DIR = tmp_path
    settings.STATIC_ROOT = tmp_path / "static"
    noted = Commands()
    monkeypatch.setattr(preparation, "call_command", noted)
    return noted


def quiet(message: str) -> None:
    """Nobody reads along."""


def test_a_free_port_is_fine_and_one_in_use_is_named():
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(CommandError, match=f"Port {port} is in use.*PORT=8001 make run"):
            preparation.require_free_port(port)
    preparation.require_free_port(port)


def test_static_files_are_collected_once_and_again_when_one_changes(commands, settings, tmp_path):
    folder = tmp_path / "source"
    folder.mkdir()
    (folder / "a.css").write_text("a{}")
    settings.STATICFILES_DIRS = [("extra", folder)]
    settings.CHOSEN_STATIC_FILES = ["extra/a.css"]
    get_finder.cache_clear()

    assert preparation.collect_static_files(quiet) is True
    settings.STATIC_ROOT.mkdir()
    (settings.STATIC_ROOT / "staticfiles.json").touch()
    assert preparation.collect_static_files(quiet) is False
    (folder / "a.css").write_text("a{color:red}")
    assert preparation.collect_static_files(quiet) is True
    (settings.STATIC_ROOT / "staticfiles.json").unlink()
    assert preparation.collect_static_files(quiet) is True
    assert commands.called == ["collectstatic"] * 3
    get_finder.cache_clear()


@pytest.mark.django_db
def test_tables_are_made_when_a_migration_is_missing(commands):
    assert preparation.migrate(quiet) is False
    MigrationRecorder(connection).record_unapplied(*min(preparation.migration_files()))
    assert preparation.migrate(quiet) is True
    assert commands.called == ["migrate"]


@pytest.mark.django_db
def test_content_is_loaded_once_and_again_into_new_tables(commands):
    assert preparation.load_content(quiet, again=False) is True
    assert preparation.load_content(quiet, again=False) is False
    assert preparation.load_content(quiet, again=True) is True
    assert commands.called == ["seed", "seed"]


@pytest.mark.django_db
def test_content_is_loaded_into_each_database(commands, monkeypatch):
    preparation.load_content(quiet, again=False)
    monkeypatch.setitem(connection.settings_dict, "NAME", "another")
    assert preparation.load_content(quiet, again=False) is True


def test_the_content_is_every_fact_and_what_makes_pages_of_them():
    names = {name for name, _ in preparation.content_inputs()}
    assert {"hub/seed.py", "hub/seed_data/places.json", "hub/seeding/loader.py", "stories/seed.py"} <= names


def test_a_fingerprint_knows_names_and_contents_but_no_order():
    one = preparation.fingerprint([("a", b"1"), ("b", b"2")])
    assert one == preparation.fingerprint([("b", b"2"), ("a", b"1")])
    assert one != preparation.fingerprint([("a", b"2"), ("b", b"1")])
    assert one != preparation.fingerprint([("a", b"1")])


@pytest.mark.django_db
def test_the_password_of_the_first_editor_is_shown_once():
    told: list[str] = []
    preparation.welcome_editor(told.append)
    preparation.welcome_editor(told.append)
    assert len(told) == 1
    assert "password: " in told[0]


def test_npm_gives_readers_two_files():
    names = {name for name, _ in preparation.static_inputs() if name.startswith(("designsystemet/", "inter/"))}
    assert names == {"designsystemet/index.css", "inter/inter-latin-wght-normal.woff2"}
