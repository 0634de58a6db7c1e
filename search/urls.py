"""Addresses of the search, in both trees, and of its machine-readable twin."""

from django.urls import path

from search.addresses import API, SEARCH, SUGGESTIONS
from search.api import search_api
from search.views import search_page, suggestions

urlpatterns = [
    *(path(address.lstrip("/"), search_page, name=f"search_{language}") for language, address in SEARCH.items()),
    *(path(address.lstrip("/"), suggestions, name=f"suggest_{language}") for language, address in SUGGESTIONS.items()),
    path(API.lstrip("/"), search_api, name="search_api"),
]
