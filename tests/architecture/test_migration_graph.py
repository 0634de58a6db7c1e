"""Migrations depend on each other as the rooms do, and the user model stands first and alone."""

import pytest
from django.db.migrations.loader import MigrationLoader

from tests.architecture.test_imports import MAY_IMPORT, ROOMS, forbidden


@pytest.fixture(scope="module")
def graph():
    return MigrationLoader(None).disk_migrations


@pytest.mark.parametrize("room", ROOMS)
def test_migrations_depend_only_on_lower_rooms(graph, room):
    found = [
        (key, dependency)
        for key, migration in graph.items()
        if key[0] == room
        for dependency in migration.dependencies
        if dependency[0] in forbidden(room)
    ]
    assert found == []
    assert any(key[0] == room for key in graph), f"{room} has no migration"


def test_the_user_model_is_alone_in_the_first_migration(graph):
    first = graph["hub", "0001_user"]
    assert [operation.name for operation in first.operations] == ["User"]
    assert {app for app, _ in first.dependencies} <= {"auth", "contenttypes"}


def test_every_room_of_the_map_is_tested():
    assert set(MAY_IMPORT) == set(ROOMS)
