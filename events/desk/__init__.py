"""The organiser's desk in the Wagtail admin."""
