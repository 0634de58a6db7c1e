"""The web application, as the server loads it."""

import os

from django.core.wsgi import get_wsgi_application

from hub.config.env import stop_on_wrong_variable

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.config.settings.dev")
with stop_on_wrong_variable():
    application = get_wsgi_application()
