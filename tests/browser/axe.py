"""axe-core in a page under test, with contrast on: WCAG 2.2 AA and best practice."""

from pathlib import Path

AXE = (Path(__file__).resolve().parents[2] / "node_modules/axe-core/axe.min.js").read_text()
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}
WIDTHS = (1280, 320)
SCHEMES = ("light", "dark")
VIEWS = [(width, scheme) for width in WIDTHS for scheme in SCHEMES]
SCROLLS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


def violations(page, name="", *, within=None):
    """All that axe finds on the page as it stands, or in the part that a selector names: one line for each element."""
    page.evaluate(AXE)
    result = page.evaluate("([part, rules]) => axe.run(part || document, rules)", [within, RULES])
    return [
        f"{name} {fault['id']}: {node['html'][:160]}" for fault in result["violations"] for node in fault["nodes"][:2]
    ]


def faults(page, name="", *, within=None):
    """The same, and whether the page scrolls sideways."""
    found = violations(page, name, within=within)
    return [*found, f"{name} scrolls sideways"] if page.evaluate(SCROLLS) else found
