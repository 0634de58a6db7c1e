"""Links into calendars on the web."""

from urllib.parse import parse_qs, urlsplit

from events.web_calendars import links_of_date, links_of_feed
from tests.builders.calendars import make_entry, oslo

FEED = "https://hub.example/arrangementer/kalender.ics?serie=12&form=digitalt"
FILE = "https://hub.example/arrangementer/kalender/occ-1@kunnskapsnav.example.ics"


def query(address):
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query, keep_blank_values=True).items()}


def test_one_date():
    entry = make_entry(start=oslo("2026-06-04 09:00"), end=oslo("2026-06-04 10:00"), title="Løft & drift")
    found = links_of_date(entry, file=FILE, feed=FEED)
    assert (found.file, found.webcal) == (FILE, FEED.replace("https:", "webcal:"))
    assert found.google.startswith("https://calendar.google.com/calendar/render?action=TEMPLATE&")
    text = "En kort ingress.\n\nhttps://hub.example/arrangementer/hjemmeoppfolging/"
    assert query(found.google) == {
        "action": "TEMPLATE",
        "text": "Løft & drift",
        "dates": "20260604T090000/20260604T100000",
        "ctz": "Europe/Oslo",
        "details": text,
        "location": "Digitalt",
    }
    assert query(found.outlook) == {
        "path": "/calendar/action/compose",
        "rru": "addevent",
        "subject": "Løft & drift",
        "startdt": "2026-06-04T09:00:00+02:00",
        "enddt": "2026-06-04T10:00:00+02:00",
        "body": text,
        "location": "Digitalt",
    }
    assert "+" not in found.outlook  # Outlook shows it as a plus


def test_whole_days():
    entry = make_entry(start=oslo("2026-10-24 00:00"), end=oslo("2026-10-26 00:00"), all_day=True, place="")
    found = links_of_date(entry, file=FILE, feed=FEED)
    assert query(found.google)["dates"] == "20261024/20261026"
    asked = query(found.outlook)
    assert (asked["startdt"], asked["enddt"], asked["allday"]) == ("2026-10-24", "2026-10-26", "true")
    assert "location" not in asked


def test_a_feed():
    found = links_of_feed(FEED, name="Kunnskapsnav")
    assert found.file == FEED
    assert query(found.google) == {"cid": FEED.replace("https:", "webcal:")}
    assert query(found.outlook) == {"url": FEED, "name": "Kunnskapsnav"}
