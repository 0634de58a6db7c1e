"""The editor group."""


def ensure_editor_group():
    """Make the group (completed with the accounts)."""
