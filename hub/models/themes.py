"""Pages that collect what belongs to a theme or to a phase of a project, from every room."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField

from hub import panels
from hub.enums import Phase, Vocabulary
from hub.models.base import BasePage
from hub.models.terms import Term

PROSE = ["bold", "italic", "ol", "ul", "link", "document-link"]


class ThemeIndexPage(BasePage):
    """Lists all themes."""

    parent_page_types = ["hub.HomePage"]
    max_count_per_parent = 1
    is_creatable = True
    search_kind = "theme-index"

    class Meta:
        verbose_name = _("list of themes")
        verbose_name_plural = _("lists of themes")


class ThemePage(BasePage):
    """What the hub holds about one service form; editors tag a page once, with the form (decision 5)."""

    service_form = models.ForeignKey(
        Term,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="theme_pages",
        limit_choices_to={"vocabulary": Vocabulary.SERVICE_FORMS},
        verbose_name=_("service form"),
        help_text=_("The page collects everything that is tagged with it."),
    )
    purpose = RichTextField(_("what the page is for"), blank=True, features=PROSE)
    background = RichTextField(_("background"), blank=True, features=PROSE)
    target_group = RichTextField(_("whom it is for"), blank=True, features=PROSE)

    parent_page_types = ["hub.ThemeIndexPage"]
    is_creatable = True
    search_kind = "theme"
    listing_order = 10
    required_to_publish = ("summary", "service_form")
    text_fields = (("purpose", 2), ("background", 1), ("target_group", 1))
    content_panels = [
        *panels.HEAD,
        FieldPanel("service_form"),
        FieldPanel("purpose"),
        FieldPanel("background"),
        FieldPanel("target_group"),
        panels.BODY,
    ]

    class Meta:
        verbose_name = _("theme")
        verbose_name_plural = _("themes")


class PhaseIndexPage(BasePage):
    """Lists the phases of a project in order."""

    parent_page_types = ["hub.HomePage"]
    max_count_per_parent = 1
    is_creatable = True
    search_kind = "phase-index"

    class Meta:
        verbose_name = _("list of phases")
        verbose_name_plural = _("lists of phases")


class PhasePage(BasePage):
    """What helps in one phase of a project, from every room."""

    phase = models.CharField(_("phase"), max_length=20, choices=Phase.choices, blank=True)

    parent_page_types = ["hub.PhaseIndexPage"]
    is_creatable = True
    search_kind = "phase"
    required_to_publish = ("summary", "phase")
    content_panels = [*panels.HEAD, FieldPanel("phase"), panels.BODY]

    class Meta:
        verbose_name = _("phase")
        verbose_name_plural = _("phases")
