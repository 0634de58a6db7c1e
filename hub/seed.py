"""Loads what the kernel owns: places, terms, organisations, both front pages, themes, phases and About."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.utils.html import format_html, format_html_join
from django.utils.text import slugify
from wagtail.models import Locale, Page, Site

from hub.editors import ensure_editor_group
from hub.models.home import HomePage
from hub.models.organisations import Organisation
from hub.models.places import County, HealthCommunity, Municipality
from hub.models.site_settings import HubSettings
from hub.models.standard import StandardPage
from hub.models.terms import Term
from hub.models.themes import PhaseIndexPage, PhasePage, ThemeIndexPage, ThemePage
from hub.seeding import Loader, Step
from hub.seeding.loader import norwegian_slug
from hub.wording import inside

MAILBOX = "digihjem@helsedir.no"
ROLE = {"nb": "Temaredaksjonen i Helsedirektoratet", "en": "The theme team in the Directorate of Health"}
HOME_SUMMARY = {
    "nb": "Kommuner og sykehus deler det de har lært av å flytte helsehjelp hjem til pasienten.",
    "en": "Municipalities and hospitals share what they have learned about moving health care home.",
}
SHARE_TEXT = {
    "nb": "<p>Noen står foran det dere nettopp har gjort. Skriv ned det dere lærte, også det som ikke gikk.</p>"
    "<ol><li>Svar på ni spørsmål, eller ta kontakt, så skriver vi.</li><li>Redaksjonen leser og spør om kilder.</li>"
    "<li>Vi spør jevnlig om tjenesten fortsatt er i gang.</li></ol>",
    "en": "<p>Someone is facing what you have just done. Write down what you learned, also what did not work.</p>"
    "<ol><li>Answer nine questions, or get in touch, and we write.</li><li>The editors read and ask for sources.</li>"
    "<li>We ask from time to time whether the service is still running.</li></ol>",
}


def paragraphs(text: str | None) -> str:
    """Plain text as rich text."""
    return format_html_join("", "<p>{}</p>", ((part,) for part in (text or "").split("\n") if part.strip()))


def load_places(loader: Loader) -> None:
    """15 counties, 357 municipalities and 19 health communities."""
    facts = loader.facts("hub", "places")
    if loader.once("places"):
        # What has an address is saved one by one, so that the rooms that listen hear of it.
        for number, name in facts["fylker"].items():
            short = name.split(" - ")[0]
            County.objects.create(number=number, name=short, official_name=name, slug=norwegian_slug(short))
        Municipality.objects.bulk_create(
            Municipality(
                number=row["kommunenummer"],
                name=row["kortnavn"],
                official_name=row["navn"],
                county_id=row["fylkesnummer"],
            )
            for row in facts["kommuner"]
        )
        for row in loader.facts("hub", "health_communities"):
            HealthCommunity.objects.create(
                slug=row["id"], nb=row["nb"], nn=row["nn"], en=row["en"], confirmed=row["basis"] == "confirmed"
            )


def load_terms(loader: Loader) -> None:
    """The open vocabularies, with broader terms before their narrower ones."""
    for vocabulary, values in loader.facts("hub", "terms").items():
        for position, value in enumerate(values):
            if loader.once(f"terms/{vocabulary}/{value['id']}"):
                term = Term.objects.create(
                    vocabulary=vocabulary,
                    slug=value["id"],
                    position=position,
                    parent=loader.terms.get((vocabulary, value.get("parent", ""))),
                    **{language: value[language] for language in ("nb", "nn", "en")},
                )
                loader.terms[vocabulary, term.slug] = term


def load_organisations(loader: Loader) -> None:
    """The bodies behind variants and joint names in the facts, and the hub's own role mailbox."""
    loader.organisation_names = {row["name"]: row for row in loader.facts("hub", "organisations")}
    for row in loader.organisation_names.values():
        for part in row["means"]:
            loader.organisation(part["name"], part["kind"])
    directorate = loader.organisation("Helsedirektoratet", "direktorat")[0]
    if loader.once("organisations/helsedirektoratet/mailbox"):
        Organisation.objects.filter(pk=directorate.pk).update(role=ROLE["nb"], email=MAILBOX)


def load_home(loader: Loader) -> None:
    """Both trees, the site and its settings, and the group that edits them."""
    facts = loader.facts("hub", "pages")["front"]
    root = Page.get_first_root_node()
    if loader.once("home"):
        loader.locales["en"], _ = Locale.objects.get_or_create(language_code="en")
        Page.objects.filter(depth=2, content_type__app_label="wagtailcore").delete()
        norwegian = add_home(loader, Page.objects.get(pk=root.pk), facts, "nb", None)
        add_home(loader, Page.objects.get(pk=root.pk), facts, "en", norwegian)
        address = urlsplit(settings.PUBLIC_URL)
        Site.objects.update_or_create(
            is_default_site=True,
            defaults={
                "hostname": address.hostname or "localhost",
                "port": address.port or (443 if address.scheme == "https" else 80),
                "site_name": settings.WAGTAIL_SITE_NAME,
                "root_page": norwegian,
            },
        )
        HubSettings.objects.update_or_create(
            pk=1,
            defaults={
                "run_by_nb": "Helsedirektoratet sammen med Nasjonalt senter for e-helseforskning",
                "run_by_nn": "Helsedirektoratet saman med Nasjonalt senter for e-helseforsking",
                "run_by_en": "The Directorate of Health with the Norwegian Centre for E-health Research",
                "role": ROLE["nb"],
                "role_en": ROLE["en"],
                "email": MAILBOX,
            },
        )
    ensure_editor_group()


def add_home(loader: Loader, root: Page, facts: dict, language: str, source: HomePage | None) -> HomePage:
    """A front page with its promise and its two questions."""
    learn, share = facts["questions"][language]
    home = HomePage(
        title=facts["title"][language],
        slug="home" if language == "en" else "hjem",
        locale=loader.locales[language],
        summary=HOME_SUMMARY[language],
        promise=facts["promise"][language],
        learn_question=learn,
        share_question=share,
        share_text=SHARE_TEXT[language],
        live=False,
    )
    if source:
        home.translation_key = source.translation_key
    root.add_child(instance=home)
    home.sources = loader.sources(facts["sources"])
    home.publish(home.save_revision(log_action=False), log_action=False)
    return home


def load_themes(loader: Loader) -> None:
    """A theme for each service form, in Norwegian and English."""
    norwegian = loader.page(
        "listings",
        ThemeIndexPage(
            title="Temaer",
            title_nn="Tema",
            slug="temaer",
            show_in_menus=True,
            summary="Alt kunnskapsnavet har, samlet etter tjenesteform.",
        ),
        loader.home("nb"),
    )
    if norwegian is None:
        return  # deleted by an editor, and all below it
    english = loader.page(
        "listings",
        ThemeIndexPage(
            title="Themes", slug="themes", show_in_menus=True, summary="All that the hub holds, by form of service."
        ),
        loader.home("en"),
        source=norwegian,
    )
    for fact in loader.facts("hub", "pages")["themes"]:
        related = {"concepts": fact["concepts"]}
        page = loader.page("themes", theme(loader, fact, fact, "nb"), norwegian, related=related)
        if page:
            translated = theme(loader, fact, fact["en"], "en")
            loader.page("themes", translated, english, source=page, related=related)


def theme(loader: Loader, fact: dict, text: dict, language: str) -> ThemePage:
    """An unsaved theme page with the facts' words in one language."""
    page = ThemePage(
        title=text["title"],
        slug=slugify(text["title"]) if language == "en" else fact["slug"],
        summary=text["intro"],
        service_form=loader.term("service_forms", fact["service_form"]),
        purpose=paragraphs(text["purpose"]),
        background=paragraphs(text["background"]),
        target_group=paragraphs(text["target_group"]),
        responsible_role=ROLE[language],
        responsible_email=MAILBOX,
    )
    page.sources = loader.sources(fact["sources"])
    page.page_terms = loader.page_terms("service_forms", [fact["service_form"]])
    return page


def load_phases(loader: Loader) -> None:
    """A page for each phase of a project; the facts have them in Bokmål only."""
    index = loader.page(
        "listings",
        PhaseIndexPage(
            title="Faser", title_nn="Fasar", slug="faser", summary="Det som hjelper der prosjektet deres er nå."
        ),
        loader.home("nb"),
    )
    for fact in loader.facts("hub", "pages")["front"]["phases"]:
        page = PhasePage(title=fact["title"], slug=fact["phase"], phase=fact["phase"], summary=fact["text"])
        loader.page("phases", page, index, related=fact["related"])


def load_about(loader: Loader) -> None:
    """About the hub, with the two arenas for sharing."""
    fact = loader.facts("hub", "pages")["about"]
    page = StandardPage(
        title=fact["title"],
        slug=fact["slug"],
        show_in_menus=True,
        summary=fact["purpose"],
        responsible_role=ROLE["nb"],
        responsible_email=MAILBOX,
        note="Kilden ble først publisert 2. juli 2021 og sist faglig oppdatert 25. oktober 2021.",
    )
    arenas = format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((arena,) for arena in fact["arenas"])))
    page.body = [
        *section("Bakgrunn", paragraphs(fact["background"])),
        *section("Hvem siden er for", paragraphs(fact["target_group"])),
        *section("To arenaer for å dele", arenas),
        *section("Innspill", paragraphs(f"{fact['input']} Skriv til {inside(ROLE['nb'])}: {MAILBOX}.")),
    ]
    page.sources = loader.sources([*fact["sources"], *fact["documents"]])
    norwegian = loader.page("pages", page, loader.home("nb"), related=fact["related"])
    text = fact["en"]
    translated = StandardPage(
        title=text["title"],
        slug="about",
        show_in_menus=True,
        summary=text["purpose"],
        responsible_role=ROLE["en"],
        responsible_email=MAILBOX,
    )
    translated.body = [
        *section("Background", paragraphs(text["background"])),
        *section("Whom it is for", paragraphs(text["target_group"])),
    ]
    translated.sources = loader.sources([*fact["sources"], *fact["documents"]])
    if norwegian:
        loader.page("pages", translated, loader.home("en"), source=norwegian, related=fact["related"])


def section(heading: str, text: str) -> list[tuple[str, object]]:
    """A heading and the text below it, as body blocks."""
    return [("heading", {"text": heading, "level": "h2"}), ("text", text)]


STEPS = (
    Step("hub.places", load_places),
    Step("hub.terms", load_terms),
    Step("hub.organisations", load_organisations, after=("hub.places",)),
    Step("hub.home", load_home),
    Step("hub.themes", load_themes, after=("hub.home", "hub.terms")),
    Step("hub.phases", load_phases, after=("hub.home", "hub.terms")),
    Step("hub.about", load_about, after=("hub.home",)),
    Step("hub.pages", lambda loader: None, after=("hub.themes", "hub.phases", "hub.about", "hub.organisations")),
)
