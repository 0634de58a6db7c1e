"""What the law, or good practice, asks of the site: the pages and files that say so."""

from datetime import UTC, datetime, timedelta
from urllib.robotparser import RobotFileParser

import pytest
from django.conf import settings
from django.utils import timezone

from hub.legal import security
from tests.builders.html import faults, soup
from tests.builders.hub import make_home, make_settings, make_standard_page

pytestmark = pytest.mark.django_db


def test_security_txt_is_what_the_standard_asks(client):
    make_settings(email="sikkerhet@example.org")
    response = client.get("/.well-known/security.txt")
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    fields = dict(line.split(": ", 1) for line in response.content.decode().splitlines())
    assert fields["Contact"] == "mailto:sikkerhet@example.org"
    assert fields["Canonical"] == f"{settings.PUBLIC_URL}/.well-known/security.txt"
    assert fields["Preferred-Languages"] == "nb, nn, en"
    left = datetime.fromisoformat(fields["Expires"]) - timezone.now()
    assert timedelta(days=30) < left < timedelta(days=365)


def test_security_txt_is_the_same_all_day_and_never_about_to_expire():
    make_settings()
    days = [datetime(2027, 3, 28, hour, 30, tzinfo=UTC) for hour in (0, 12, 23)]
    assert len({security.text(now) for now in days}) == 1
    assert "Expires: 2027-09-24T00:00:00Z" in security.text(days[0])


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_privacy_page_says_what_every_room_keeps(client, language, settings):
    settings.DIALOGUE_FEEDBACK_DAYS, settings.EVENTS_ANONYMISE_DAYS = 87, 23
    settings.CONSENT_EVIDENCE_DAYS, settings.DIALOGUE_UNFINISHED_DAYS = 1001, 31
    make_home(language="en")
    make_settings(run_by_en="The Directorate")
    response = client.get(f"/personvern/?sprak={language}")
    assert response.status_code == 200
    assert response.headers["Content-Language"] == language
    assert "Set-Cookie" not in response.headers
    assert list(faults(soup(response), language)) == []
    text = soup(response).main.get_text(" ")
    for days in ("87", "23", "1001", "31", "90"):
        assert f" {days} " in text, days
    assert len(soup(response).main.select("h2")) == 8


def test_every_page_leads_to_privacy_and_to_the_accessibility_statement(client):
    make_standard_page(title="Side", slug="side")
    make_settings(accessibility_url="https://uustatus.no/nb/erklaringer/publisert/1")
    for address in ("/", "/side/", "/liste/", "/si-fra/", "/personvern/"):
        foot = soup(client.get(address)).footer
        assert foot.select_one("a[href^='/personvern/']"), address
        assert foot.select_one("a[href='https://uustatus.no/nb/erklaringer/publisert/1']"), address
    make_settings(accessibility_url="")
    assert "uustatus" not in client.get("/").content.decode()


def test_robots_lets_in_everyone_who_harvests_for_legal_deposit(client):
    make_home()
    rules = RobotFileParser()
    rules.parse(client.get("/robots.txt").content.decode().splitlines())
    for address in (
        "/",
        "/erfaringer/larvik-dho/",
        "/erfaringer/x/utskrift.pdf",
        "/media/images/a.png",
        "/dokumenter/1/a.pdf",
    ):
        assert rules.can_fetch("AnyArchive/1.0", address), address
    assert not rules.can_fetch("AnyArchive/1.0", "/admin/")
