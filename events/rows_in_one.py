"""Which rows each type of page of this room shows, for reading them in one query."""

from hub.listing.facts import MUNICIPALITIES, RowTable
from hub.rows_in_one import FOOTNOTES, LINKS, SOURCES, TERMS
from hub.rows_in_one import RowsInOne as RowsInOne

CO_ORGANISERS = RowTable(
    "co_organisers", ("organisation_id", *(f"organisation__{name}" for name in ("name", "slug", "kind")))
)

FOR_A_SERIES = (TERMS, SOURCES, FOOTNOTES, *LINKS)
FOR_AN_EVENT = (*FOR_A_SERIES, MUNICIPALITIES, CO_ORGANISERS)
