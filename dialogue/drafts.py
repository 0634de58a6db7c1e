"""An unpublished story from what a contributor has written, in the story list of its language."""

from __future__ import annotations

from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.text import slugify
from django.utils.translation import gettext as _

from dialogue.models import Contribution
from hub.enums import OrganisationKind, Vocabulary
from hub.models import Organisation, PageMunicipality, PageTerm, Term
from hub.reserved import slug_problem
from stories.models import StoryIndexPage, StoryPage
from stories.questions import QUESTIONS

CHOSEN = {"phase": "phase", "status": "status", "summary": "summary"}


def make_draft(contribution: Contribution) -> StoryPage | None:
    """The draft with its first revision; None where the tree has no list of stories."""
    index = _index_for(contribution.language)
    if index is None:
        return None
    page = StoryPage(
        title=contribution.title,
        live=False,
        locale=index.locale,
        written_standard="nb" if contribution.language == "en" else contribution.language,
        owner_organisation=owner_of(contribution),
        note=attribution(contribution),
        **{field: contribution.answers.get(name, "") for name, field in CHOSEN.items()},
        **{question.field: prose(contribution.answers.get(question.field, "")) for question in QUESTIONS},
    )
    page.page_terms = [PageTerm(term=term, sort_order=order) for order, term in enumerate(_terms(contribution))]
    if contribution.municipality:
        page.municipalities = [PageMunicipality(municipality=contribution.municipality, sort_order=0)]
    page.slug = _slug(contribution, index)
    index.add_child(instance=page)
    page.save_revision()
    return page


def _slug(contribution: Contribution, index: StoryIndexPage) -> str:
    """Empty, so that Wagtail makes it of the title; the reference where it cannot, or the address is taken."""
    wanted = slugify(contribution.title)
    usable = wanted and not slug_problem(wanted, index.depth + 1, index.locale.language_code)
    return "" if usable else f"bidrag-{contribution.reference.lower()}"


def _index_for(language: str) -> StoryIndexPage | None:
    tree = "en" if language == "en" else "nb"
    lists = StoryIndexPage.objects.filter(locale__language_code=tree).select_related("locale").order_by("path")
    return lists.visible().first() or lists.first()


def owner_of(contribution: Contribution) -> Organisation | None:
    """Whose experience it is, as far as the workplace tells: the organisation, or the municipality as a body."""
    if contribution.organisation or not contribution.municipality:
        return contribution.organisation
    bodies = Organisation.objects.filter(municipality=contribution.municipality, kind=OrganisationKind.KOMMUNE)
    return bodies.first() if len(bodies) == 1 else None


def attribution(contribution: Contribution) -> str:
    """What readers are told of where it comes from. The contributor's own name enters no page: see `hub` on persons."""
    with translation.override(contribution.language):
        day = date_format(timezone.localdate(contribution.touched_at), "DATE_FORMAT")
        who = contribution.workplace or str(contribution.organisation or contribution.municipality or "")
        if who:
            text = _("Contributed by somebody at %(who)s through the form “Share your experience” on %(day)s.")
            return text % {"who": who, "day": day}
        return _("Contributed by a reader through the form “Share your experience” on %(day)s.") % {"day": day}


def _terms(contribution: Contribution) -> list[Term]:
    wanted = {
        Vocabulary.SERVICE_FORMS: [contribution.answers.get("service_form", "")],
        Vocabulary.PATIENT_GROUPS: contribution.answers.get("patient_groups", []),
    }
    return [
        term for kind, slugs in wanted.items() for term in Term.objects.filter(vocabulary=kind, slug__in=slugs or [""])
    ]


def prose(text: str) -> str:
    """Plain text as the rich text of an answer: what looks like markup stays text."""
    paragraphs: list[list[str]] = [[]]
    for line in text.split("\n"):
        if line.strip():
            paragraphs[-1].append(escape(line))
        elif paragraphs[-1]:
            paragraphs.append([])
    return "".join(f"<p>{'<br/>'.join(lines)}</p>" for lines in paragraphs if lines)
