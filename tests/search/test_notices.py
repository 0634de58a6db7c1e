"""The editors' desk says when Elasticsearch does not do its part, to those who may see jobs."""

import pytest
from django.contrib.auth.models import Permission
from django.test import override_settings

from hub.jobs.queue import enqueue
from search import targets
from search.engines import breaker
from search.engines.base import EngineUnavailable
from tests.builders.accounts import make_administrator, make_user
from tests.builders.admin import editor_client
from tests.builders.broken_servers import closed_port

pytestmark = pytest.mark.django_db


def desk(user) -> str:
    """The first page of the desk."""
    return editor_client(user=user).get("/admin/").content.decode()


def test_nothing_is_said_while_all_is_well():
    assert "Elasticsearch" not in desk(make_administrator())


def test_the_desk_tells_what_is_wrong():
    admin = make_administrator()
    breaker.failed(EngineUnavailable("x"))
    assert "Elasticsearch does not answer (since" in desk(admin)
    breaker.recovered()
    with override_settings(SEARCH_ENGINE="elastic", ELASTICSEARCH_URL=closed_port()):
        assert "no index that is up to date" in desk(admin)
    job = enqueue(targets.push, 1)
    type(job).objects.update(attempts=targets.FAILS_FOR_LONG)
    assert "1 change waits" in desk(admin)


def test_who_may_not_see_jobs_is_left_in_peace():
    breaker.failed(EngineUnavailable("x"))
    user = make_user()
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    assert "Elasticsearch" not in desk(user)
