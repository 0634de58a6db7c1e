"""Finding the job kinds and schedule entries of every room, so that a worker knows the names in the table."""

from importlib import import_module

from django.utils.module_loading import autodiscover_modules

HUB_MODULES = (
    "hub.jobs.housekeeping",
    "hub.mail.delivery",
    "hub.scheduled_publishing",
    "hub.consent.upkeep",
    "hub.printing.making",
)


def load_jobs() -> None:
    """Imports the kernel's own job modules and each app's `jobs.py`; safe to call again."""
    for name in HUB_MODULES:
        import_module(name)
    autodiscover_modules("jobs")
