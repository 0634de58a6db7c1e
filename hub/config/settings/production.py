"""Hardens the base for service: required secrets, encrypted transport, secure cookies."""

from .base import *  # noqa: F403
from .base import env

SECRET_KEY = env.secret("SECRET_KEY", 50)
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", None)
PUBLIC_URL = env.address("PUBLIC_URL", None, ("https",)).rstrip("/")
WAGTAILADMIN_BASE_URL = PUBLIC_URL
SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = env.whole("HSTS_SECONDS", 31536000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
ALLAUTH_TRUSTED_PROXY_COUNT = env.whole("TRUSTED_PROXIES", 1, 0, 9)
REQUIRE_SECOND_FACTOR = env.flag("REQUIRE_SECOND_FACTOR", True)
