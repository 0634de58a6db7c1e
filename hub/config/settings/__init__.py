"""Settings by environment: `base` is complete and safe, the others only adjust it."""
