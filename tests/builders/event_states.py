"""Every state that an event, its door, a mailed link or the way into a meeting can be in, each at its address."""

from datetime import time, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

from events import links
from events.enums import EventFormat, OccurrenceStatus, Precision, RegistrationPolicy, RegistrationState, Seat
from events.models import EventPage, Material, Session
from tests.builders.events import make_event, make_occurrence, make_registration, make_series
from tests.builders.hub import make_organisation

MAIL = "kari@kommune.example"
Purpose = links.Purpose
# The doors whose events are looked at on their own pages too.
SHOWN = ("open", "elsewhere", "deadline passed", "past", "cancelled", "postponed", "full", "full, hybrid")


def make_states():
    """Name of each state to its path."""
    owner = make_organisation(name="Arrangøren", email="webinar@arrangor.example", role="Webinarer")
    return doors(owner) | pages(owner) | of_a_series(owner) | of_a_participant(owner)


def date(owner, name, *, days=20.0, event=None, **fields):
    """A date of an event of its own."""
    page = make_event(title=f"Tilstand: {name}", owner_organisation=owner, **(event or {}))
    return make_occurrence(page=page, start=timezone.now() + timedelta(days=days), **fields)


def doors(owner):
    """Doors of events with one date each."""
    fields = {
        "no registration": {"policy": RegistrationPolicy.NONE},
        "elsewhere": {"policy": RegistrationPolicy.ELSEWHERE, "registration_url": "https://example.org/"},
        "by invitation": {"policy": RegistrationPolicy.INVITATION},
        "not yet open": {"precision": Precision.MONTH},
        "closed": {"closed": True},
        "deadline passed": {"deadline": timezone.now()},
        "past": {"days": -3},
        "cancelled": {"status": OccurrenceStatus.CANCELLED},
        "postponed": {"status": OccurrenceStatus.POSTPONED},
        "open": {"event": {"access_offered": "Teksting direkte"}},
    }
    found = {name: date(owner, name, **more) for name, more in fields.items()}
    room = {"format": EventFormat.FYSISK}
    found["full"] = date(owner, "full", days=1 / 8, event=room, room_capacity=1)
    make_registration(occurrence=found["full"], seat=Seat.ROOM)
    hybrid = {"format": EventFormat.HYBRID}
    found["full, hybrid"] = date(owner, "hybrid", event=hybrid, room_capacity=1, place="Alrek helseklynge, Bergen")
    make_registration(occurrence=found["full, hybrid"], seat=Seat.ROOM)
    make_registration(occurrence=found["full, hybrid"], email="ola@x.example", seat=Seat.ROOM, has_seat=False)
    paths = {name: f"/pamelding/{one.page_id}/" for name, one in found.items()}
    paths |= {f"page, {name}": found[name].page.path_from_root for name in SHOWN}
    empty = make_event(title="Tilstand: uten dato", owner_organisation=owner)
    return paths | {
        "no date": f"/pamelding/{empty.pk}/",
        "thanks": f"{paths['open']}takk/",
        "open, Nynorsk": f"{paths['open']}?sprak=nn",
        "open, English": f"{paths['open']}?sprak=en",
    }


def pages(owner):
    """Events after they were held, and one with dates of all sorts."""
    told = {
        "recorded": EventPage.Recorded.YES,
        "recording_url": "https://www.youtube.com/watch?v=aqz-KE-bpKQ",
        "recording_captioned": True,
        "recording_transcript": "<p>God morgen, og velkommen.</p>",
        "questions_answered": "<p><b>Hva kostet det?</b> Et halvt årsverk.</p>",
    }
    recorded = date(owner, "med opptak", days=-20, event=told)
    Material.objects.create(page=recorded.page, title="Lysbildene", url="https://arrangor.example/lysbilder")
    elsewhere = date(owner, "opptak hos andre", days=-10, event={"recording_page": "https://arrangor.example/opptak"})
    several = date(owner, "flere datoer", event={"access_offered": "Teksting direkte"})
    Session.objects.create(page=several.page, title="Velkommen", begins=time(9))
    later = several.start + timedelta(days=7)
    make_registration(occurrence=make_occurrence(page=several.page, start=later, online_capacity=1))
    for number, status in enumerate((OccurrenceStatus.CANCELLED, OccurrenceStatus.POSTPONED)):
        make_occurrence(page=several.page, start=later + timedelta(days=7 * (number + 1)), status=status)
    found = {"with a recording": recorded, "with a link to its recording": elsewhere, "with several dates": several}
    return {f"page, {name}": one.page.path_from_root for name, one in found.items()}


def of_a_series(owner):
    """The door of a series, with free seats, a line and a date that is cancelled."""
    series = make_series(title="Tilstand: serie", owner_organisation=owner)
    for number, more in enumerate([{}, {"online_capacity": 1}, {"status": OccurrenceStatus.CANCELLED}]):
        page = make_event(parent=series, title=f"Tema {number}", owner_organisation=owner)
        one = make_occurrence(page=page, start=timezone.now() + timedelta(days=30 * (number + 1)), **more)
        if more.get("online_capacity"):
            make_registration(occurrence=one)
    return {"open series": f"/pamelding/{series.pk}/", "page, series": series.path_from_root}


def of_a_participant(owner):
    """Mailed links of somebody with a seat, one who waits, one who has not confirmed, and what is over."""
    meeting = (
        urlsplit(settings.PUBLIC_URL)
        ._replace(netloc=f"localhost:{settings.PORT}", path="/slik-leser-du-husene/")
        .geturl()
    )
    hybrid = {"format": EventFormat.HYBRID}
    seat = make_registration(occurrence=date(owner, "plass", event=hybrid), email=MAIL)
    waits = make_registration(occurrence=date(owner, "venter"), email=MAIL, has_seat=False)
    new = make_registration(occurrence=date(owner, "ny"), email=MAIL, state=RegistrationState.UNCONFIRMED)
    late = date(owner, "sen", online_capacity=1)
    make_registration(occurrence=late, email="ola@x.example")
    lost = make_registration(
        occurrence=late,
        email=MAIL,
        state=RegistrationState.UNCONFIRMED,
        has_seat=False,
        seat_lost_at=timezone.now(),
    )
    out = make_registration(
        occurrence=date(owner, "ute"), email=MAIL, state=RegistrationState.CANCELLED, has_seat=False
    )
    soon = make_registration(occurrence=date(owner, "nå", days=1 / 288, join_url=meeting), email=MAIL)
    over = make_registration(occurrence=date(owner, "over", days=-1 / 12), email=MAIL)
    found = {
        "confirm": (new, Purpose.CONFIRM),
        "confirm, seat lost": (lost, Purpose.CONFIRM),
        "confirmed": (seat, Purpose.CONFIRM),
        "cancel": (seat, Purpose.CANCEL),
        "cancelled by oneself": (out, Purpose.CANCEL),
        "change": (seat, Purpose.CHANGE),
        "nothing to change": (over, Purpose.CHANGE),
        "my list": (seat, Purpose.MINE),
        "join, early": (seat, Purpose.JOIN),
        "join, open": (soon, Purpose.JOIN),
        "join, over": (over, Purpose.JOIN),
        "join, waiting": (waits, Purpose.JOIN),
        "evaluation": (over, Purpose.EVALUATE),
        "evaluation, early": (seat, Purpose.EVALUATE),
        "erase": (seat, Purpose.ERASE),
    }
    paths = {name: urlsplit(links.address(*one)).path for name, one in found.items()}
    return paths | {
        "own data": f"{paths['my list']}opplysninger/",
        "my registrations": "/mine-pameldinger/",
        "my registrations, sent": "/mine-pameldinger/?sendt=ja",
        "bad link": "/pamelding/bekreft/x/",
    }
