"""axe-core in a page under test, with contrast on: WCAG 2.2 AA and best practice."""

from pathlib import Path

AXE = (Path(__file__).resolve().parents[2] / "node_modules/axe-core/axe.min.js").read_text()
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}
# All that axe finds in order as well takes three times as long to hand over as to find.
RUN = "([part, rules]) => axe.run(part || document, rules).then(result => result.violations)"
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
# Forced colours are the reader's own choice; axe takes them for ours.
FORCED = RULES | {"rules": {rule: {"enabled": False} for rule in COLOURS["runOnly"]["values"]}}
WIDTHS = (1280, 390, 320)
SCRIPTS = "**/*.js"
# Colours that fade from one scheme to the other are there at once.
SETTLE = "document.getAnimations().filter(one => one instanceof CSSTransition).forEach(one => one.finish())"
SCROLLS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


def faults(page, name="", *, within=None):
    """All that axe finds on the page as it stands, or in the part that a selector names: one line for each element.

    Then whether it scrolls sideways, and what its colours do in the dark: a colour scheme changes nothing else.
    """
    found = _in_the_light(page, name, within)
    _show_in(page, "dark")
    found += _violations(page, f"{name} (dark)", within, COLOURS)
    _show_in(page, "light")
    return found


def faults_in_all_looks(page, name):
    """The same in each width, in forced colours, and loaded anew with all scripts empty.

    What a form was sent back with is sent once more by that: it changes nothing.
    """
    widest, *narrow = WIDTHS
    page.set_viewport_size({"width": widest, "height": 900})
    found = faults(page, f"{name}, {widest} px")
    for width in narrow:
        page.set_viewport_size({"width": width, "height": 900})
        found += _in_the_light(page, f"{name}, {width} px")
    page.emulate_media(forced_colors="active")
    found += _violations(page, f"{name} (forced colours)", None, FORCED)
    page.emulate_media(forced_colors="none")
    page.route(SCRIPTS, _nothing)
    page.reload()
    page.evaluate(AXE)
    found += _violations(page, f"{name} (without scripts)", None, RULES)
    page.unroute(SCRIPTS)
    return found


def _nothing(route):
    route.fulfill(content_type="text/javascript", body="")


def _in_the_light(page, name, within=None):
    if page.evaluate("!window.axe"):
        page.evaluate(AXE)
    found = _violations(page, name, within, RULES)
    return [*found, f"{name} scrolls sideways"] if page.evaluate(SCROLLS) else found


def _show_in(page, scheme):
    page.emulate_media(color_scheme=scheme)
    page.evaluate(SETTLE)


def _violations(page, name, within, rules):
    found = page.evaluate(RUN, [within, rules])
    return [f"{name} {fault['id']}: {node['html'][:160]}" for fault in found for node in fault["nodes"][:2]]
