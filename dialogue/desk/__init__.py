"""The editors’ desk for what readers send."""
