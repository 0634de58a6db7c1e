"""Images and documents, our own models from the first migration."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image


class HubImage(AbstractImage):
    """A picture with who made it and who may be seen in it; the text alternative is Wagtail's `description`."""

    credit = models.CharField(_("credit"), max_length=160, blank=True, help_text=_("Photographer or source."))
    person = models.ForeignKey(
        "hub.Person",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="images",
        verbose_name=_("person pictured"),
        help_text=_(
            "Anyone who can be recognised is a registered person. A picture has one: crop it so that nobody else can "
            "be recognised, or use one picture for each."
        ),
    )

    admin_form_fields = (*Image.admin_form_fields, "credit", "person")

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        permissions = [("choose_image", "Can choose image")]

    @property
    def is_withdrawn(self) -> bool:
        """Whether who is seen in it has withdrawn: it is shown nowhere, and deleted within a minute."""
        return bool(self.person and self.person.picture_withdrawn)


class HubRendition(AbstractRendition):
    """A picture in one size."""

    image = models.ForeignKey(HubImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="unique_rendition")
        ]


class HubDocument(AbstractDocument):
    """A file to download, shown with its type and size."""

    language = models.CharField(
        _("language"), max_length=2, blank=True, choices=[("nb", "Bokmål"), ("nn", "Nynorsk"), ("en", "English")]
    )

    admin_form_fields = (*Document.admin_form_fields, "language")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = [("choose_document", "Can choose document")]
