"""Messages at the desk: which wait for an answer, and the answer."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages as told
from wagtail.admin.paginator import WagtailPaginator

from dialogue import feedback
from dialogue.about import about
from dialogue.desk.base import MESSAGES, DeskView
from dialogue.enums import MessageState
from dialogue.feedback_form import LONGEST
from dialogue.keeping import message_goes
from dialogue.models import Message
from hub.forms.fields import PlainTextField

ROWS = 30


class ReplyForm(forms.Form):
    """The answer."""

    text = PlainTextField(
        label=gettext_lazy("Your answer"),
        help_text=gettext_lazy("Sign with the role, not with a name. Write nothing about patients."),
        lines=True,
        max_length=LONGEST,
    )


class Messages(DeskView):
    """All messages, those that wait first."""

    template = "messages"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Those that wait, or with `?all=1` all."""
        everything = request.GET.get("all") == "1"
        rows = Message.objects.select_related("page")
        chosen = rows if everything else rows.filter(state=MessageState.RECEIVED)
        page = WagtailPaginator(chosen, ROWS).get_page(request.GET.get("p"))
        return self.shown(_("Messages from readers"), page=page, everything=everything)


class MessageView(DeskView):
    """One message, with the form to answer it as long as it waits."""

    template = "message"
    policy = MESSAGES

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What was written, and the answer."""
        return self._page(get_object_or_404(Message.objects.select_related("page"), pk=pk), ReplyForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Answer, or close without."""
        message = get_object_or_404(Message.objects.select_related("sender"), pk=pk)
        now = timezone.now()
        if "close" in request.POST:
            done = feedback.close(message, now, user=request.user)
            return self._told(request, message, done, _("The message is closed."))
        form = ReplyForm(request.POST)
        if not form.is_valid():
            return self._page(message, form)
        done = feedback.answer(message, form.cleaned_data["text"], now, user=request.user)
        return self._told(request, message, done, _("The answer is on its way."))

    def _told(self, request: HttpRequest, message: Message, done: bool, words: str) -> HttpResponse:
        if done:
            told.success(request, words)
        else:
            told.warning(request, _("Somebody else has answered or closed it meanwhile. Nothing is changed."))
        return redirect("dialogue_desk:message", message.pk)

    def _page(self, message: Message, form: ReplyForm) -> HttpResponse:
        subject = about(message.path)
        title = f"{message.get_purpose_display()} {message.reference}"
        return self.shown(title, message=message, about=subject, form=form, deleted_on=message_goes(message))
