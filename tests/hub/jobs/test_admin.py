import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.utils import timezone

from hub.jobs import schedule, worker
from hub.jobs.kinds import GiveUp, job
from hub.jobs.models import Job, JobState
from hub.jobs.queue import enqueue

pytestmark = pytest.mark.django_db
REPORT = "/admin/reports/jobs/"


@job("test.report")
def hopeless(pk):
    """Gives up."""
    raise GiveUp("The cable was cut.")


def log_in(client, *codenames):
    user = get_user_model().objects.create_user(email=f"{'-'.join(codenames)}@hub.no", password="x")
    user.user_permissions.set(Permission.objects.filter(codename__in=["access_admin", *codenames]))
    client.force_login(user)


@pytest.fixture
def failed():
    Job.objects.all().delete()
    found = enqueue(hopeless, 4711)
    worker.drain()
    return found


def test_the_report_shows_what_failed_and_gives_it_a_fresh_start(client, failed):
    log_in(client, "view_job", "change_job")
    schedule.run_due(timezone.now())
    worker.say_alive("host:17", timezone.now())
    page = client.get(REPORT).content.decode()
    for text in ("test.report", "4711", "The cable was cut.", "host:17", "publishing.sweep"):
        assert text in page
    response = client.post(f"{REPORT}{failed.pk}/retry/", follow=True)
    assert response.status_code == 200
    failed.refresh_from_db()
    assert (failed.state, failed.attempts) == (JobState.WAITING, 0)


def test_all_failed_jobs_are_retried_at_once_and_others_left_alone(client, failed):
    log_in(client, "view_job", "change_job")
    done = Job.objects.create(kind="test.report", fingerprint="", state=JobState.DONE, due_at=None)
    client.post(f"{REPORT}retry/")
    failed.refresh_from_db()
    done.refresh_from_db()
    assert (failed.state, done.state) == (JobState.WAITING, JobState.DONE)


def test_the_list_can_be_narrowed_to_a_state(client, failed):
    log_in(client, "view_job")
    enqueue(hopeless, 4712)
    page = client.get(REPORT, {"state": "dead"}).content.decode()
    assert "4711" in page
    assert "4712" not in page


def test_who_may_only_look_finds_no_button(client, failed):
    log_in(client, "view_job")
    assert "retry/" not in client.get(REPORT).content.decode()
    client.post(f"{REPORT}{failed.pk}/retry/")
    failed.refresh_from_db()
    assert failed.state == JobState.DEAD


def test_others_see_neither_report_nor_menu_entry(client, failed):
    log_in(client)
    assert client.get(REPORT).status_code == 302
    assert REPORT not in client.get("/admin/").content.decode()


def test_a_retry_is_never_a_link(client, failed):
    log_in(client, "view_job", "change_job")
    assert client.get(f"{REPORT}{failed.pk}/retry/").status_code == 405
