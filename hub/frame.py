"""What stands around every page: settings, main menu, breadcrumbs, other languages."""

from __future__ import annotations


def frame(request):
    """Context processor stub, completed with the routing."""
    return {}
