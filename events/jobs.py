"""Where workers find the jobs of the room."""

from events import changes, lapsing, reminders, retention

__all__ = ["changes", "lapsing", "reminders", "retention"]
