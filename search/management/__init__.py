"""The commands of the search room."""
