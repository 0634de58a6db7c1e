from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission

from hub.jobs.models import Job
from search import progress
from search.models import RebuildRun, SearchDocument
from tests.builders.hub import make_home, make_standard_page
from tests.builders.indexed import settle

pytestmark = pytest.mark.django_db
REPORT = "/admin/reports/search-index/"
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def log_in(client, *codenames):
    user = get_user_model().objects.create_user(email="drift@example.org", password="x")
    user.user_permissions.set(Permission.objects.filter(codename__in=["access_admin", *codenames]))
    client.force_login(user)


def make_run(**fields):
    run = RebuildRun.objects.create(**{"engine": "database", "total": 300, "done": 100, **fields})
    RebuildRun.objects.filter(pk=run.pk).update(started_at=NOW - timedelta(seconds=10))
    return RebuildRun.objects.get(pk=run.pk)


def test_rate_and_time_left_of_a_run():
    run = make_run()
    assert progress.rate(run, NOW) == 10
    assert progress.seconds_left(run, NOW) == 20
    assert progress.seconds_left(make_run(done=0), NOW) is None
    assert progress.seconds_left(make_run(finished_at=NOW), NOW) is None


def test_the_report_shows_how_far_a_rebuild_has_come_and_looks_again(client):
    make_home()
    log_in(client, "view_rebuildrun")
    idle = client.get(REPORT).content.decode()
    assert "hx-get" not in idle
    make_run(message="Vaffel")
    page = client.get(REPORT).content.decode()
    assert '<progress max="300" value="100"' in page
    assert "Vaffel" in page
    assert f'hx-get="{REPORT}results/"' in page
    part = client.get(f"{REPORT}results/").content.decode()
    assert "<progress" in part
    assert "<html" not in part


def test_older_rules_are_named(client):
    page = make_standard_page(title="Side")
    SearchDocument.objects.filter(page=page.pk).update(analysis="0")
    log_in(client, "view_rebuildrun")
    response = client.get(REPORT)
    assert response.context["outdated"] == 1


def test_who_may_begins_a_rebuild_as_a_job(client):
    make_standard_page(title="Side")
    SearchDocument.objects.all().delete()
    log_in(client, "view_rebuildrun", "add_rebuildrun")
    assert f'action="{REPORT}begin/"' in client.get(REPORT).content.decode()
    assert client.post(f"{REPORT}begin/", follow=True).status_code == 200
    assert client.post(f"{REPORT}begin/").status_code == 302
    assert Job.objects.filter(kind="index.rebuild").count() == 1
    settle()
    assert SearchDocument.objects.filter(title="Side").exists()
    assert RebuildRun.objects.get().finished_at


@pytest.mark.parametrize("codenames", [(), ("view_rebuildrun",)])
def test_nobody_else_begins_one(client, codenames):
    make_home()
    log_in(client, *codenames)
    assert f'action="{REPORT}begin/"' not in client.get(REPORT, follow=True).content.decode()
    client.post(f"{REPORT}begin/")
    assert not Job.objects.filter(kind="index.rebuild").exists()
    assert client.get(f"{REPORT}begin/").status_code == 405
