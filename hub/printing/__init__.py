"""A PDF of every page, tagged for screen readers (PDF/UA-1), made by a job when the page goes out.

WeasyPrint and Debian's Pango make it, and are optional: without them nothing is made and no page links to one.

- `sheet`: what of a page's answer belongs on paper: the words that any reader gets, and nothing else.
- `press`, `typesetter`: a sheet made into a PDF in a process of its own, with a time limit and without the network.
  `paper.css` is its only stylesheet: Designsystemet's has lengths without end, which WeasyPrint cannot lay out.
- `keeping`: the rows and files: what is kept, what is still true, what goes.
- `making`: the jobs. `following`: what changes drops what was printed before, and queues it anew.
- `views`, `addresses`: `<page>/utskrift.pdf`, answered only while the page, and all that its PDF shows, is visible.
"""
