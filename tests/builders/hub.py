"""Builders of the kernel's things: plain functions with keyword arguments, the same result every time.

A page is written straight to the tree, live and published on `FIRST_DAY`, which is fast; `publish` goes through the
gate as an editor does. Every builder of a page makes the front page of its tree when there is none.
"""

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

from django.core.files.base import ContentFile
from wagtail.models import Locale, Page, PageViewRestriction, Site

from hub.enums import OrganisationKind, PartnerRole, Vocabulary
from hub.models import (
    Consent,
    County,
    HealthCommunity,
    HomePage,
    HubDocument,
    HubImage,
    HubSettings,
    Municipality,
    Organisation,
    PageFootnote,
    PageLink,
    PageMunicipality,
    PageOrganisation,
    PageSource,
    PageTerm,
    Person,
    StandardPage,
    Term,
)
from hub.models.consents import Scope
from hub.seeding import all_at_once

FIRST_DAY = datetime(2026, 1, 2, 9, 0, tzinfo=UTC)
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
HOME_TITLES = {"nb": "Forside", "en": "Home"}


# Pages ----------------------------------------------------------------------------------------------------------------
@contextmanager
def many() -> Iterator[None]:
    """Around the making of many pages: what follows from each, such as its place in the index, is done at the end."""
    with all_at_once():
        yield


def make_locale(*, language="nb"):
    """The locale of a tree."""
    return Locale.objects.get_or_create(language_code=language)[0]


def make_home(*, language="nb", **fields):
    """The front page of the Norwegian or the English tree; made once, then the same one."""
    found = HomePage.objects.filter(locale__language_code=language).first()
    if found:
        return found
    fields = {"promise": "Lær av andre", "learn_question": "Hva?", "share_question": "Hvem?", **fields}
    home = HomePage(
        title=fields.pop("title", HOME_TITLES[language]),
        slug="forside" if language == "nb" else "home-en",
        locale=make_locale(language=language),
        live=True,
        first_published_at=FIRST_DAY,
        last_published_at=FIRST_DAY,
        **fields,
    )
    if language != "nb":
        home.translation_key = make_home().translation_key
    root = Page.objects.get(depth=1)
    root.add_child(instance=home)
    if language == "nb":
        Site.objects.update_or_create(
            is_default_site=True, defaults={"hostname": "localhost", "port": 80, "root_page": home, "site_name": "Test"}
        )
        Page.objects.filter(depth=2).exclude(pk=home.pk).exclude(locale__language_code="en").delete()
    for site in Site.objects.all():
        site.save()  # forgets the cached addresses of the trees
    return HomePage.objects.get(pk=home.pk)


def make_page(
    model,
    *,
    parent=None,
    language="nb",
    live=True,
    terms=(),
    municipalities=(),
    organisations=(),
    sources=(),
    footnotes=(),
    related=(),
    translation_of=None,
    **fields,
):
    """A page of any type below `parent` (the front page of `language` when left out).

    Args:
        live: False gives a draft that never was public; add `first_published_at` for one that was withdrawn.
        terms: `Term` rows of any vocabulary.
        municipalities: `Municipality` rows.
        organisations: `Organisation` rows, or pairs of one and its `PartnerRole`.
        sources: Titles, or dicts of the fields of `PageSource`.
        footnotes: Rich text, one a footnote.
        related: Pages that it links to.
        translation_of: The page in the other tree that it is the twin of.
        fields: The type's own fields; `title` and `summary` have defaults.
    """
    parent = Page.objects.get(pk=(parent or make_home(language=language)).pk)
    fields.setdefault("title", f"{model._meta.model_name} {parent.numchild + 1}")
    fields.setdefault("summary", "En kort ingress.")
    if live:
        fields.setdefault("first_published_at", FIRST_DAY)
        fields.setdefault("last_published_at", fields["first_published_at"])
    page = model(live=live, locale=parent.locale, **fields)
    if translation_of is not None:
        page.translation_key = translation_of.translation_key
    page.page_terms = _in_order(PageTerm(term=term) for term in terms)
    page.municipalities = _in_order(PageMunicipality(municipality=place) for place in municipalities)
    page.organisations = _in_order(_page_organisation(one) for one in organisations)
    page.sources = _in_order(PageSource(**({"title": one} if isinstance(one, str) else one)) for one in sources)
    page.footnotes = _in_order(PageFootnote(text=text) for text in footnotes)
    page.links_out = _in_order(PageLink(target_id=other.pk) for other in related)
    parent.add_child(instance=page)
    return model.objects.get(pk=page.pk)


def _in_order(rows):
    """Child rows with the places that the editing form would give them."""
    rows = list(rows)
    for place, row in enumerate(rows):
        row.sort_order = place
    return rows


def _page_organisation(one):
    organisation, role = one if isinstance(one, tuple) else (one, PartnerRole.SAMARBEIDER)
    return PageOrganisation(organisation=organisation, role=role)


def make_standard_page(**fields):
    """A text page."""
    return make_page(StandardPage, **fields)


def publish(page, *, change_note="Endret", **changes):
    """Change a page and publish it through the gate, as an editor does; returns it as it now is."""
    page = page.specific
    for name, value in {"change_note": change_note, **changes}.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def restrict(page, *, kind=PageViewRestriction.LOGIN, password=""):
    """Close a page and all below it to the public."""
    return PageViewRestriction.objects.create(page_id=page.pk, restriction_type=kind, password=password)


def relate(source, target, *, kind=PageLink.Kind.RELATED):
    """Let one page point to another."""
    return PageLink.objects.create(source_id=source.pk, target_id=target.pk, kind=kind)


# What pages are about -------------------------------------------------------------------------------------------------
def make_term(*, vocabulary=Vocabulary.PATIENT_GROUPS, slug="kols", nb="", nn="", en="", **fields):
    """A term; its labels follow the id unless they are given."""
    label = nb or slug.replace("-", " ")
    labels = {"nb": label, "nn": nn or label, "en": en or label}
    return Term.objects.get_or_create(vocabulary=vocabulary, slug=slug, defaults={**labels, **fields})[0]


def make_county(*, number="18", name="Nordland", slug=""):
    """A county."""
    defaults = {"name": name, "official_name": name, "slug": slug or name.lower()}
    return County.objects.get_or_create(number=number, defaults=defaults)[0]


def make_municipality(*, number="1804", name="Bodø", county=None):
    """A municipality, in Nordland unless told otherwise."""
    defaults = {"name": name, "official_name": name, "county": county or make_county()}
    return Municipality.objects.get_or_create(number=number, defaults=defaults)[0]


def make_health_community(*, slug="nordland", nb="Helsefellesskapet Nordland", nn="", en="", **fields):
    """A health community."""
    defaults = {"nb": nb, "nn": nn or nb, "en": en or nb, **fields}
    return HealthCommunity.objects.get_or_create(slug=slug, defaults=defaults)[0]


def make_organisation(*, name="Bodø kommune", slug="", kind=OrganisationKind.KOMMUNE, **fields):
    """An organisation, a municipality unless told otherwise."""
    slug = slug or name.lower().replace(" ", "-").replace("ø", "o").replace("å", "a").replace("æ", "ae")
    return Organisation.objects.get_or_create(name=name, defaults={"slug": slug, "kind": kind, **fields})[0]


def make_person(*, name="Kari Nordmann", role="Prosjektleder", may_show=Scope.BOTH, **fields):
    """A person, with an entry in the consent register for what may be shown; empty for none."""
    person = Person.objects.create(name=name, role=role, **fields)
    if may_show:
        make_consent(person=person, scope=may_show)
    return person


def make_consent(*, person, **fields):
    """An entry of the consent register that holds for a long time, unless told otherwise."""
    dates = {"given_on": date(2026, 1, 2), "expires_on": date(2036, 1, 2)}
    return Consent.objects.create(**{"person": person, "purpose": "Foredrag", "scope": Scope.BOTH, **dates, **fields})


# Files and settings ---------------------------------------------------------------------------------------------------
def make_image(*, title="Bilde", description="Et bilde", **fields):
    """A picture of one pixel."""
    return HubImage.objects.create(
        title=title, description=description, file=ContentFile(PIXEL, name="bilde.png"), width=1, height=1, **fields
    )


def make_document(*, title="Rapport", content=b"%PDF-1.4 test", name="rapport.pdf", **fields):
    """A small file."""
    document = HubDocument(title=title, file=ContentFile(content, name=name), file_size=len(content), **fields)
    document.save()
    return document


def make_settings(**fields):
    """What is said on every page about the hub itself."""
    fields = {"run_by_nb": "Helsedirektoratet", "role": "Redaksjonen", "email": "redaksjonen@example.org", **fields}
    settings = HubSettings.load()
    for name, value in fields.items():
        setattr(settings, name, value)
    settings.save()
    return settings
