"""Which rows each type of page of this room shows, for reading them in one query."""

from hub.listing.facts import MUNICIPALITIES, RowTable
from hub.rows_in_one import FOOTNOTES, LINKS, ORGANISATIONS, SOURCES, TERMS
from hub.rows_in_one import RowsInOne as RowsInOne

RESULTS = RowTable("results", ("text", "mast", "beneficiary", "benefit", "evidence", "source_number"))
DIFFICULTIES = RowTable("difficulties", ("text", "nasss"))
ADVICE = RowTable("advice", ("text",))
BENEFITS = RowTable("benefits", ("text", "beneficiary", "benefit"))
MILESTONES = RowTable("milestones", ("text", "date", "date_text", "status", "condition"))
ACTORS = RowTable(
    "actors", ("name", "role", "text", "organisation_id", *(f"organisation__{name}" for name in ("name", "slug")))
)
STARTUP_ACTIONS = RowTable("startup_actions", ("text", "action_page_id"))

FOR_A_HOUSE = (TERMS, MUNICIPALITIES, ORGANISATIONS)
FOR_A_STORY = (*FOR_A_HOUSE, SOURCES, FOOTNOTES, *LINKS, RESULTS, DIFFICULTIES, ADVICE)
FOR_AN_EXAMPLE = (TERMS, SOURCES, FOOTNOTES, *LINKS, RESULTS)
FOR_AN_INITIATIVE = (TERMS, ORGANISATIONS, SOURCES, FOOTNOTES, *LINKS, BENEFITS, MILESTONES, ACTORS, STARTUP_ACTIONS)
FOR_NEWS = (TERMS, SOURCES, FOOTNOTES, *LINKS)
