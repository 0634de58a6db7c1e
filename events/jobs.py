"""Where workers find the jobs of the room."""

from events import changes, lapsing

__all__ = ["changes", "lapsing"]
