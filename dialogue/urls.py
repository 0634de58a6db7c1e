"""Fixed addresses of the room. What a mailed link leads to stands in `dialogue.links.PATHS` too."""

from django.urls import path

from dialogue.views import approving, contributing, messages, own

urlpatterns = [
    path("si-fra/", messages.tell, name="dialogue_tell"),
    path("si-fra/takk/<str:reference>/", messages.thanks, name="dialogue_thanks"),
    path("si-fra/svar/", messages.answered, name="dialogue_answered"),
    path("si-fra/svar/<str:token>/", messages.answer, name="dialogue_answer"),
    path("del-erfaring/", contributing.start, name="dialogue_share"),
    path("del-erfaring/sendt/<str:reference>/", contributing.sent, name="dialogue_sent"),
    path("del-erfaring/slettet/", contributing.deleted, name="dialogue_deleted"),
    path("del-erfaring/videre/<str:token>/", contributing.resume, name="dialogue_continue"),
    path("del-erfaring/videre/<str:token>/lagret/", contributing.saved, name="dialogue_saved"),
    path("del-erfaring/videre/<str:token>/<int:number>/", contributing.step, name="dialogue_step"),
    path("del-erfaring/godkjenn/<str:token>/", approving.approve, name="dialogue_approve"),
    path("del-erfaring/godkjent/", approving.approved, name="dialogue_approved"),
    path("del-erfaring/endringer/", approving.wished, name="dialogue_wished"),
    path("mine-innspill/", own.ask, name="dialogue_mine"),
    path("mine-innspill/slett/<str:token>/", own.erase, name="dialogue_erase"),
    path("mine-innspill/<str:token>/", own.mine, name="dialogue_own"),
]
