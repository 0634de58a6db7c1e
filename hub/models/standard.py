"""Pages of words: About, privacy, how to read the houses."""

from django.utils.translation import gettext_lazy as _

from hub import panels
from hub.appearance import FOOTER
from hub.models.base import BasePage
from hub.models.printed import with_pdf_sizes
from hub.rows_in_one import FOOTNOTES, LINKS, SOURCES, RowsInOne


class StandardPage(BasePage):
    """A page whose content is its body."""

    parent_page_types = ["hub.HomePage", "hub.StandardPage"]
    is_creatable = True
    search_kind = "standard"
    menu = FOOTER
    related_in_full = False
    text_rows = RowsInOne((SOURCES, FOOTNOTES, *LINKS))
    content_panels = [*panels.HEAD, panels.BODY]

    class Meta:
        verbose_name = _("text page")
        verbose_name_plural = _("text pages")

    @classmethod
    def detail_queryset(cls):
        """The page without what its template does not show: terms and places."""
        return with_pdf_sizes(cls.objects.select_related("locale", "owner_organisation").prefetch_related("text_rows"))
