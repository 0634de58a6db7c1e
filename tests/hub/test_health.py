from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.test import Client
from django.utils import timezone

from hub import health
from hub.health import Health
from hub.jobs.models import Job, WorkerSeen


@pytest.mark.django_db
def test_all_is_well_with_a_living_worker_and_no_backlog(client: Client):
    now = timezone.now()
    Job.objects.all().delete()
    WorkerSeen.objects.create(name="w", seen_at=now)
    Job.objects.create(kind="test.x", fingerprint="", due_at=now + timedelta(hours=1))
    response = client.get("/health/")
    assert response.status_code == 200
    answer = response.json()
    assert answer["worker_last_seen_seconds"] < 5
    assert {**answer, "worker_last_seen_seconds": 0} == {
        "database": "ok",
        "oldest_waiting_job_seconds": None,
        "worker_last_seen_seconds": 0,
        "failed_jobs": 0,
        "problems": [],
    }
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies


@pytest.mark.django_db
def test_no_worker_and_a_backlog_are_named(client: Client):
    Job.objects.create(kind="test.x", fingerprint="", due_at=timezone.now() - timedelta(hours=1))
    response = client.get("/health/")
    assert response.status_code == 503
    assert response.json()["problems"] == ["no worker", "jobs wait too long"]


def test_a_database_that_is_away_is_503(client: Client, monkeypatch):
    def away(now):
        raise DatabaseError

    monkeypatch.setattr(health, "examine", away)
    response = client.get("/health/")
    assert response.status_code == 503
    assert response.json()["database"] == "unreachable"


@pytest.mark.django_db
def test_another_room_says_what_is_wrong_with_its_part(client: Client, monkeypatch):
    monkeypatch.setattr(health, "_examiners", {})
    WorkerSeen.objects.create(name="w", seen_at=timezone.now())
    health.register("kettle", lambda: "no water")
    health.register("lamp", lambda: "")
    response = client.get("/health/")
    assert response.status_code == 503
    assert response.json()["problems"] == ["no water"]


@pytest.mark.parametrize(
    ("found", "problems"),
    [
        (Health(oldest_waiting=None, worker_last_seen=60, failed_jobs=9), []),
        (Health(oldest_waiting=300, worker_last_seen=61, failed_jobs=0), ["no worker"]),
        (Health(oldest_waiting=301, worker_last_seen=1, failed_jobs=0), ["jobs wait too long"]),
    ],
)
def test_where_the_limits_are(found, problems):
    assert found.problems() == problems


def test_health_is_only_read(client: Client):
    assert client.post("/health/").status_code == 405
