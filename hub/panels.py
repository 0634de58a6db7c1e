"""How the editing form of every page type is put together: groups as an editor thinks of them."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
    TitleFieldPanel,
)

HEAD = [
    TitleFieldPanel("title"),  # gives the address while the title is typed
    FieldPanel(
        "summary",
        help_text=_("Two or three sentences that stand alone: what was done, for whom, what came of it."),
    ),
]
LIST_HEAD = [HEAD[0], FieldPanel("title_nn"), *HEAD[1:]]  # lists stand in the menu, also that of Nynorsk pages
LISTING_IMAGE = MultiFieldPanel(
    [FieldPanel("listing_image"), FieldPanel("listing_image_alt")], heading=_("Picture in lists")
)
BODY = FieldPanel("body")
OWNER = FieldPanel("owner_organisation")
PARTNERS = InlinePanel("organisations", heading=_("Partners"), label=_("Partner"))
PLACES = MultiFieldPanel(
    [
        InlinePanel("municipalities", label=_("Municipality")),
        # Few enough for a plain list; the others are chosen with a search.
        FieldRowPanel([FieldPanel("county", widget=forms.Select), FieldPanel("health_community", widget=forms.Select)]),
    ],
    heading=_("Where"),
)
LINKS = InlinePanel("links_out", heading=_("Related pages"), label=_("Related page"))
SOURCES = [
    InlinePanel("sources", heading=_("Sources"), label=_("Source")),
    FieldPanel("confidence"),
    FieldPanel("inferred_fields"),
    FieldPanel("note"),
    InlinePanel("footnotes", heading=_("Footnotes"), label=_("Footnote")),
]
UPKEEP = [
    FieldPanel("written_standard"),
    MultiFieldPanel(
        [FieldRowPanel([FieldPanel("reviewed_on"), FieldPanel("review_by")])], heading=_("Professional review")
    ),
    MultiFieldPanel(
        [FieldRowPanel([FieldPanel("responsible_role"), FieldPanel("responsible_email")])], heading=_("Who answers")
    ),
    MultiFieldPanel(
        [FieldPanel("notice"), FieldRowPanel([FieldPanel("notice_url"), FieldPanel("notice_until")])],
        heading=_("Notice at the top of the page"),
    ),
]
SEARCH_WORDS = MultiFieldPanel(
    [FieldPanel("search_words_nb"), FieldPanel("search_words_en")], heading=_("Search words")
)
CHANGE = MultiFieldPanel([FieldPanel("change_note")], heading=_("What has changed?"))


def tabs(*, content, about=(), promote=(), settings=()):
    """The edit form: content, what it is about, sources, upkeep, address and planning.

    Args:
        content: The type's own panels, title and summary first.
        about: Panels that say who, where and about what.
    """
    parts = [ObjectList([*content, CHANGE], heading=_("Content"))]
    if about:
        parts.append(ObjectList([*about, LINKS], heading=_("What it is about")))
    else:
        parts[0].children.append(LINKS)
    parts += [
        ObjectList(SOURCES, heading=_("Sources")),
        ObjectList(UPKEEP, heading=_("Upkeep")),
        ObjectList([LISTING_IMAGE, SEARCH_WORDS, *promote, *settings], heading=_("Address and planning")),
    ]
    return TabbedInterface(parts)


__all__ = [
    "BODY",
    "CHANGE",
    "HEAD",
    "LINKS",
    "LIST_HEAD",
    "OWNER",
    "PARTNERS",
    "PLACES",
    "SOURCES",
    "UPKEEP",
    "HelpPanel",
    "tabs",
]
