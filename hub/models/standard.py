"""Pages of words: About, privacy, how to read the houses."""

from django.utils.translation import gettext_lazy as _

from hub import panels
from hub.models.base import BasePage


class StandardPage(BasePage):
    """A page whose content is its body."""

    parent_page_types = ["hub.HomePage", "hub.StandardPage"]
    is_creatable = True
    search_kind = "standard"
    content_panels = [*panels.HEAD, panels.BODY]

    class Meta:
        verbose_name = _("text page")
        verbose_name_plural = _("text pages")
