"""What is said on every page about the hub itself."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting


@register_setting(icon="cog")
class HubSettings(BaseGenericSetting):
    """Who stands behind the hub and where readers can turn."""

    run_by_nb = models.CharField(_("who runs the hub (Bokmål)"), max_length=200, blank=True)
    run_by_nn = models.CharField(_("who runs the hub (Nynorsk)"), max_length=200, blank=True)
    run_by_en = models.CharField(_("who runs the hub (English)"), max_length=200, blank=True)
    role = models.CharField(_("contact role"), max_length=160, blank=True)
    role_en = models.CharField(_("contact role (English)"), max_length=160, blank=True)
    email = models.EmailField(
        _("role mailbox"), blank=True, help_text=_("Used where a page and its owner have no mailbox of their own.")
    )
    patient_url = models.URLField(_("address for patients"), default="https://www.helsenorge.no/")
    accessibility_url = models.URLField(
        _("accessibility statement"), blank=True, help_text=_("The address at uustatus.no.")
    )

    panels = [
        MultiFieldPanel(
            [FieldPanel("run_by_nb"), FieldPanel("run_by_nn"), FieldPanel("run_by_en")], _("Who runs the hub")
        ),
        FieldRowPanel([FieldPanel("role"), FieldPanel("role_en")]),
        FieldPanel("email"),
        FieldPanel("patient_url"),
        FieldPanel("accessibility_url"),
    ]

    class Meta:
        verbose_name = _("about the hub")
