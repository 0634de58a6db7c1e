"""A list of pages that a reader picks, prints and sends, without an account: its address holds it, nobody stores it.

Ticks in lists and searches belong, by their `form` attribute, to a form below them that asks for `/liste/?s=…`.

- `picked`: from an address to its pages. Ids that are unknown, or that the public may not see, are left out silently.
- `views`, `urls`: the page. The template tags are in `hub.templatetags.shortlist`.
"""
