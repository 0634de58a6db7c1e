"""The index: what is visible now, and nothing else (decision 8)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.indexing import SEARCH_WORD


class IndexState(models.Model):
    """One row: the number of the last write, and the rules of analysis that the index was built with.

    Every write to the index takes its number from here and holds the row until it is committed, so numbers appear in
    their order. A number is never used twice, not even after a rollback: it is the time in microseconds, or the next.

    Attributes:
        generation: Of the last write.
        meanings: Of the last write that changed names of concepts or the word list.
        analysis: The rules that the whole index was last rebuilt by.
    """

    generation = models.BigIntegerField(default=0)
    meanings = models.BigIntegerField(default=0)
    analysis = models.CharField(max_length=40, blank=True)

    class Meta:
        verbose_name = _("state of the index")
        verbose_name_plural = _("state of the index")

    def __str__(self):
        return str(self.generation)


class SearchDocument(models.Model):
    """One thing with an address, at one of its addresses, as `hub.indexing.SearchEntry` tells it. Visible things only.

    Attributes:
        group: The same for all versions of one thing, in any language.
        page: The page, if it is one: a page that is deleted takes its documents with it at once.
        tree: `nb` or `en`: the tree of the address.
        stands_alone: Whether the other tree has no version of it, so that its readers are shown this one.
        parts: `[text, language, weight, heading]` of its running text.
        labels: `[text, language, kind]` of its names, and of the words that readers may look for it by.
        facets: Facet name to values.
        defines: Whether its labels are names of a concept.
        stems: The stems of its words in order, a space around each; a double space parts pieces of text.
        words: The distinct words of its own language, for suggestions.
        visible_until: The first expiry of the page or of one above it.
        generation: The number of its last write, also its version in Elasticsearch.
        analysis: The rules that it was analysed by.
    """

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=80)
    group = models.CharField(max_length=80)
    page = models.ForeignKey("hub.BasePage", null=True, on_delete=models.CASCADE, related_name="+")
    tree = models.CharField(max_length=2)
    stands_alone = models.BooleanField(default=True)
    url = models.CharField(max_length=500)
    language = models.CharField(max_length=10)
    title = models.CharField(max_length=300)
    title_language = models.CharField(max_length=10)
    summary = models.TextField(blank=True)
    labels = models.JSONField(default=list)
    parts = models.JSONField(default=list)
    facets = models.JSONField(default=dict)
    related = models.JSONField(default=list)
    defines = models.BooleanField(default=False)
    stems = models.TextField(blank=True)
    words = models.TextField(blank=True)
    published = models.DateTimeField(null=True)
    updated = models.DateTimeField(null=True)
    reviewed = models.DateField(null=True)
    visible_until = models.DateTimeField(null=True)
    generation = models.BigIntegerField(default=0, db_index=True)
    analysis = models.CharField(max_length=40)

    class Meta:
        verbose_name = _("document in the index")
        verbose_name_plural = _("documents in the index")
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="one_document_per_address")]
        indexes = [models.Index(fields=["group"], name="document_group")]

    def __str__(self):
        return self.url

    def names(self) -> list[tuple[str, str]]:
        """`(text, language)` of its names."""
        return [(text, language) for text, language, kind in self.labels if kind != SEARCH_WORD]

    def search_words(self) -> list[tuple[str, str]]:
        """`(text, language)` of what readers may look for it by, which is never shown."""
        return [(text, language) for text, language, kind in self.labels if kind == SEARCH_WORD]


class Posting(models.Model):
    """How much a document is about a term: an impact from 1 to 127.

    Attributes:
        term: The number of the term, `search.bag.number()`.
    """

    pk = models.CompositePrimaryKey("document_id", "term")
    document = models.ForeignKey(SearchDocument, on_delete=models.CASCADE, db_index=False, related_name="postings")
    term = models.BigIntegerField()
    impact = models.SmallIntegerField()

    class Meta:
        verbose_name = _("posting")
        verbose_name_plural = _("postings")
        # A query reads this index alone.
        indexes = [models.Index(fields=["term", "document", "impact"], name="posting_by_term")]

    def __str__(self):
        return f"{self.term}: {self.impact}"
