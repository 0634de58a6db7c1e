"""Django's SQLite with a fair wait for the write lock."""
