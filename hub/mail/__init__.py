"""Every mail of the hub is composed into a table of its own first, and sent by a job.

- `compose`: `compose(...)` for our own mail, `draft(...)` to see it first; every other mail comes through the
  `backend`. All that is sent ends in `store`.
- `parts`: text from HTML and HTML from text, so that each mail has both.
- `models`: the composed mail, kept until it is delivered or its purpose is gone.
- `delivery`: SMTP, outside transactions, at least once with the same Message-ID.
- `refusals`: the signal that an address takes no mail.
- `overview`: what went to whom and what became of it; another try for what did not go out.

A mail is stored in the transaction that causes it: it is sent if and only if that is committed. Its row holds the
address and the text, so the job holds only the row's id. Both are wiped at delivery.
"""
