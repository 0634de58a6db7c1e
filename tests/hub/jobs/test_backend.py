import pytest
from django.core.exceptions import ImproperlyConfigured
from django_tasks import task
from django_tasks.exceptions import InvalidTaskError
from wagtail.models import Page

from hub.jobs import kinds
from hub.jobs.models import Job
from tests.builders.jobs import run_jobs


def with_context(context):
    """Wants its own result."""


@pytest.mark.django_db
def test_wagtails_own_tasks_are_jobs_and_equal_ones_merge():
    page = Page.objects.get(depth=2)
    Job.objects.all().delete()
    page.save()
    page.save()
    found = dict(Job.objects.values_list("kind", "outside"))
    assert found == {
        "task:wagtail.tasks.update_reference_index_task": False,
        "task:modelsearch.tasks.insert_or_update_object_task": False,
    }
    assert Job.objects.count() == 2
    assert run_jobs() == 2


@pytest.mark.django_db
def test_a_task_with_files_or_the_net_acts_outside():
    found = kinds.resolve("task:wagtail.tasks.delete_file_from_storage_task")
    assert found.outside


@pytest.mark.parametrize("name", ["task:os.system", "task:no.such.module", "os.system", "task:hub.jobs.kinds.resolve"])
def test_a_name_leads_to_declared_jobs_only(name):
    with pytest.raises(kinds.UnknownKind):
        kinds.resolve(name)


def test_a_task_that_wants_its_result_is_refused():
    with pytest.raises(InvalidTaskError):
        task(takes_context=True)(with_context)


def test_two_functions_cannot_share_a_name():
    kinds.job("test.shared")(with_context)
    with pytest.raises(ImproperlyConfigured, match=r"test\.shared"):
        kinds.job("test.shared")(run_jobs)


def test_kinds_of_the_outside_share_a_lane_by_their_first_word():
    found = kinds.lanes()
    assert found[0] == kinds.DATABASE_LANE
    assert {"mail.", "task:"} <= set(found)
    assert "publishing." not in found
