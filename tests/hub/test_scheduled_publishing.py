from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.models import PageLogEntry
from wagtail.signals import page_published, page_unpublished

from hub import scheduled_publishing
from hub.jobs.models import Job, JobState
from hub.jobs.worker import drain
from tests.builders.hub import make_standard_page
from tests.builders.jobs import run_jobs

pytestmark = pytest.mark.django_db
PAST = timedelta(minutes=1)


def schedule(page, *, go_live=True, **changes):
    """Sets a page's time an hour ahead, as an editor does, then lets that hour pass."""
    for name, value in {"change_note": "Endret", **changes}.items():
        setattr(page, name, value)
    page.go_live_at = timezone.now() + timedelta(hours=1)
    revision = page.save_revision()
    revision.publish()
    past = timezone.now() - PAST
    content = {**revision.content, "go_live_at": past.isoformat()}
    type(revision).objects.filter(pk=revision.pk).update(approved_go_live_at=past, content=content)
    return revision


def sweep():
    Job.objects.all().delete()
    count = scheduled_publishing.sweep(timezone.now())
    drain()
    return count


def test_a_page_goes_live_at_its_time_with_wagtails_signal_and_log():
    seen = []

    def listen(sender, instance, **kwargs):
        seen.append(instance.pk)

    page_published.connect(listen)
    page = make_standard_page(live=False, title="Kommer")
    schedule(page)
    seen.clear()
    assert sweep() == 1
    page_published.disconnect(listen)
    page.refresh_from_db()
    assert page.live
    assert seen == [page.pk]
    assert PageLogEntry.objects.filter(page=page.pk, action="wagtail.publish.scheduled").count() == 1
    assert sweep() == 0


def test_a_page_is_expired_at_its_time():
    seen = []

    def listen(sender, instance, **kwargs):
        seen.append((sender, instance.pk))

    page = make_standard_page(expire_at=timezone.now() - PAST)
    page_unpublished.connect(listen)
    assert sweep() == 1
    page_unpublished.disconnect(listen)
    page.refresh_from_db()
    assert (page.live, page.expired) == (False, True)
    assert seen == [(type(page), page.pk)]
    assert sweep() == 0


def test_what_is_not_due_is_left_alone():
    page = make_standard_page(expire_at=timezone.now() + PAST)
    page.go_live_at = timezone.now() + timedelta(hours=1)
    page.change_note = "Endret"
    page.save_revision().publish()
    assert sweep() == 0


def test_a_schedule_that_was_cancelled_meanwhile_does_nothing():
    page = make_standard_page(live=False)
    revision = schedule(page)
    Job.objects.all().delete()
    scheduled_publishing.sweep(timezone.now())
    type(revision).objects.update(approved_go_live_at=None)
    run_jobs()
    page.refresh_from_db()
    assert not page.live


def test_one_page_that_fails_stops_no_other():
    """Wagtail's own command stops at the first."""
    pages = [make_standard_page(live=False, title=f"Side {number}") for number in range(4)]
    revisions = [schedule(page) for page in pages]
    broken, unpublishable = revisions[0], revisions[1]
    type(broken).objects.filter(pk=broken.pk).update(content={**broken.content, "slug": None})
    past = (timezone.now() - PAST).isoformat()
    changed = {**unpublishable.content, "summary": "", "go_live_at": past}
    type(broken).objects.filter(pk=unpublishable.pk).update(content=changed)
    assert sweep() == 4
    assert [type(page).objects.get(pk=page.pk).live for page in pages] == [False, False, True, True]
    failed = {job.args[0]: job for job in Job.objects.filter(kind="publishing.publish").exclude(error="")}
    assert set(failed) == {broken.pk, unpublishable.pk}
    assert failed[unpublishable.pk].state == JobState.DEAD  # only an editor can mend it
    assert failed[broken.pk].state == JobState.WAITING  # an accident: it is tried again


def test_what_stands_in_the_way_is_told_with_its_field():
    assert scheduled_publishing.told(ValidationError({"title": ["Missing."], "slug": ["Taken."]})) == (
        "title: Missing.; slug: Taken."
    )
    assert scheduled_publishing.told(ValidationError(["One.", "Two."])) == "One.; Two."


def test_a_page_that_was_given_up_is_tried_again_the_next_day():
    make_standard_page(expire_at=timezone.now() - PAST)
    scheduled_publishing.sweep(timezone.now())
    expiry = Job.objects.filter(kind="publishing.expire")
    expiry.update(state=JobState.DEAD, due_at=None, finished_at=timezone.now())
    assert scheduled_publishing.sweep(timezone.now()) == 0
    assert scheduled_publishing.sweep(timezone.now() + timedelta(days=1, minutes=1)) == 1


def test_snippets_with_drafts_are_covered():
    models = scheduled_publishing.draft_models()
    assert models[0]._meta.label == "wagtailcore.Page"
    assert len(models) == len(set(models))
