"""Environment variables are read with their type, and a wrong one is named with what is allowed."""

import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from hub.config.env import Env, WrongVariable

ROOT = Path(__file__).resolve().parents[3]


def env(**variables: str) -> Env:
    return Env(variables)


def wrong(read, *arguments, **options) -> str:
    with pytest.raises(WrongVariable) as caught:
        read(*arguments, **options)
    return str(caught.value)


def test_what_is_not_set_gives_the_default():
    empty = env(EMPTY="")
    assert empty.text("EMPTY", "kept") == "kept"
    assert empty.flag("NONE", True) is True
    assert empty.whole("NONE", 7) == 7
    assert empty.choice("EMPTY", "one", ("one", "two")) == "one"
    assert empty.words("EMPTY", ["a"]) == ["a"]
    assert empty.origins("NONE") == []
    assert empty.address("NONE", "", ("redis",)) == ""


@pytest.mark.parametrize("word", ["1", "true", "Yes", " on "])
def test_a_flag_is_on(word):
    assert env(DEBUG=word).flag("DEBUG", False) is True


@pytest.mark.parametrize("word", ["0", "false", "No", "off"])
def test_a_flag_is_off(word):
    assert env(DEBUG=word).flag("DEBUG", True) is False


def test_a_wrong_flag_is_named_with_what_is_allowed():
    assert wrong(env(DEBUG="maybe").flag, "DEBUG", False) == (
        "DEBUG='maybe' is not allowed: use one of 1, true, yes, on, 0, false, no, off."
    )


@pytest.mark.parametrize("value", ["abc", "-1", "0", "65536", "8000.5", "²", "٣"])
def test_a_number_outside_its_bounds_is_named(value):
    message = wrong(env(PORT=value).whole, "PORT", 8000, 1, 65535)
    assert message == f"PORT={value!r} is not allowed: use a whole number from 1 to 65535."


@pytest.mark.parametrize("value", ["1", "8000", "65535", " 80 "])
def test_a_number_within_its_bounds(value):
    assert env(PORT=value).whole("PORT", 8000, 1, 65535) == int(value)


def test_what_is_required_is_named():
    assert wrong(env().text, "NAME") == "NAME must be set."
    assert wrong(env().words, "HOSTS", None) == "HOSTS must be set: one or more, separated by commas."
    assert wrong(env(HOSTS=" , ").words, "HOSTS", None).startswith("HOSTS must be set")
    assert wrong(env().address, "URL", None, ("https",)).startswith("URL must be set")


def test_a_short_secret_is_never_repeated():
    message = wrong(env(SECRET_KEY="hunter2").secret, "SECRET_KEY", 50)
    assert message == "SECRET_KEY must have at least 50 characters, has 7."
    assert env(SECRET_KEY="x" * 50).secret("SECRET_KEY", 50) == "x" * 50


def test_a_choice_outside_the_words():
    message = wrong(env(SMTP_TLS="ssl").choice, "SMTP_TLS", "none", ("none", "starttls", "tls"))
    assert message == "SMTP_TLS='ssl' is not allowed: use one of none, starttls, tls."


def test_words_and_origins_are_split_at_commas():
    assert env(HOSTS="a.no, b.no ,").words("HOSTS") == ["a.no", "b.no"]
    assert env(ORIGINS="https://a.no,http://b.no").origins("ORIGINS") == ["https://a.no", "http://b.no"]
    assert "'a.no' is not allowed" in wrong(env(ORIGINS="a.no").origins, "ORIGINS")


@pytest.mark.parametrize("value", ["mysql://h", "redis:6379", "h:6379", "redis://", "redis://h:port", "redis://[::1"])
def test_an_address_that_cannot_be_used_is_named(value):
    assert wrong(env(REDIS_URL=value).address, "REDIS_URL", "", ("redis", "rediss")).startswith("REDIS_URL is not")


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("http://search.no", "it names no port after the host."),
        ("https://search.no/", "it names no port after the host."),
        ("http://:9200", "it names no host after http://."),
        ("search.no:9200", "it must start with http or https and ://."),
    ],
)
def test_a_server_that_cannot_be_used_is_named(value, reason):
    message = wrong(env(URL=value).server, "URL", "", ("http", "https"))
    assert message == f"URL is not allowed: {reason}"


def test_a_server_has_a_port_or_is_not_set():
    assert env(URL="https://u:pw@search.no:9200").server("URL", None, ("http", "https")).endswith(":9200")
    assert env().server("URL", "", ("http", "https")) == ""


@pytest.mark.parametrize("value", ["Hub", "_hub", "1hub", "hub*", "hub,x", "hub ", "hüb", "h" * 51])
def test_a_prefix_outside_its_letters_is_named(value):
    assert wrong(env(INDEX=value).prefix, "INDEX", "hub").startswith(f"INDEX={value!r} is not allowed: use a small")


def test_a_prefix_within_its_letters():
    assert env(INDEX="hub-2_b").prefix("INDEX", "hub") == "hub-2_b"
    assert env().prefix("INDEX", "hub") == "hub"


def test_an_address_is_kept_as_it_is():
    assert env(URL="redis://:pw@h:1/0").address("URL", "", ("redis",)) == "redis://:pw@h:1/0"


def test_a_folder_is_absolute_and_no_file(tmp_path):
    assert env().folder("VAR_DIR", tmp_path) == tmp_path
    assert env(VAR_DIR=str(tmp_path / "new")).folder("VAR_DIR", Path("/")) == tmp_path / "new"
    assert "use an absolute path" in wrong(env(VAR_DIR="var").folder, "VAR_DIR", tmp_path)
    (tmp_path / "file").touch()
    assert "it is a file" in wrong(env(VAR_DIR=str(tmp_path / "file")).folder, "VAR_DIR", tmp_path)


def test_the_default_database_is_sqlite_for_many_writers(tmp_path):
    settings = env().database("DATABASE_URL", tmp_path / "hub.sqlite3")
    assert settings["ENGINE"] == "hub.config.sqlite"
    assert settings["NAME"] == tmp_path / "hub.sqlite3"
    options = settings["OPTIONS"]
    assert (options["transaction_mode"], options["timeout"]) == ("IMMEDIATE", 20)


@pytest.fixture
def filed(tmp_path):
    """Writes and erases in a file of SQLite as the hub opens it; what then can be read in it and in its log."""

    def write_and_erase(*, prepared):
        path = tmp_path / "hub.sqlite3"
        connection = sqlite3.connect(path, isolation_level=None)
        connection.execute("PRAGMA secure_delete=OFF")  # as some builds have it
        if prepared:
            connection.executescript(env().database("DATABASE_URL", path)["OPTIONS"]["init_command"])
        connection.execute("CREATE TABLE mail (id INTEGER PRIMARY KEY, recipient TEXT, content BLOB)")
        rows = [(f"kari{number}@kommune.example", b"To: kari@kommune.example" * 400) for number in range(1500)]
        connection.execute("BEGIN")
        connection.executemany("INSERT INTO mail (recipient, content) VALUES (?, ?)", rows)
        connection.execute("COMMIT")
        assert b"@kommune.example" in content(path)
        connection.execute("UPDATE mail SET recipient = '' WHERE id % 3 = 0")
        connection.execute("DELETE FROM mail WHERE id % 3 > 0")
        connection.execute("UPDATE mail SET content = NULL")
        for _more in range(1500):  # the hub works on: less than its workers write in two hours
            connection.execute("UPDATE mail SET recipient = '-'")
        found = content(path)
        connection.close()
        return found

    return write_and_erase


def content(path):
    return b"".join(part.read_bytes() for part in path.parent.glob(f"{path.name}*"))


def test_what_is_erased_cannot_be_read_in_the_file_of_sqlite(filed):
    assert b"@kommune.example" not in filed(prepared=True)


def test_without_the_hubs_settings_it_could(filed):
    """The control."""
    assert b"@kommune.example" in filed(prepared=False)


def test_a_sqlite_path_is_relative_or_absolute():
    assert env(D="sqlite:///a/b.db").database("D", Path("x"))["NAME"] == Path("a/b.db")
    assert env(D="sqlite:////a/b.db").database("D", Path("x"))["NAME"] == Path("/a/b.db")


def test_a_postgresql_address_is_taken_apart():
    settings = env(D="postgres://hub:p%40ss@db.no:5433/the%20hub?sslmode=require").database("D", Path("x"))
    assert settings["ENGINE"] == "django.db.backends.postgresql"
    assert (settings["USER"], settings["PASSWORD"]) == ("hub", "p@ss")
    assert (settings["HOST"], settings["PORT"], settings["NAME"]) == ("db.no", 5433, "the hub")
    assert settings["OPTIONS"] == {"connect_timeout": 3, "sslmode": "require"}


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("mysql://h/db", "it must start with sqlite or postgres or postgresql and ://"),
        ("hub.sqlite3", "it must start with"),
        ("sqlite:x.db", "it must start with"),
        ("sqlite://x.db", "it names no database"),
        ("sqlite://x/y.db", "write sqlite:///relative or sqlite:////absolute"),
        ("postgres://h", "it names no database after the host"),
        ("postgres://u:sec/ret@h/db", "percent-encoded"),
        ("postgres://h/db?sslmode=yes", "after ? only sslmode"),
        ("postgres://h/db?pool=1", "after ? only sslmode"),
    ],
)
def test_a_database_that_cannot_be_used_is_named_without_its_password(value, reason):
    message = wrong(env(DATABASE_URL=value).database, "DATABASE_URL", Path("x"))
    assert message.startswith("DATABASE_URL is not allowed: ")
    assert reason in message
    assert "sec" not in message


@pytest.mark.parametrize(
    "command",
    [
        [sys.executable, "manage.py", "start"],
        [sys.executable, "manage.py", "migrate"],
        [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", "0", "hub.config.wsgi:application"],
        [sys.executable, "-m", "celery", "-A", "hub.config.celery", "worker"],
    ],
    ids=["start", "migrate", "web", "celery"],
)
def test_a_wrong_variable_stops_every_process_with_its_name_and_no_traceback(command, tmp_path):
    variables = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "hub.config.settings.dev",
        "VAR_DIR": str(tmp_path),
        "PORT": "80000",
    }
    ended = subprocess.run(command, cwd=ROOT, env=variables, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode != 0
    told = ended.stdout + ended.stderr
    assert "The hub cannot start: PORT='80000' is not allowed: use a whole number from 1 to 65535." in told
    assert "Traceback" not in told


@pytest.mark.parametrize("missing", ["SECRET_KEY", "ALLOWED_HOSTS", "PUBLIC_URL"])
def test_production_names_what_it_requires(missing, tmp_path):
    variables = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "hub.config.settings.production",
        "VAR_DIR": str(tmp_path),
        "SECRET_KEY": "s" * 50,
        "ALLOWED_HOSTS": "hub.example.no",
        "PUBLIC_URL": "https://hub.example.no",
    }
    del variables[missing]
    ended = subprocess.run(
        [sys.executable, "manage.py", "check"], cwd=ROOT, env=variables, capture_output=True, text=True, check=False
    )
    assert ended.stderr.startswith(f"The hub cannot start: {missing} must be set")


def test_elasticsearch_is_named_when_its_engine_is_chosen(tmp_path):
    told = started(tmp_path, SEARCH_ENGINE="elastic").stderr
    assert told.startswith("The hub cannot start: ELASTICSEARCH_URL must be set: an address that starts with http")
    told = started(tmp_path, SEARCH_ENGINE="solr").stderr
    assert told.startswith("The hub cannot start: SEARCH_ENGINE='solr' is not allowed: use one of database, elastic.")


def started(var: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """A check of the development settings in an environment of its own."""
    return subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "VAR_DIR": str(var), **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_variable_stands_in_the_table_of_the_readme():
    table = {
        name
        for row in re.findall(r"^\| (`.*?) \|", (ROOT / "README.md").read_text(), re.MULTILINE)
        for name in names(row)
    }
    settings = "".join(path.read_text() for path in (ROOT / "hub/config/settings").glob("*.py"))
    read = set(re.findall(r'env\.[a-z]+\(\s*"([A-Z_]+)"', settings))
    assert read - table == set()


def names(row: str) -> list[str]:
    return re.findall(r"`([A-Z_]+)`", row)
