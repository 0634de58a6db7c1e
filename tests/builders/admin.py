"""An editor at the desk, without a browser: log in, open a form, change it, send it."""

from bs4 import BeautifulSoup
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from wagtail.users.models import UserProfile

from tests.builders.accounts import make_editor


def editor_client(*, user=None):
    """A client that an editor is logged in on, with the desk in English: the language of the messages' source."""
    user = user or make_editor()
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = "en"
    profile.save()
    client = Client()
    client.force_login(user)
    return client


def form_data(response):
    """What a browser would send if the main form of the page were sent as it stands."""
    soup = BeautifulSoup(response.content, "html.parser")
    for template in soup.find_all("template"):
        template.decompose()
    form = soup.select_one("form[data-edit-form]") or soup.select_one("main form[method=POST i]")
    assert form is not None, "no form on the page"
    data: dict[str, object] = {}
    for field in form.find_all(["input", "textarea", "select"]):
        name, kind = field.get("name"), field.get("type", "")
        if not name or "__prefix__" in name or kind in ("submit", "button", "file"):
            continue
        if kind in ("checkbox", "radio"):
            if field.has_attr("checked"):
                data.setdefault(name, []).append(field.get("value", "on"))
        elif field.name == "select":
            data[name] = [option["value"] for option in field.find_all("option") if option.has_attr("selected")]
        elif field.name == "textarea":
            data[name] = field.text.removeprefix("\n")
        else:
            data[name] = field.get("value", "")
    for block in form.select("[data-controller~=w-block]"):
        data[f"{block['id']}-count"] = "0"  # drawn by script in a browser; here always empty
    return data


def edit_url(page):
    """Where a page is edited."""
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def add_url(model, parent):
    """Where a page of a type is begun."""
    return reverse("wagtailadmin_pages:add", args=[model._meta.app_label, model._meta.model_name, parent.pk])


def send_form(client, url, *, publish=False, **changes):
    """Open a form, change it and send it; returns the answer, with redirects followed."""
    opened = client.get(url)
    assert opened.status_code == 200, opened
    data = {**form_data(opened), **changes}
    if publish:
        data["action-publish"] = "action-publish"
    return client.post(url, data, follow=True)


def said(response):
    """What the desk said at the top of the page, as plain text."""
    texts = [str(message) for message in get_messages(response.wsgi_request)]
    texts += [item.get_text(" ") for item in BeautifulSoup(response.content, "html.parser").select(".messages li")]
    return " ".join(" ".join(BeautifulSoup(text, "html.parser").get_text(" ") for text in texts).split())
