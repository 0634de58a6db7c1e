"""The public pages of the room, by subject."""
