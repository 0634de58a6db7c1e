"""Builders of experiences and international examples: plain functions, the same result every time."""

from hub.enums import Beneficiary, EvidenceLevel, MastDomain, Phase, ServiceStatus, Vocabulary
from stories.models import (
    ExampleResult,
    InternationalExamplePage,
    InternationalIndexPage,
    StoryAdvice,
    StoryDifficulty,
    StoryIndexPage,
    StoryPage,
    StoryResult,
)
from tests.builders.hub import make_municipality, make_organisation, make_page, make_term


def make_story_index(*, language="nb"):
    """The list of experiences of a tree; made once, then the same one."""
    return _index(StoryIndexPage, language, {"nb": "Erfaringer", "en": "Experiences"})


def make_example_index(*, language="nb"):
    """The list of international examples of a tree; made once, then the same one."""
    return _index(InternationalIndexPage, language, {"nb": "Eksempler", "en": "Examples"})


def _index(model, language, titles):
    found = model.objects.filter(locale__language_code=language).first()
    title = titles[language]
    return found or make_page(model, language=language, title=title, slug=title.lower())


def make_story(*, language="nb", **fields):
    """An experience that can be published: owned by Bodø, in operation, one answered question, nothing else said."""
    fields.setdefault("parent", make_story_index(language=language))
    fields.setdefault("terms", [make_term(vocabulary=Vocabulary.SERVICE_FORMS, slug="digital-hjemmeoppfolging")])
    fields.setdefault("owner_organisation", make_organisation())
    fields.setdefault("phase", Phase.DRIFT)
    fields.setdefault("status", ServiceStatus.I_DRIFT)
    fields.setdefault("what", "<p>Pasienten måler hjemme.</p>")
    fields.setdefault("for_whom", "<p>Personer med KOLS.</p>")
    return make_page(StoryPage, **fields)


def make_full_story(*, rows=1, **fields):
    """An experience with `rows` of every kind of row."""
    bodo = make_municipality()
    others = [make_municipality(number=str(1900 + n), name=f"Sted {n}", county=bodo.county) for n in range(rows)]
    partners = [make_organisation(name=f"Partner {n}") for n in range(rows)]
    return make_story(
        municipalities=[bodo, *others],
        organisations=partners,
        sources=[f"Kilde {n}" for n in range(rows)],
        footnotes=[f"<p>Note {n}</p>" for n in range(rows)],
        results=[result(text=f"Resultat {n}") for n in range(rows)],
        difficulties=[StoryDifficulty(text=f"Vanske {n}", nasss="teknologien") for n in range(rows)],
        advice=[StoryAdvice(text=f"Råd {n}") for n in range(rows)],
        **fields,
    )


def make_example(*, language="nb", **fields):
    """An international example that can be published."""
    fields.setdefault("parent", make_example_index(language=language))
    fields.setdefault("terms", [make_term(vocabulary=Vocabulary.SERVICE_FORMS, slug="digital-hjemmeoppfolging")])
    fields.setdefault("country", "DK")
    fields.setdefault("phase", Phase.AVSLUTTET)
    fields.setdefault("status", ServiceStatus.UKJENT)
    fields.setdefault("what", "<p>Pasienten får utstyr hjem.</p>")
    fields.setdefault("lesson_for_norway", "<p>Velg målgruppen først.</p>")
    return make_page(InternationalExamplePage, **fields)


def result(*, model=StoryResult, text="Færre innleggelser", evidence=EvidenceLevel.ERFARING, **fields):
    """An unsaved result; the service's own experience of its organisation unless told otherwise."""
    fields.setdefault("mast", MastDomain.ORGANISERING)
    fields.setdefault("beneficiary", Beneficiary.PASIENT)
    return model(text=text, evidence=evidence, **fields)


def example_result(**fields):
    """An unsaved result of an example."""
    return result(model=ExampleResult, **fields)
