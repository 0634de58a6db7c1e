"""Where workers find the jobs of the room."""

from events import changes, lapsing, retention

__all__ = ["changes", "lapsing", "retention"]
