"""An unreachable database is a calm 503; any other error stays what it is."""

import socket

import pytest
from django.conf import settings
from django.db import OperationalError, connections
from django.test import Client, RequestFactory

from hub import unavailable
from tests.builders.html import faults, soup


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def stopped_server(monkeypatch):
    """A PostgreSQL server that nobody answers for, in place of the database."""
    away = {
        **connections["default"].settings_dict,
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "hub",
        "USER": "hub",
        "PASSWORD": "hub",
        "HOST": "127.0.0.1",
        "PORT": free_port(),
        "OPTIONS": {"connect_timeout": 2},
        "CONN_MAX_AGE": 0,
    }
    kept = connections["default"]
    connections["default"] = type(connections)({"default": away})["default"]
    yield away
    connections["default"].close()
    connections["default"] = kept


@pytest.fixture
def missing_file(tmp_path):
    """An SQLite file in a folder that is not there."""
    kept = connections["default"]
    away = {**kept.settings_dict, "ENGINE": "django.db.backends.sqlite3", "NAME": tmp_path / "away" / "hub.sqlite3"}
    away["OPTIONS"] = {}
    connections["default"] = type(connections)({"default": away})["default"]
    yield
    connections["default"].close()
    connections["default"] = kept


def ask(path, **headers):
    return Client(raise_request_exception=False).get(path, headers=headers)


@pytest.mark.parametrize("path", ["/", "/en/experiences/", "/erfaringer/?fase=drift", "/sitemap.xml"])
def test_a_stopped_server_is_a_calm_503(stopped_server, path, django_db_blocker):
    with django_db_blocker.unblock():
        response = ask(path)
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "30"
    assert response.headers["Cache-Control"] == "no-store"
    language = "en" if path.startswith("/en/") else "nb"
    assert not list(faults(soup(response), language))


def test_a_missing_file_is_a_calm_503(missing_file, django_db_blocker):
    with django_db_blocker.unblock():
        assert ask("/").status_code == 503


def test_an_editor_whose_session_cannot_be_read_gets_it_too(stopped_server, django_db_blocker):
    browser = Client(raise_request_exception=False)
    browser.cookies[settings.SESSION_COOKIE_NAME] = "x" * 32
    with django_db_blocker.unblock():
        assert browser.get("/admin/").status_code == 503


def test_a_middleware_that_loses_the_database_gets_it_too():
    request = RequestFactory().get("/")
    try:
        raise OperationalError("server closed the connection unexpectedly")
    except OperationalError:
        assert unavailable.server_error(request).status_code == 503


def test_a_fault_of_our_own_is_a_500():
    request = RequestFactory().get("/")
    try:
        raise OperationalError("no such table: hub_page")
    except OperationalError:
        response = unavailable.server_error(request)
    assert response.status_code == 500
    assert not list(faults(soup(response), "nb"))
    middleware = unavailable.DatabaseUnavailableMiddleware(lambda request: None)
    assert middleware.process_exception(request, ValueError("x")) is None
