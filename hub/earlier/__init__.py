"""Earlier versions of a page, for readers: what it said, when, and what has changed since.

A version is shown from what was frozen when it went out (`hub.models.PublishedVersion`), never from what the page is
related to today: a term that gets another name does not change what was said. Two things alone are looked up when it is
shown, as they may be withdrawn: the people it names, of whom it holds the ids, and whether a page that it points to is
still public.

- `parts`: what a frozen version is made of, and its form in the database.
- `freezing`, `markup`: a page as parts.
- `difference`: two versions, word by word. Pure.
- `reading`: which versions readers may see, and their words.
- `views`, `addresses`: `<page>/versjoner/` and what lies below it.
- `desk`: editors withdraw a version.
"""
