"""The one shared body of every page, and its parts."""

from hub.blocks.body import BodyBlock

__all__ = ["BodyBlock"]
