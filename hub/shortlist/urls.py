"""The one address of all shortlists; `?sprak=` says in which language."""

from django.urls import path

from hub.shortlist.picked import PATH
from hub.shortlist.views import shortlist

urlpatterns = [path(PATH.lstrip("/"), shortlist, name="shortlist")]
