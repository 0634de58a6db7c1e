"""Mail to participants as their programs read it."""

from icalendar import Calendar

from tests.builders.jobs import waiting_mail


def last_mail():
    """What was composed last."""
    return waiting_mail()[-1]


def body_of(message, kind="plain"):
    """The text, or with `html` the HTML."""
    return message.get_body((kind,)).get_content().replace("\r\n", "\n")


def calendar_of(message):
    """The calendar that a program acts on; None without one."""
    for part in message.walk():
        if part.get_content_type() == "text/calendar":
            return Calendar.from_ical(part.get_content())
    return None


def event_of(message):
    """The one date in it."""
    (event,) = calendar_of(message).walk("VEVENT")
    return event
