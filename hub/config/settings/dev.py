"""For one machine: the embedded worker, SQLite unless told otherwise, a secret kept among the run-time files."""

from secrets import token_urlsafe

from .base import *  # noqa: F403
from .base import SECRET_KEY, VAR_DIR, env

DEBUG = env.flag("DEBUG", False)
if not SECRET_KEY:
    secret_file = VAR_DIR / "secret-key"
    if not secret_file.exists():
        VAR_DIR.mkdir(parents=True, exist_ok=True)
        secret_file.touch(mode=0o600)
        secret_file.write_text(token_urlsafe(50))
    SECRET_KEY = secret_file.read_text()
