"""How to read the houses: every state of the drawing beside its words."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hub import languages, sitemap
from hub.addresses import LEGEND
from hub.drawing.houses import lit_windows
from hub.enums import Phase, Vocabulary
from hub.frame import Place
from hub.models import Term


def legend(request: HttpRequest) -> HttpResponse:
    """The page that the captions of the houses lead to."""
    return languages.render_in(languages.asked_language(request), lambda: respond(request))


def respond(request: HttpRequest) -> TemplateResponse:
    """The page in the active language: what form, windows, attic, colour and footing say."""
    request.hub_place = Place(_("How to read the houses"), addresses=LEGEND)  # type: ignore[attr-defined]
    context = {
        "shapes": shapes(),
        "phases": [(phase.value, phase.label, windows(phase)) for phase in Phase],
        "attics": attics(),
        "forms": list(Term.objects.filter(vocabulary=Vocabulary.SERVICE_FORMS, parent=None)),
    }
    return TemplateResponse(request, "hub/legend.html", context)


def shapes() -> list[tuple[str, str, str]]:
    """Sample, name and meaning of each form that a house can have: it says who."""
    return [
        ("one-gable", _("Gable"), _("A municipality. One house for one municipality.")),
        ("two-gables", _("Two gables"), _("2–4 municipalities. The house with windows owns the experience.")),
        ("three-gables", _("Three gables"), _("5 municipalities or more.")),
        ("hospital", _("Flat roof"), _("A hospital.")),
        ("hospital-and-gable", _("Flat roof and gable"), _("Hospital and municipality together; the hospital owns.")),
        ("gable-and-hospital", _("Gable and flat roof"), _("The municipality owns, the hospital takes part.")),
    ]


def windows(phase: Phase) -> str:
    """How a phase is shown, in words."""
    lit = lit_windows(phase)
    if not lit:
        return _("Empty frames.")
    return ngettext("%(lit)s of 6 windows is lit.", "%(lit)s of 6 windows are lit.", lit) % {"lit": lit}


def attics() -> list[tuple[str, str, str]]:
    """Sample, name and meaning of what the attic can show: whether it runs now."""
    return [
        ("attic-lit", _("Light in the attic"), _("Running, or continued after the project.")),
        ("attic-dark", _("Dark attic"), _("Not known.")),
        ("attic-none", _("No attic window"), _("Stopped.")),
    ]


sitemap.register(lambda: [sitemap.Entry(LEGEND)])
