"""The composition root: settings, addresses, processes. The only package that may import every app."""
