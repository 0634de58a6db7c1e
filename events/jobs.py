"""Where workers find the jobs of the room."""

from events import lapsing

__all__ = ["lapsing"]
