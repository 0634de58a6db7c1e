"""Everything the hub needs, safe as it stands. The environment variables are listed in the README."""

from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from hub.config.env import Env

env = Env()

BASE_DIR = Path(__file__).resolve().parents[3]
VAR_DIR = env.folder("VAR_DIR", BASE_DIR / "var")  # everything that is made while running
NODE_MODULES = BASE_DIR / "node_modules"

# Who we are -----------------------------------------------------------------------------------------------------------
SECRET_KEY = env.text("SECRET_KEY", "")
DEBUG = False
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", ["127.0.0.1", "localhost"])
PORT = env.whole("PORT", 8000, 1, 65535)
# More than one needs a shared cache: wrong log-ins and other limits are counted there.
WEB_PROCESSES = env.whole("WEB_PROCESSES", 1, 1, 64 if env.text("REDIS_URL", "") else 1)
WEB_THREADS = env.whole("WEB_THREADS", 4, 1, 64)  # per process
PUBLIC_URL = env.address("PUBLIC_URL", f"http://127.0.0.1:{PORT}", ("http", "https")).rstrip("/")
CSRF_TRUSTED_ORIGINS = env.origins("CSRF_TRUSTED_ORIGINS")
ROOT_URLCONF = "hub.config.urls"
WSGI_APPLICATION = "hub.config.wsgi.application"

INSTALLED_APPS = [
    "hub",
    "hub.config",  # only for its command `start`
    "research",
    "stories",
    "events",
    "dialogue",
    "search",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.settings",
    "wagtail.contrib.simple_translation",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "hub.users_app.HubUsersConfig",  # Wagtail's users, known by their e-mail address
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "hub.unavailable.DatabaseUnavailableMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "hub.languages.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "hub.withdrawal.WithdrawnMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "hub.admin_access.AdminAccessMiddleware",
    "hub.in_use.InUseMiddleware",
    "hub.publishing_admin.PageActionMiddleware",  # last: it calls the view
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "hub.frame.frame",
            ],
        },
    },
]

# Where things are kept ------------------------------------------------------------------------------------------------
DATABASES = {"default": env.database("DATABASE_URL", VAR_DIR / "hub.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MIGRATION_MODULES: dict[str, str] = {}

REDIS_URL = env.address("REDIS_URL", "", ("redis", "rediss"))
CACHE_BACKEND = "redis.RedisCache" if REDIS_URL else "locmem.LocMemCache"
# A Redis that hangs must hold up nobody: half a second to connect, and half a second to answer.
REDIS_PATIENCE = {"socket_connect_timeout": 0.5, "socket_timeout": 0.5}
# In memory Django keeps 300 entries, and the limits of forms and log-ins are among them.
CACHES = {
    "default": {
        "BACKEND": f"django.core.cache.backends.{CACHE_BACKEND}",
        "LOCATION": REDIS_URL or "hub",
        "OPTIONS": REDIS_PATIENCE if REDIS_URL else {"MAX_ENTRIES": 20_000},
    }
}
MEDIA_ROOT = VAR_DIR / "media"
MEDIA_URL = "/media/"
STATIC_ROOT = VAR_DIR / "static"
STATIC_URL = "/static/"
# Of the npm packages readers get three files, under a prefix each; nothing is copied into the project.
STATICFILES_DIRS = [
    ("designsystemet", NODE_MODULES / "@digdir/designsystemet-css/dist/src"),
    ("inter", NODE_MODULES / "@fontsource-variable/inter/files"),
    ("htmx", NODE_MODULES / "htmx.org/dist"),
]
CHOSEN_STATIC_FILES = ["designsystemet/index.css", "inter/inter-latin-wght-normal.woff2", "htmx/htmx.min.js"]
STATICFILES_FINDERS = [
    "hub.config.static_files.ChosenFilesFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "hub.config.static_files.HubStaticFilesStorage"},
}

# Jobs and mail --------------------------------------------------------------------------------------------------------
TASKS = {"default": {"BACKEND": "hub.jobs.backend.JobBackend"}}
CELERY_BROKER_URL = REDIS_URL
EMAIL_BACKEND = "hub.mail.backend.QueueingEmailBackend"
SMTP_HOST = env.text("SMTP_HOST", "127.0.0.1")
SMTP_PORT = env.whole("SMTP_PORT", 25, 1, 65535)
SMTP_USER = env.text("SMTP_USER", "")
SMTP_PASSWORD = env.text("SMTP_PASSWORD", "")
SMTP_TLS = env.choice("SMTP_TLS", "none", ("none", "starttls", "tls"))
SMTP_TIMEOUT = env.whole("SMTP_TIMEOUT", 20, 1, 120)  # seconds
DEFAULT_FROM_EMAIL = env.text("MAIL_FROM", "hub@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
MAIL_REPLY_TO = env.text("MAIL_REPLY_TO", DEFAULT_FROM_EMAIL)  # a role mailbox

# Search ---------------------------------------------------------------------------------------------------------------
SEARCH_ENGINE = env.choice("SEARCH_ENGINE", "database", ("database", "elastic"))
ELASTICSEARCH_URL = env.server("ELASTICSEARCH_URL", None if SEARCH_ENGINE == "elastic" else "", ("http", "https"))
ELASTICSEARCH_API_KEY = env.text("ELASTICSEARCH_API_KEY", "")
ELASTICSEARCH_INDEX = env.prefix("ELASTICSEARCH_INDEX", "hub")  # what the names of all our indices begin with

# Languages (decision 2): one Norwegian tree with a written standard per page, one English tree ------------------------
LANGUAGE_CODE = "nb"
LANGUAGES = [("nb", _("Norwegian Bokmål")), ("nn", _("Norwegian Nynorsk")), ("en", _("English"))]
WAGTAIL_CONTENT_LANGUAGES = [("nb", _("Norwegian")), ("en", _("English"))]
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
# Our own words (`make messages` writes to the first), and Wagtail's where its own catalogues lack them (decision 27).
LOCALE_PATHS = [BASE_DIR / "hub" / "locale", BASE_DIR / "hub" / "locale_overrides"]
FORMAT_MODULE_PATH = ["hub.locale"]
USE_I18N = True
WAGTAIL_I18N_ENABLED = True
TIME_ZONE = "Europe/Oslo"
USE_TZ = True
# A session remembers an editor; a reader never gets a cookie, so the language is never kept in one.

# Events ---------------------------------------------------------------------------------------------------------------
# Never change it: calendars know every date by a name under this domain.
EVENTS_UID_DOMAIN = env.text("EVENTS_UID_DOMAIN", "kunnskapsnav.example")
EVENTS_ANONYMISE_DAYS = env.whole("EVENTS_ANONYMISE_DAYS", 30, 1, 365)  # after the last day of a date
EVENTS_UNWANTED_DAYS = 7  # what was not confirmed, or was cancelled
EVENTS_UNCONFIRMED_MINUTES = 30  # a seat waits so long for its confirmation when somebody is in line

# What readers send: how many days it is kept --------------------------------------------------------------------------
DIALOGUE_UNFINISHED_DAYS = env.whole("DIALOGUE_UNFINISHED_DAYS", 30, 1, 365)  # contributions, from the last saving
DIALOGUE_FEEDBACK_DAYS = env.whole("DIALOGUE_FEEDBACK_DAYS", 90, 1, 730)  # messages, from the answer
DIALOGUE_UNANSWERED_DAYS = env.whole("DIALOGUE_UNANSWERED_DAYS", 365, 30, 730)  # messages, from when they came
DIALOGUE_CONTACT_DAYS = env.whole("DIALOGUE_CONTACT_DAYS", 365, 30, 1825)  # who contributed, from the last step

# People (`hub.consent`) -----------------------------------------------------------------------------------------------
CONSENT_EVIDENCE_DAYS = env.whole("CONSENT_EVIDENCE_DAYS", 1096, 1, 3653)  # sealed after a withdrawal, then deleted

# PDFs of pages (`hub.printing`); none are made where WeasyPrint or Pango is absent
PDF_SECONDS = env.whole("PDF_SECONDS", 60, 0, 600)  # the longest that one may take; 0: none is made

# Accounts (decision 26): allauth is the only way in -------------------------------------------------------------------
AUTH_USER_MODEL = "hub.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_FRONTEND_LOGIN_URL = "/konto/login/"
ACCOUNT_ADAPTER = "hub.accounts.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_NOTIFICATIONS = True  # who has an account hears of every change of its password or second factor
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # no mail to an address that someone typed
ACCOUNT_RATE_LIMITS = {"login_failed": "5/15m/key,30/15m/ip", "reset_password": "20/h/ip,5/h/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = env.whole("TRUSTED_PROXIES", 0, 0, 9)  # in front of us, for the limits per address
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
REQUIRE_SECOND_FACTOR = env.flag("REQUIRE_SECOND_FACTOR", False)
MFA_ADAPTER = "hub.accounts.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Kunnskapsnav"
SESSION_COOKIE_AGE = ACCOUNT_SESSION_COOKIE_AGE = 60 * 60 * 12  # an editor's working day
ACCOUNT_SESSION_REMEMBER = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"

# Wagtail --------------------------------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "Kunnskapsnav"
WAGTAILADMIN_BASE_URL = PUBLIC_URL
WAGTAILIMAGES_IMAGE_MODEL = "hub.HubImage"
WAGTAILDOCS_DOCUMENT_MODEL = "hub.HubDocument"
WAGTAILDOCS_EXTENSIONS = ["pdf", "odt", "ods", "odp", "docx", "xlsx", "pptx", "csv", "txt", "zip", "mp4", "webm", "vtt"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 30 * 1024 * 1024  # bytes
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 15 * 1024 * 1024  # bytes
WAGTAIL_USER_TIME_ZONES = ["Europe/Oslo"]
WAGTAIL_WORKFLOW_ENABLED = True
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False  # allauth's
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False  # the address is what one logs in with: an administrator changes it
WAGTAILUSERS_PASSWORD_ENABLED = False  # editors choose it themselves
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_ENABLE_UPDATE_CHECK = False  # no request to others
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
TAGGIT_CASE_INSENSITIVE = True

# What a browser may do (decision 18): own files only, nothing inline; the admin brings its own inline scripts ---------
CONTENT_SECURITY_POLICY = {
    "EXCLUDE_URL_PREFIXES": ("/admin/",),
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],  # Designsystemet's icons are data masks
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    },
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"  # the admin shows its previews in a frame
SILENCED_SYSTEM_CHECKS = ["security.W019"]  # asks for DENY

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    # Mailed links are keys: no line of a log holds one.
    "formatters": {
        "line": {
            "class": "hub.log_masking.MaskingFormatter",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {
        "wagtail": {"level": "WARNING"},  # who did what stands in the site history
        "elastic_transport": {"level": "WARNING"},  # else a line for every question
        # They bring handlers of their own, which would write addresses as they are.
        "django.server": {"handlers": ["console"], "level": "INFO", "propagate": False},
        "granian.access": {"handlers": ["console"], "level": "INFO", "propagate": False},
    },
    "root": {"handlers": ["console"], "level": env.choice("LOG_LEVEL", "INFO", ("DEBUG", "INFO", "WARNING", "ERROR"))},
}
