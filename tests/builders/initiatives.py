"""Builders of initiatives, news and films: plain functions, the same result every time."""

from hub.enums import OrganisationKind, Vocabulary
from stories.enums import InitiativeKind, InitiativePhase, NewsKind
from stories.models import (
    FilmIndexPage,
    FilmPage,
    InitiativeActor,
    InitiativeBenefit,
    InitiativeIndexPage,
    InitiativePage,
    Milestone,
    NewsIndexPage,
    NewsPage,
    StartupAction,
)
from tests.builders.hub import make_organisation, make_page, make_term


def make_register(*, language="nb"):
    """The register of initiatives of a tree; made once, then the same one."""
    return _index(InitiativeIndexPage, language, {"nb": "Tiltak", "en": "Initiatives"})


def make_news_index(*, language="nb"):
    """The list of news of a tree; made once, then the same one."""
    return _index(NewsIndexPage, language, {"nb": "Nyheter", "en": "News"})


def make_film_index(*, language="nb"):
    """The list of films of a tree; made once, then the same one."""
    return _index(FilmIndexPage, language, {"nb": "Filmer", "en": "Films"})


def _index(model, language, titles):
    found = model.objects.filter(locale__language_code=language).first()
    title = titles[language]
    return found or make_page(model, language=language, title=title, slug=title.lower())


def directorate(name="Helsedirektoratet"):
    """A body of the state."""
    return make_organisation(name=name, kind=OrganisationKind.DIREKTORAT)


def make_initiative(*, language="nb", **fields):
    """An initiative that can be published: a project of the Directorate of Health, in execution, nothing else said."""
    fields.setdefault("parent", make_register(language=language))
    fields.setdefault("terms", [make_term(vocabulary=Vocabulary.SERVICE_FORMS, slug="digital-hjemmeoppfolging")])
    fields.setdefault("kind", InitiativeKind.PROSJEKT)
    fields.setdefault("phase", InitiativePhase.GJENNOMFORING)
    fields.setdefault("owner_organisation", directorate())
    return make_page(InitiativePage, **fields)


def make_strategy(*, areas=2, actions=2, written_standard="nn", **fields):
    """A strategy with areas A, B … that have actions 1, 2 … each; every action is one of its area's on start-up.

    Returns:
        The strategy, its areas, and a list of actions for each area.
    """
    common = {"phase": InitiativePhase.GJELDENDE, "written_standard": written_standard}
    strategy = make_initiative(kind=InitiativeKind.STRATEGI, title="Strategi", **common, **fields)
    made_areas, made_actions = [], []
    for number in range(1, areas + 1):
        area = make_initiative(
            parent=strategy,
            kind=InitiativeKind.STRATEGIOMRADE,
            order=number,
            title=f"Område {number} (område {chr(64 + number)})",
            short_title=f"Område {number}",
            **common,
        )
        below = [
            make_initiative(
                parent=area,
                kind=InitiativeKind.STRATEGITILTAK,
                order=place,
                title=f"Handling {number}.{place}",
                **common,
            )
            for place in range(1, actions + 1)
        ]
        for order, page in enumerate(below):
            StartupAction.objects.create(initiative=area, sort_order=order, text=f"Gjer {page.title}", action_page=page)
        made_areas.append(area)
        made_actions.append(below)
    return strategy, made_areas, made_actions


def make_full_initiative(*, rows=1, **fields):
    """An initiative with `rows` of every kind of row."""
    return make_initiative(
        background="<p>Bakgrunnen.</p>",
        needs="<p>Behovet.</p>",
        organisation_of_work="<p>Slik er det organisert.</p>",
        benefits=[benefit(text=f"Gevinst {n}") for n in range(rows)],
        milestones=[milestone(text=f"Milepæl {n}") for n in range(rows)],
        actors=[actor(name=f"Aktør {n}", organisation=directorate(f"Etat {n}"), text="Deltar") for n in range(rows)],
        startup_actions=[StartupAction(text=f"Start {n}", sort_order=n) for n in range(rows)],
        sources=[f"Kilde {n}" for n in range(rows)],
        footnotes=[f"<p>Note {n}</p>" for n in range(rows)],
        organisations=[directorate(f"Partner {n}") for n in range(rows)],
        **fields,
    )


def benefit(*, text="Slipper reiser", beneficiary="pasient", benefit="spart-tid"):
    """An unsaved benefit."""
    return InitiativeBenefit(text=text, beneficiary=beneficiary, benefit=benefit)


def milestone(*, text="Oppstart", date="2020", status="nådd", **fields):
    """An unsaved milestone, reached in 2020."""
    return Milestone(text=text, date=date, status=status, **fields)


def actor(*, name="Fastleger", role="deltar", **fields):
    """An unsaved actor."""
    return InitiativeActor(name=name, role=role, **fields)


def make_news(*, language="nb", **fields):
    """A piece of news that can be published: an article with a source and an address, undated."""
    fields.setdefault("parent", make_news_index(language=language))
    fields.setdefault("kind", NewsKind.ARTICLE)
    source = {"title": "Saken", "publisher": "Nasjonalt senter", "url": "https://example.org/saken"}
    fields.setdefault("sources", [source])
    return make_page(NewsPage, **fields)


def make_film(*, language="nb", **fields):
    """A film that can be published, at an address elsewhere."""
    fields.setdefault("parent", make_film_index(language=language))
    fields.setdefault("publisher", "Nasjonalt senter")
    fields.setdefault("transcript", "<p>En pasient forteller.</p>")
    if "video_document" not in fields:
        fields.setdefault("video_url", "https://vimeo.com/123456")
    return make_page(FilmPage, **fields)
