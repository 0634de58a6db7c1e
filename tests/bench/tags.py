"""The hub's template tags with rich text and related pages done the idiomatic way."""

from django import template
from django.utils.safestring import mark_safe
from wagtail.rich_text import RichText, expand_db_html

from hub.related import Group
from hub.templatetags import hub as ours

register = template.Library()
register.tags.update(ours.register.tags)
register.filters.update(ours.register.filters)


@register.simple_tag
def prose(markup):
    """Each rich text resolves its own links, as the filter `richtext` does."""
    return mark_safe(expand_db_html(markup.source if isinstance(markup, RichText) else markup or ""))


@register.simple_tag
def body(page):
    """The stream as Wagtail renders it."""
    return mark_safe("".join(str(block) for block in page.body))


@register.simple_tag
def footnotes(page):
    """The footnotes without back-links."""
    return [(row, []) for row in page.footnotes.all()]


@register.simple_tag
def related(page):
    """Both ends of the links, each page fetched in full when it is met."""
    found = [link.target.specific for link in page.links_out.all() if link.target.live]
    found += [link.source.specific for link in page.links_in.all() if link.source.live]
    groups: dict[type, dict[int, object]] = {}
    for other in found:
        if other.locale_id == page.locale_id or other.has_other_addresses:
            groups.setdefault(type(other), {})[other.pk] = other
    ordered = sorted(groups.items(), key=lambda pair: pair[0].listing_order or 999)
    return [
        Group(model.related_heading(), model.related_template, model.related_layout, list(pages.values()))
        for model, pages in ordered
    ]
