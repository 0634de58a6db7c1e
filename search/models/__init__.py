"""What the search keeps: the index, the words of the editors, what was asked, how a rebuild goes."""

from search.models.documents import IndexState, Posting, SearchDocument
from search.models.queries import QueryCount
from search.models.targets import IndexTarget, RebuildRun
from search.models.words import Word

__all__ = ["IndexState", "IndexTarget", "Posting", "QueryCount", "RebuildRun", "SearchDocument", "Word"]
