"""Every mail of the hub is composed into a table of its own first, and sent by a job.

- `compose`: `compose(...)` for our own mail; every other mail comes through the `backend`. Both end in `store`.
- `parts`: text from HTML and HTML from text, so that each mail has both.
- `models`: the composed mail, kept until it is delivered or its purpose is gone.
- `delivery`: SMTP, outside transactions, at least once with the same Message-ID.

A mail is stored in the transaction that causes it: it is sent if and only if that is committed. Its row holds the
address and the text, so the job holds only the row's id. Both are wiped at delivery.
"""
