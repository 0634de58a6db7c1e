import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.admin.mail import send_mail
from wagtail.models import GroupApprovalTask, Workflow, WorkflowTask

from hub.jobs.models import Job
from tests.builders.hub import make_standard_page
from tests.builders.jobs import waiting_mail

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def queueing(settings):
    settings.EMAIL_BACKEND = "hub.mail.backend.QueueingEmailBackend"


def make_user(email, *groups):
    user = get_user_model().objects.create_user(email=email, password="long enough to be good")
    user.groups.set(groups)
    return user


def assert_one_whole_mail(to):
    (message,) = waiting_mail()
    assert message["To"] == to
    assert message.get_body(preferencelist=("plain",)).get_content().strip()
    assert message.get_body(preferencelist=("html",)).get_content().strip()
    assert Job.objects.filter(kind="mail.deliver").count() == 1


def test_allauths_mail_is_a_job(client):
    make_user("redaktor@hub.no")
    assert client.post(reverse("account_reset_password"), {"email": "redaktor@hub.no"}).status_code == 302
    assert_one_whole_mail("redaktor@hub.no")


def test_wagtails_workflow_mail_is_a_job():
    moderators = Group.objects.create(name="Approvers")
    make_user("godkjenner@hub.no", moderators)
    task = GroupApprovalTask.objects.create(name="Approval")
    task.groups.add(moderators)
    workflow = Workflow.objects.create(name="Approval")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=1)
    page = make_standard_page(live=False)
    page.save_revision()
    workflow.start(page, make_user("skribent@hub.no"))
    assert_one_whole_mail("godkjenner@hub.no")


def test_wagtails_own_function_leads_here():
    assert send_mail("Emne", "Tekst", ["rolle@hub.no"])
    assert_one_whole_mail("rolle@hub.no")
