"""The PDFs of pages: which file holds the page as it is now, and what else can be read in it."""

from django.db import models
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class PrintedPage(models.Model):
    """The PDF of a page at one of its addresses. Made by `hub.printing` alone; the row goes at once with what it says,
    the file by job.

    Attributes:
        tree: Of the address: a page may be served in the other tree too, as a concept is in English.
        file: Its name in the folder of PDFs.
        mark: Of what was printed; the same page again has the same mark.
        shows: Pages that it leads to, and so names: it is served only while all of them are visible.
    """

    wagtail_reference_index_ignore = True

    page = models.ForeignKey("hub.BasePage", on_delete=models.CASCADE, related_name="printed", verbose_name=_("page"))
    tree = models.CharField(max_length=2)
    file = models.CharField(max_length=100, unique=True)
    mark = models.CharField(max_length=64)
    size = models.PositiveIntegerField(help_text="bytes")
    made_at = models.DateTimeField(default=timezone.now)
    shows = models.ManyToManyField("hub.BasePage", related_name="printed_on")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["page", "tree"], name="one_pdf_of_each_address")]

    def __str__(self):
        return self.file


def with_pdf_sizes(pages: QuerySet) -> QuerySet:
    """Pages with `pdf_nb` and `pdf_en`: how many bytes their PDF in each tree has, or None; no query of its own."""
    printed = PrintedPage.objects.filter(page=models.OuterRef("pk")).values("size")
    return pages.annotate(
        pdf_nb=models.Subquery(printed.filter(tree="nb")), pdf_en=models.Subquery(printed.filter(tree="en"))
    )
