"""Migrations run forward over data that is there already."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

ROOMS = ("stories", "research")


def migrate(targets):
    """Bring the database to the targets and return the models of that moment."""
    executor = MigrationExecutor(connection)
    executor.migrate(targets)
    reached = [target for target in targets if target[1]]
    return MigrationExecutor(connection).loader.project_state(reached).apps


@pytest.fixture
def restored(transactional_db):
    """Whatever a test leaves, the next one finds the newest tables."""
    yield
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


@pytest.mark.usefixtures("restored")
def test_an_account_from_the_first_migration_survives_all_later_ones():
    executor = MigrationExecutor(connection)
    newest = executor.loader.graph.leaf_nodes()
    apps = migrate([*[(room, None) for room in ROOMS], ("hub", "0001_user")])
    apps.get_model("hub", "User").objects.create(email="redaktor@example.no", first_name="Kari", password="x")

    apps = migrate(newest)

    user = apps.get_model("hub", "User").objects.get(email="redaktor@example.no")
    assert (user.first_name, user.organisation_id) == ("Kari", None)
    assert apps.get_model("hub", "BasePage").objects.count() == 0
