"""Gives every page its search box, and the lists of the hub a better way to match words."""

from hub.frame import register_search
from hub.listing import register_text_matcher
from search.addresses import SEARCH, SUGGESTIONS
from search.matcher import matches

register_search({language: (address, SUGGESTIONS[language]) for language, address in SEARCH.items()})
register_text_matcher(matches)
