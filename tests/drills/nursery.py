"""Forks a worker for each line that it reads, and says its number, so that a drill that kills many gets new ones soon.

A worker is what `manage.py work` runs, in a process of its own; only the start of Python is shared.
"""

import os
import signal
import sys

import django
from django.core.management import call_command
from django.db import connections

OUT, ERR = 1, 2


def nurse() -> None:
    """Forks until its input ends; who was killed is buried by the system."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    connections.close_all()
    while sys.stdin.readline():
        child = os.fork()
        if child == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            os.dup2(ERR, OUT)
            call_command("work")
            os._exit(0)
        print(child, flush=True)


if __name__ == "__main__":
    django.setup()
    nurse()
