"""Where workers find the jobs of the room."""

from dialogue import own, retention

__all__ = ["own", "retention"]
