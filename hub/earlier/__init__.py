"""Earlier versions of a page, for readers: what it said, when, and what has changed since.

A version is shown from what was frozen when it went out (`hub.models.PublishedVersion`), never from what the page is
related to today: a term that gets another name does not change what was said. Two things alone are looked up when it is
shown, as they may be withdrawn: the people it names, of whom it holds the ids, and whether a page that it points to is
still public.

What an address answers, decided 2026-11-22: a withdrawn version 410 with a stub that says so and why, and nothing of
what it said, so that a link to it is not taken for a mistake; but what readers never saw, what is a version of another
page, and all versions of a page that is hidden are 404 as any nonsense is, and nothing is told.

- `parts`: what a frozen version is made of, and its form in the database.
- `freezing`, `markup`: a page as parts.
- `following`: what stands beside the revision, such as dates, is frozen anew until the version ends.
- `difference`: two versions, word by word. Pure.
- `reading`: which versions readers may see, and their words.
- `views`, `addresses`: `<page>/versjoner/` and what lies below it.
- `desk`: editors withdraw a version.
"""
