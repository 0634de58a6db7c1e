"""Dates of the English pages: 22 November 2026, since the hub writes British English."""

DATE_FORMAT = "j F Y"
