"""Where workers find the jobs of the room."""

from events import changes, lapsing, mails, reminders, retention

__all__ = ["changes", "lapsing", "mails", "reminders", "retention"]
