"""Making a PDF in a process of its own: in time, without the network, from the files that were given."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from hub.printing.press import PressFailed, Sheet, print_sheet
from tests.builders.pdfs import words

pytestmark = pytest.mark.pango


@pytest.fixture
def neighbour():
    """A server that remembers what it is asked for."""
    asked = []

    class Remembers(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Remembers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()


def test_nothing_is_fetched_but_the_given_files(neighbour, tmp_path):
    address, asked = neighbour
    secret = tmp_path / "secret.svg"
    secret.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>Hemmelig</text></svg>')
    nested = f"data:text/html,<img src='{address}/nested.png'>"
    html = f"""<!doctype html><html lang="nb"><head><title>T</title><link rel="stylesheet" href="{address}/a.css">
        <style>@import url({address}/b.css); h1{{background:url({address}/c.png)}}</style></head><body><h1>Ord</h1>
        <img src="{address}/d.png" alt="D"><img src="{secret.as_uri()}" alt="E"><object data="{nested}"></object>
        <embed src="{address}/e.svg"></body></html>"""
    made = print_sheet(Sheet(html=html), 300)
    assert "Ord" in words(made)
    assert "Hemmelig" not in words(made)
    assert asked == []


def test_what_takes_too_long_is_stopped():
    with pytest.raises(PressFailed, match=r"not finished after 0\.05 seconds"):
        print_sheet(Sheet(html='<html lang="nb"><title>T</title><p>Ord'), 0.05)


def test_what_fails_says_so_without_the_words_of_the_page(tmp_path):
    font = {"Inter": "relative/path.woff2"}
    with pytest.raises(PressFailed) as told:
        print_sheet(Sheet(html='<html lang="nb"><title>T</title><p>Fortrolig', fonts=font), 300)
    assert "Fortrolig" not in str(told.value)
