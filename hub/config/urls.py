"""All addresses. Fixed ones stand before the pages; their first segments are reserved slugs (`hub.reserved`).

A fixed address of the English tree begins with `en/`.
"""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from django.views.static import serve as serve_file
from wagtail import views as wagtail_views
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.urls import serve_pattern

from dialogue import urls as dialogue_urls
from events import urls as event_urls
from hub import place_urls, routing, sitemap
from hub.addresses import LEGEND
from hub.earlier import urls as version_urls
from hub.health import health
from hub.legal import urls as legal_urls
from hub.legal.documents import serve_document
from hub.legend import legend
from hub.printing import urls as print_urls
from hub.shortlist import urls as shortlist_urls
from search import urls as search_urls

handler500 = "hub.unavailable.server_error"

urlpatterns = [
    # Wagtail's own log-in would let a user in without the second factor (decision 26).
    path("admin/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("admin/password_reset/", RedirectView.as_view(pattern_name="account_reset_password")),
    path("admin/", include(wagtailadmin_urls)),
    re_path(r"^dokumenter/(\d+)/(.*)$", serve_document, name="wagtaildocs_serve"),
    path("dokumenter/", include(wagtaildocs_urls)),
    # Wagtail asks for this name before it looks at WAGTAIL_FRONTEND_LOGIN_URL.
    path("konto/lukket-side/", RedirectView.as_view(pattern_name="account_login"), name="wagtailcore_login"),
    # The address is what one logs in with: an administrator changes it.
    path("konto/email/", RedirectView.as_view(pattern_name="wagtailadmin_account")),
    path("konto/", include("allauth.urls")),
    path("health/", health, name="health"),
    path("sitemap.xml", sitemap.sitemap, name="sitemap"),
    path("sitemap-<int:part>.xml", sitemap.sitemap, name="sitemap_part"),
    path("robots.txt", sitemap.robots, name="robots"),
    # Pictures only: documents go through Wagtail's view, which knows who may read them.
    re_path(
        r"^media/images/(?P<path>[A-Za-z0-9_.\-]{1,200})$",  # what may be a file name at all
        serve_file,
        {"document_root": settings.MEDIA_ROOT / "images"},
        name="picture",
    ),
    path(
        "passord/<int:page_view_restriction_id>/<int:page_id>/",
        wagtail_views.authenticate_with_password,
        name="wagtailcore_authenticate_with_password",
    ),
    *place_urls.urlpatterns,
    *shortlist_urls.urlpatterns,
    *legal_urls.urlpatterns,
    *search_urls.urlpatterns,
    *event_urls.urlpatterns,
    *dialogue_urls.urlpatterns,
    *(path(address.lstrip("/"), legend, name=f"legend_{language}") for language, address in LEGEND.items()),
    *i18n_patterns(
        *version_urls.urlpatterns,
        *print_urls.urlpatterns,
        re_path(r"^((?:[\w\-]+/)*atom\.xml)$", routing.serve, name="feed"),
        re_path(serve_pattern, routing.serve, name="wagtail_serve"),
        prefix_default_language=False,
    ),
]
