"""What every page's markup must hold, read without a browser (WCAG 2.2 AA as far as markup shows it)."""

from bs4 import BeautifulSoup

LABELLED = ("input", "select", "textarea")


def soup(response):
    """The parsed page of a response."""
    return BeautifulSoup(response.content, "html.parser")


def faults(page, language):
    """All that is wrong with a page's markup, as sentences; empty when nothing is."""
    return [
        *frame_faults(page, language),
        *heading_faults(page),
        *control_faults(page),
        *link_faults(page),
        *inline_faults(page),
    ]


def frame_faults(page, language):
    """Language, title, landmarks."""
    if page.html.get("lang") != language:
        yield f"html lang is {page.html.get('lang')}, not {language}"
    if not page.title or not page.title.get_text(strip=True):
        yield "no title"
    for name in ("main", "header", "footer"):
        if not page.find(name):
            yield f"no {name}"
    navigations = page.find_all("nav")
    for navigation in navigations:
        if not navigation.get("aria-label") and not navigation.get("aria-labelledby"):
            yield "a nav without a name"
    ids = [tag["id"] for tag in page.find_all(id=True)]
    for doubled in sorted({name for name in ids if ids.count(name) > 1}):
        yield f"id {doubled} stands more than once"


def heading_faults(page):
    """One h1, no skipped level, no empty heading."""
    headings = page.find_all(["h1", "h2", "h3", "h4", "h5", "h6"])
    levels = [int(tag.name[1]) for tag in headings if not tag.find_parent("footer")]
    if levels.count(1) != 1:
        yield f"{levels.count(1)} h1"
    for before, after in zip([0, *levels], levels, strict=False):
        if after > before + 1:
            yield f"h{after} follows h{before}"
    for tag in headings:
        if not tag.get_text(strip=True):
            yield f"an empty {tag.name}"


def control_faults(page):
    """Every control has a name."""
    labels = {tag.get("for") for tag in page.find_all("label")}
    for tag in page.find_all(LABELLED):
        named = (
            tag.get("aria-label") or tag.get("aria-labelledby") or tag.get("id") in labels or tag.find_parent("label")
        )
        if tag.get("type") not in {"hidden", "submit"} and not named:
            yield f"a {tag.name} without a label: {tag}"
    for tag in page.find_all("button"):
        if not tag.get_text(strip=True) and not tag.get("aria-label"):
            yield "a button without a name"


def link_faults(page):
    """Every link has a target and words, every picture a text alternative or none on purpose."""
    for tag in page.find_all("a", href=True):
        if not tag.get_text(strip=True) and not tag.get("aria-label") and not tag.find("img", alt=True):
            yield f"a link without words: {tag['href']}"
        if tag["href"] in {"", "#"}:
            yield f"a link to nowhere: {tag.get_text(strip=True)}"
    for tag in page.find_all("img"):
        if tag.get("alt") is None:
            yield "a picture without alt"
    for tag in page.find_all("svg"):
        if tag.get("aria-hidden") != "true" and tag.get("role") not in {"img", "group"}:
            yield "a drawing that is neither hidden nor named"


def inline_faults(page):
    """Nothing that a strict content security policy refuses, and nothing from others."""
    for tag in page.find_all(style=True):
        yield f"an inline style: {tag.name}"
    for tag in page.find_all("script"):
        if not tag.get("src") and tag.get("type") != "application/ld+json":
            yield "an inline script"
    for tag in page.find_all(True):
        if any(name.startswith("on") for name in tag.attrs):
            yield f"an inline handler: {tag.name}"
        address = tag.get("src") or (tag.get("href") if tag.name == "link" else None) or ""
        if address.startswith(("http:", "https:", "//")) and tag.get("rel") not in (["canonical"], ["alternate"]):
            yield f"a request to others: {address}"
