"""The addresses of what the law asks; that of a document is Wagtail's."""

from django.urls import path

from hub.legal.addresses import PRIVACY, SECURITY
from hub.legal.security import security_txt
from hub.legal.views import privacy

urlpatterns = [
    path(PRIVACY.lstrip("/"), privacy, name="privacy"),
    path(SECURITY.lstrip("/"), security_txt, name="security_txt"),
]
