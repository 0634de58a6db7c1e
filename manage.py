#!/usr/bin/env python
"""Django's command line, with the development settings unless told otherwise."""

import os
import sys

from django.core.management import execute_from_command_line

from hub.config.env import stop_on_wrong_variable

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.config.settings.dev")
    with stop_on_wrong_variable():
        execute_from_command_line(sys.argv)
