from datetime import timedelta

import pytest
from django.utils import timezone

from hub.jobs import housekeeping
from hub.jobs.models import Job, JobState, WorkerSeen


def make_job(*, state, days):
    return Job.objects.create(
        kind="test.old", fingerprint="", state=state, finished_at=timezone.now() - timedelta(days=days)
    )


@pytest.mark.django_db
def test_finished_rows_go_after_a_week_and_failed_ones_stay_for_a_person_to_see():
    kept = [
        make_job(state=JobState.DONE, days=6),
        make_job(state=JobState.DEAD, days=8),
        Job.objects.create(kind="test.old", fingerprint=""),
    ]
    make_job(state=JobState.DONE, days=8)
    make_job(state=JobState.DEAD, days=91)
    WorkerSeen.objects.create(name="gone", seen_at=timezone.now() - timedelta(days=2))
    assert housekeeping.purge(timezone.now()) == 2
    assert list(Job.objects.order_by("pk")) == kept
    assert not WorkerSeen.objects.exists()
