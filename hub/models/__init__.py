"""The kernel's models, by subject."""

from hub.jobs.models import Job, ScheduleEntry, WorkerSeen
from hub.mail.models import OutgoingMail
from hub.models.base import BasePage
from hub.models.consents import Consent, SealedEvidence
from hub.models.home import HomePage
from hub.models.links import PageFootnote, PageLink, PageSource
from hub.models.listings import ListingPage
from hub.models.media import HubDocument, HubImage, HubRendition
from hub.models.organisations import Organisation, PageOrganisation
from hub.models.people import Person
from hub.models.places import County, HealthCommunity, Municipality, PageMunicipality
from hub.models.printed import PrintedPage
from hub.models.seed_records import SeedRecord
from hub.models.site_settings import HubSettings
from hub.models.standard import StandardPage
from hub.models.terms import PageTerm, Term
from hub.models.themes import PhaseIndexPage, PhasePage, ThemeIndexPage, ThemePage
from hub.models.users import User
from hub.models.versions import PublishedVersion, WithdrawnAddress

__all__ = [
    "BasePage",
    "Consent",
    "County",
    "HealthCommunity",
    "HomePage",
    "HubDocument",
    "HubImage",
    "HubRendition",
    "HubSettings",
    "Job",
    "ListingPage",
    "Municipality",
    "Organisation",
    "OutgoingMail",
    "PageFootnote",
    "PageLink",
    "PageMunicipality",
    "PageOrganisation",
    "PageSource",
    "PageTerm",
    "Person",
    "PhaseIndexPage",
    "PhasePage",
    "PrintedPage",
    "PublishedVersion",
    "ScheduleEntry",
    "SealedEvidence",
    "SeedRecord",
    "StandardPage",
    "Term",
    "ThemeIndexPage",
    "ThemePage",
    "User",
    "WithdrawnAddress",
    "WorkerSeen",
]
