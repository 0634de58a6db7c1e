"""What is known, by subject."""

from research.models.concept_index import ConceptIndexPage
from research.models.concept_labels import ConceptLabel
from research.models.concepts import ConceptPage
from research.models.publication_authors import PublicationAuthor
from research.models.publications import PublicationIndexPage, PublicationPage
from research.models.resources import ResourceIndexPage, ResourcePage

__all__ = [
    "ConceptIndexPage",
    "ConceptLabel",
    "ConceptPage",
    "PublicationAuthor",
    "PublicationIndexPage",
    "PublicationPage",
    "ResourceIndexPage",
    "ResourcePage",
]
