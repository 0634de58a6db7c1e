"""The gate: nothing goes out incomplete on any way, and every publication leaves its version."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Page, Revision, Workflow, WorkflowPage, WorkflowTask

from hub.completeness import is_empty, problems
from hub.jobs.models import Job, JobState
from hub.jobs.worker import drain
from hub.mail.models import OutgoingMail
from hub.models import PageSource, PublishedVersion, StandardPage, ThemeIndexPage, ThemePage
from hub.publishing import PublishBlocked
from hub.scheduled_publishing import sweep
from tests.builders.accounts import make_administrator, make_editor
from tests.builders.admin import editor_client, form_data, said
from tests.builders.hub import make_home, make_image, make_page, make_standard_page, publish
from tests.builders.jobs import run_jobs

pytestmark = pytest.mark.django_db


def draft(**fields):
    return make_standard_page(live=False, **fields)


def fields_of(page):
    return {problem.field for problem in problems(page)}


# What is missing ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("value", ["", "  ", "<p></p>", '<p data-block-key="a"> </p>', None, [], ()])
def test_nothing_filled_in_is_empty(value):
    assert is_empty(value)


@pytest.mark.parametrize("value", ["Tekst", "<p>Tekst</p>", 0, False, ["én"]])
def test_what_is_filled_in_is_not_empty(value):
    assert not is_empty(value)


def test_everything_that_is_missing_is_named_at_once():
    page = make_page(ThemePage, parent=make_page(ThemeIndexPage), live=False, summary="")
    assert fields_of(page) == {"summary", "service_form"}


def test_a_picture_in_lists_needs_its_text_alternative():
    assert fields_of(draft(listing_image=make_image())) == {"listing_image_alt"}
    assert not problems(draft(listing_image=make_image(), listing_image_alt="En stue"))


def test_a_reference_to_a_footnote_that_is_not_there_is_named():
    page = draft(body=[("text", "<p>Påstand[^1] og en til.[^2]</p>")], footnotes=["<p>Kilde.</p>"])
    assert "[^2]" in problems(page)[0].message


def test_a_row_without_what_it_requires_is_named():
    page = draft()
    page.sources = [PageSource(title="Rapport"), PageSource(title="", publisher="FHI")]
    (problem,) = problems(page)
    assert problem.field == "sources"
    assert "2" in problem.message


def test_an_unfinished_block_is_named():
    page = draft(body=[("quote", {"text": "Det virker.", "source": ""}), ("text", "<p>Tekst.</p>")])
    (problem,) = problems(page)
    assert problem.field == "body"
    assert "1" in problem.message


def test_a_change_is_explained_from_the_second_version_on():
    page = publish(draft(), change_note="")
    assert fields_of(page) == {"change_note"}


# The gate and the versions --------------------------------------------------------------------------------------------
def test_an_incomplete_page_is_not_published_and_nothing_is_changed():
    page = draft(summary="")
    revision = page.save_revision()
    with pytest.raises(PublishBlocked) as blocked:
        revision.publish()
    assert blocked.value.page.pk == page.pk
    assert len(blocked.value.messages) == 1
    assert not StandardPage.objects.get().live
    assert not PublishedVersion.objects.exists()


def test_saving_a_page_with_another_live_revision_passes_the_gate_too():
    page = draft(summary="")
    page.live, page.live_revision = True, page.save_revision()
    with pytest.raises(PublishBlocked):
        page.save()


def test_each_publication_leaves_a_version_and_closes_the_one_before():
    page = publish(draft(summary="Den første."))
    page = publish(page, summary="Den andre.", change_note="Ny ingress")
    second, first = page.versions.all()
    assert (first.number, second.number) == (1, 2)
    assert first.visible_until == second.visible_from
    assert second.visible_until is None
    assert ["Den første."] in [[line["text"] for line in part["entries"][0]["lines"]] for part in first.frozen]
    assert second.revision_id == page.live_revision_id


def test_publishing_the_same_revision_again_leaves_no_second_version():
    page = publish(draft())
    page.live_revision.publish()
    page.save()
    assert page.versions.count() == 1


def test_withdrawing_closes_the_version_and_coming_back_leaves_a_new_one():
    page = publish(draft())
    page.unpublish()
    assert page.versions.get().visible_until is not None
    page = publish(StandardPage.objects.get(), change_note="Tilbake")
    assert [version.visible_until is None for version in page.versions.all()] == [True, False]


def test_the_version_knows_who_published_and_who_only_wrote():
    writer, publisher = make_editor(email="a@example.org"), make_editor(email="b@example.org")
    page = draft()
    page.save_revision(user=writer).publish(user=publisher)
    assert page.versions.get().published_by == publisher


def test_a_version_below_a_closed_page_was_not_public():
    parent = draft(title="Over")
    page = publish(make_standard_page(parent=parent, title="Under", live=False))
    assert not page.versions.get().was_public


def test_autosave_never_overwrites_what_readers_have_seen():
    editor = make_editor()
    page = draft()
    revision = page.save_revision(user=editor)
    revision.publish(user=editor)
    page = StandardPage.objects.get()
    page.summary = "Skrevet senere."
    kept = page.save_revision(user=editor, overwrite_revision=revision)
    assert kept.pk != revision.pk
    assert Revision.objects.get(pk=revision.pk).content["summary"] == "En kort ingress."


def test_an_english_version_names_the_norwegian_one_it_was_made_from():
    page = publish(draft())
    english = make_page(StandardPage, language="en", live=False, translation_of=page)
    assert publish(english).versions.get().source_version == page.versions.get()


# Bulk, workflow, schedule ---------------------------------------------------------------------------------------------
def bulk_publish(client, *pages, **data):
    ids = "&".join(f"id={page.pk}" for page in pages)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    return client.post(f"{url}?{ids}&next=/admin/", data, follow=True)


def test_bulk_publishing_lets_the_complete_out_and_says_what_the_others_lack():
    client = editor_client()
    done, undone = draft(title="Ferdig"), draft(title="Uferdig", summary="")
    for page in (done, undone):
        page.save_revision()
    answer = bulk_publish(client, done, undone)
    assert answer.status_code == 200
    assert "“Uferdig” is not published" in said(answer)
    assert "Summary" in said(answer).replace("summary", "Summary")
    assert Page.objects.get(pk=done.pk).live
    assert not Page.objects.get(pk=undone.pk).live
    assert done.versions.count() == 1


def test_bulk_publishing_with_pages_below():
    client = editor_client()
    parent = draft(title="Over")
    done = make_standard_page(parent=parent, title="Ferdig", live=False)
    undone = make_standard_page(parent=parent, title="Uferdig", live=False, summary="")
    answer = bulk_publish(client, parent, include_descendants="on")
    assert "“Uferdig” is not published" in said(answer)
    live = set(Page.objects.filter(live=True).values_list("pk", flat=True))
    assert {parent.pk, done.pk} <= live
    assert undone.pk not in live


def test_bulk_publishing_leaves_what_is_unchanged():
    client, page = editor_client(), publish(draft())
    bulk_publish(client, page)
    assert StandardPage.objects.get().last_published_at == page.last_published_at


def start_workflow(page, *, approver, author):
    group = Group.objects.create(name="Godkjennere")
    approver.groups.add(group)
    task = GroupApprovalTask.objects.create(name="Godkjenning")
    task.groups.add(group)
    workflow = Workflow.objects.create(name="Fire øyne")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    WorkflowPage.objects.create(workflow=workflow, page=Page.objects.get(pk=page.pk))
    workflow.start(page, author)
    return page.current_workflow_task_state


def test_an_approval_of_an_incomplete_page_is_answered_in_words_and_approves_nothing():
    approver = make_editor()
    page = draft(title="Uferdig", summary="")
    page.save_revision()
    state = start_workflow(page, approver=approver, author=make_editor(email="forfatter@example.org"))
    client = editor_client(user=approver)
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    answer = client.post(url, {"comment": ""}, follow=True)
    assert "“Uferdig” is not published" in said(answer)
    assert not Page.objects.get(pk=page.pk).live
    assert StandardPage.objects.get().workflow_in_progress


def test_an_approval_of_a_complete_page_publishes_it_and_leaves_its_version():
    approver = make_editor()
    page = draft()
    page.save_revision()
    state = start_workflow(page, approver=approver, author=make_editor(email="forfatter@example.org"))
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    editor_client(user=approver).post(url, {"comment": ""})
    assert StandardPage.objects.get().live
    assert page.versions.get().published_by == approver


def test_editors_meet_no_workflow_and_nobody_is_mailed(settings):
    settings.EMAIL_BACKEND = "hub.mail.backend.QueueingEmailBackend"
    make_administrator()
    client, page = editor_client(), draft()
    menu = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "action-publish" in menu
    assert "action-submit" not in menu
    publish(page)
    assert not OutgoingMail.objects.exists()


def test_a_scheduled_page_goes_out_at_its_time_with_a_version():
    page = draft(go_live_at=timezone.now() - timedelta(minutes=1))
    page.save_revision(user=make_editor(), approved_go_live_at=page.go_live_at)
    sweep(timezone.now())
    run_jobs()
    assert page.versions.get().published_by.email == "redaktor@example.org"


def test_a_page_that_is_set_down_for_later_is_checked_now():
    page = draft(summary="", go_live_at=timezone.now() + timedelta(hours=1))
    with pytest.raises(PublishBlocked):
        page.save_revision().publish()
    assert not Revision.objects.exclude(approved_go_live_at=None).exists()


def test_an_incomplete_page_that_was_scheduled_fails_for_all_to_see():
    page = draft(title="Uferdig", summary="")
    revision = page.save_revision()
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=timezone.now() - timedelta(minutes=1))
    sweep(timezone.now())
    drain()
    job = Job.objects.get(kind="publishing.publish")
    assert job.state == JobState.DEAD
    assert "is missing" in job.error or "mangler" in job.error
    assert not StandardPage.objects.get().live


def test_a_copy_that_is_to_be_live_passes_the_gate():
    client = editor_client()
    page = make_standard_page(title="Uferdig", summary="")
    url = reverse("wagtailadmin_pages:copy", args=[page.pk])
    data = {**form_data(client.get(url)), "new_parent_page": make_home().pk, "new_slug": "kopi", "publish_copies": "on"}
    answer = client.post(url, data, follow=True)
    assert "is not published" in said(answer)
    assert StandardPage.objects.count() == 1


def test_deleting_a_page_takes_its_versions_with_it():
    client, page = editor_client(), publish(draft())
    client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    assert not StandardPage.objects.exists()
    assert not PublishedVersion.objects.exists()
