"""The web application, as the server loads it."""

import os
from threading import Timer

from django.core.wsgi import get_wsgi_application

from hub.config.env import stop_on_wrong_variable
from search.compounds import lexicons

SECONDS_TO_FIRST_PAGE = 3

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.config.settings.dev")
with stop_on_wrong_variable():
    application = get_wsgi_application()

# A second to load: before the first reader searches, and after the first page has been served.
warming = Timer(SECONDS_TO_FIRST_PAGE, lexicons)
warming.daemon = True
warming.start()
