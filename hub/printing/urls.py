"""The addresses of PDFs, before Wagtail's own: they lie below every page. A page's address holds no full stop."""

from __future__ import annotations

import re

from django.urls import re_path

from hub.printing import views
from hub.printing.addresses import FILE

urlpatterns = [
    re_path(rf"^(?P<path>(?:[\w\-]+/)*){re.escape(name)}$", views.printed, {"tree": tree}, name=f"printed_{tree}")
    for tree, name in FILE.items()
]
