"""For the tests: the real thing, with cheap passwords and static files served from their folders."""

import os
from urllib.parse import urlsplit

from .base import *  # noqa: F403
from .base import CACHES, DATABASES, ELASTICSEARCH_INDEX, REDIS_URL, STORAGES, VAR_DIR

SECRET_KEY = "only-for-tests-only-for-tests-only-for-tests-only-for-tests"
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True

# Runs side by side get their own uploads and indices, and on a Redis a database of their own, which the tests empty.
PROCESS = os.environ.get("PYTEST_XDIST_WORKER", "gw0")
MEDIA_ROOT = VAR_DIR / f"test-media-{PROCESS}"
ELASTICSEARCH_INDEX = f"{ELASTICSEARCH_INDEX}-test-{PROCESS}"
if REDIS_URL:
    REDIS_URL = urlsplit(REDIS_URL)._replace(path=f"/{8 + int(PROCESS.removeprefix('gw')) % 8}").geturl()
    CACHES = {"default": {**CACHES["default"], "LOCATION": REDIS_URL}}
    CELERY_BROKER_URL = REDIS_URL

if DATABASES["default"]["ENGINE"] == "hub.config.sqlite":
    # A file, as in service: SQLite in memory knows neither WAL nor a second process.
    database = DATABASES["default"]["NAME"]
    database.parent.mkdir(parents=True, exist_ok=True)
    DATABASES["default"]["TEST"] = {"NAME": str(database.with_name(f"test-{database.name}"))}
