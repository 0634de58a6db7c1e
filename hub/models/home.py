"""The front page of a tree: the hub's promise, its two questions and its ways in."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import PagePermissionTester

from hub import panels
from hub.addresses import address
from hub.collections import Shelves
from hub.experiences import Experiences
from hub.models.base import BasePage
from hub.models.printed import with_pdf_sizes
from hub.models.themes import PhasePage, ThemePage


class FrontPagePermissions(PagePermissionTester):
    """A front page is the whole tree to readers, so an editor neither deletes, moves nor withdraws it."""

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """An administrator alone; moving asks the same."""
        return self.user.is_superuser and super().can_delete(ignore_bulk)

    def can_unpublish(self) -> bool:
        """An administrator alone."""
        return self.user.is_superuser and super().can_unpublish()


class HomePage(BasePage):
    """The root of the Norwegian or the English tree."""

    promise = models.CharField(_("promise"), max_length=160, blank=True, help_text=_("The first thing a reader sees."))
    learn_question = models.CharField(
        _("question before a project"), max_length=120, blank=True, help_text=_("What can we learn from others?")
    )
    share_question = models.CharField(
        _("question after a project"), max_length=120, blank=True, help_text=_("Who can we share this with?")
    )
    share_text = RichTextField(_("how to share"), blank=True, features=["bold", "italic", "ol", "ul", "link"])

    parent_page_types = ["wagtailcore.Page"]
    max_count = len(settings.WAGTAIL_CONTENT_LANGUAGES)  # one a tree
    is_creatable = True
    search_kind = "home"
    required_to_publish = ("promise", "learn_question", "share_question")
    text_fields = (("promise", 2), ("share_text", 1))
    content_panels = [
        *panels.HEAD,
        FieldPanel("promise"),
        MultiFieldPanel([FieldPanel("learn_question"), FieldPanel("share_question")], heading=_("The two questions")),
        FieldPanel("share_text"),
        panels.BODY,
    ]

    class Meta:
        verbose_name = _("front page")
        verbose_name_plural = _("front pages")

    def permissions_for_user(self, user) -> FrontPagePermissions:
        """Wagtail asks this for a bare page too."""
        return FrontPagePermissions(user, self)

    @classmethod
    def detail_queryset(cls):
        """The page itself: it shows no terms and no sources of its own."""
        return with_pdf_sizes(cls.objects.select_related("locale", "owner_organisation"))

    def get_context(self, request, *args, **kwargs):
        """The street, the ladder, the doors and the lists of this tree."""
        experiences = Experiences(self.language)
        shelves = Shelves(self.language)
        return super().get_context(request, *args, **kwargs) | {
            "experiences": experiences,
            "plots": experiences.street(),
            "ladder": PhasePage.ladder(experiences, shelves),
            "doors": ThemePage.doors(experiences),
            "shelves": shelves,
            "map_url": address("map"),
        }
