"""Every side effect of the hub is a row of the job table first, written in the transaction that causes it.

Commit means queued and rollback means that it never existed, whatever happens to a broker, a worker or a mail
server. The parts, from the caller to the effect:

- `kinds`: what a job is (`@job("search.reindex")`, `@job("mail.deliver", outside=True)`) and the registry by name.
- `queue`: `enqueue(kind, *ids)` inserts the row, or merges with an equal one that waits.
- `wake`: after the commit, a hint to Celery's workers through Redis, from a thread of its own.
- `claims`: how one worker takes a job (lease, fencing by attempt) and what becomes of it (done, retry, dead).
- `worker`: `drain()`, and the loops that poll each second; the same in the embedded worker and in Celery's.
- `schedule`: what runs by the clock, a registry in code and one row per entry, safe with many schedulers.
- `backend`: Wagtail's own `django_tasks` go the same way.
- `housekeeping`: finished rows go after 7 days.
- `admin`: the report with its retry buttons.

Lanes: a job that touches only the database runs in one transaction with its own `done`, so its effect happens once. A
job with outside effects (SMTP, HTTP, files) runs outside transactions, at least once. Each kind of outside ("mail.",
"search.") has a lane, and a worker a thread for each: a mail server that hangs holds up mail and nothing else.
"""
