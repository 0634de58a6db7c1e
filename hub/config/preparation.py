"""What has to be there before the hub can serve: static files, tables, content, an editor.

Each step first asks whether its input has changed since it was last done, so that a second start does nothing.
The answers are stamps, small files among the run-time files that hold the fingerprint of an input.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterable
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from pkgutil import iter_modules

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from hub.accounts import ensure_editor
from hub.config import static_files

Say = Callable[[str], None]


def require_free_port(port: int) -> None:
    """Refuse to go on when the port is taken.

    Raises:
        CommandError: with what to do about it.
    """
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError as error:
            raise CommandError(f"Port {port} needs more rights: choose another, as in PORT=8001 make run.") from error
        except OSError as error:
            raise CommandError(
                f"Port {port} is in use: end what uses it, or choose another, as in PORT=8001 make run."
            ) from error


def prepare(say: Say) -> None:
    """Do what is missing, in the order in which one step needs the other.

    Raises:
        CommandError: when the database does not answer.
    """
    settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
    collect_static_files(say)
    try:
        tables_changed = migrate(say)
    except OperationalError as error:
        raise CommandError(f"The database does not answer: {error}") from error
    load_content(say, again=tables_changed)
    welcome_editor(say)


def collect_static_files(say: Say) -> bool:
    """Collect and compress the static files if one of them has changed; True when it was done."""
    found = fingerprint(static_inputs())
    if stamp("static") == found and (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
        return False
    say("Collecting static files …")
    # Cleared, because npm dates all files 1985 and Django copies only what is newer than the copy.
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    set_stamp("static", found)
    return True


def migrate(say: Say) -> bool:
    """Bring the tables up to date; True when there was something to do."""
    if migration_files() <= set(MigrationRecorder(connection).applied_migrations()):
        return False
    say("Making tables …")
    call_command("migrate", interactive=False, verbosity=0)
    return True


def migration_files() -> set[tuple[str, str]]:
    """App label and name of every migration, without the half second that importing them all takes."""
    found = set()
    for app in apps.get_app_configs():
        package = MigrationLoader.migrations_module(app.label)[0]
        spec = find_spec(package) if package else None
        for module in iter_modules(spec.submodule_search_locations if spec else ()):
            if module.name[0] not in "_~":
                found.add((app.label, module.name))
    return found


def load_content(say: Say, *, again: bool) -> bool:
    """Load the content that comes with the hub, if it has changed or if `again`; True when it was done.

    What has been loaded before is left as editors have made it: that is the seed's own promise.
    """
    found = fingerprint(content_inputs())
    if stamp(content_stamp()) == found and not again:
        return False
    say("Loading content …")
    call_command("seed", verbosity=0)
    set_stamp(content_stamp(), found)
    return True


def welcome_editor(say: Say) -> None:
    """Make the first editor if there is none, and show the password: it is kept nowhere in clear text."""
    email, password = ensure_editor()
    if password:
        say(f"\nEditor: {email}   password: {password}\nWrite it down: it is shown only this once.\n")


def static_inputs() -> Iterable[tuple[str, bytes]]:
    """Every static file with its size and time of change, and what decides how they are compressed."""
    for finder in get_finders():
        for path, storage in finder.list(None):
            status = Path(storage.path(path)).stat()
            yield f"{getattr(storage, 'prefix', '')}/{path}", b"%d %d" % (status.st_size, status.st_mtime_ns)
    yield "storage", Path(static_files.__file__).read_bytes()
    yield "packages", (settings.BASE_DIR / "requirements.txt").read_bytes()


def content_inputs() -> Iterable[tuple[str, bytes]]:
    """The facts, and the code that makes pages of them."""
    for app in apps.get_app_configs():
        for pattern in ("seed.py", "seed_data/**/*", "seeding/**/*.py"):
            for path in sorted(Path(app.path).glob(pattern)):
                if path.is_file():
                    yield f"{app.label}/{path.relative_to(app.path)}", path.read_bytes()


def fingerprint(inputs: Iterable[tuple[str, bytes]]) -> str:
    """One short text for all inputs, whatever their order."""
    digest = sha256()
    for name, content in sorted(inputs):
        digest.update(b"%s %d " % (name.encode(), len(content)) + content)
    return digest.hexdigest()


def content_stamp() -> str:
    """The name of the stamp for the database in use: another database has not been loaded yet."""
    database = connection.settings_dict
    place = "|".join(str(database[key]) for key in ("ENGINE", "HOST", "PORT", "NAME"))
    return f"content-{sha256(place.encode()).hexdigest()[:12]}"


def stamp(name: str) -> str:
    """The fingerprint of the last time, or nothing."""
    path = settings.VAR_DIR / "stamps" / name
    return path.read_text() if path.exists() else ""


def set_stamp(name: str, found: str) -> None:
    """Remember that the step has been done for this input."""
    path = settings.VAR_DIR / "stamps" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(found)
