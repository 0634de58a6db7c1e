"""What participants are told by mail, each composed in the transaction of what caused it and in their own language.

One mail per (kind, registration, state of the date's calendar entry): the same key never makes a second. An answering
mail is one per form that was sent in. Somebody whom the organiser added without an address gets none.

- `participants`: what follows from what a participant does, and reminders.
- `notices`: what an organiser tells, and later events; `events.rehearsal` shows it first.
- `told`: a date with its participant's links. `rendering`: both forms of a mail. `posting`: keys and purposes.
"""

from events.mails.notices import kind_of, later_event, notice, render_later_event, render_notice
from events.mails.participants import (
    again,
    answer,
    cancelled,
    changed,
    confirmation,
    mine,
    promoted,
    reminder,
    render_answer,
    render_confirmation,
)
from events.mails.posting import key_of, purpose_of, send_test
from events.mails.rendering import Rendered

__all__ = [
    "Rendered",
    "again",
    "answer",
    "cancelled",
    "changed",
    "confirmation",
    "key_of",
    "kind_of",
    "later_event",
    "mine",
    "notice",
    "promoted",
    "purpose_of",
    "reminder",
    "render_answer",
    "render_confirmation",
    "render_later_event",
    "render_notice",
    "send_test",
]
