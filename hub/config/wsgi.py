"""The web application, as the server loads it."""

import os
import sys

from django.core.wsgi import get_wsgi_application

from hub.config.env import WrongVariable

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.config.settings.dev")
try:
    application = get_wsgi_application()
except WrongVariable as wrong:
    sys.exit(f"The hub cannot start: {wrong}")
