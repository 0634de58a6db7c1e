"""People who are named or pictured, and their right not to be.

A name enters a page only as the choice of a `Person`. Pages, revisions and versions hold its id; the name stands in one
row, with the reasons for showing it. Withdrawn, it is gone from there too, and the role is shown instead.

Whoever keeps a copy of what a page says (the search, files for print) listens to `hub.indexing.told_anew`: it is sent
for every page that named or pictured the person, in the transaction in which the name goes, and again when a picture's
files are deleted. Whoever keeps words that nobody can trace to a page listens to `withdrawal.name_withdrawn`, whoever
keeps what was made of texts (calendar feeds) to `withdrawal.texts_swept`.

- `rules`: what the gate to publication asks: an entry that holds, and no registered name in the running text.
- `withdrawal`: the name goes, in one transaction, and the evidence is sealed; the files of pictures follow by job.
- `words`: finding a name however it is written or stored. Pure.
- `sweep`: taking a name from all texts of the database, whoever wrote it there.
- `upkeep`: warnings before an entry ends, its end, the end of the evidence.
- `desk`, `register`: the editors' pages, and the administrators'.
"""
