"""Each form says who answers for what is written in it, why, on which basis, who gets it and when it is deleted."""

import pytest

from dialogue.links import Purpose, path
from tests.builders.dialogue import asked, make_contribution, make_hub_contact, make_message
from tests.builders.html import soup
from tests.builders.public_forms import told

pytestmark = pytest.mark.django_db
BODY = "Helsedirektoratet"
BASIS = "GDPR, Article 6 (1) e"


@pytest.fixture
def forms(settings):
    """Address of each form, and the days after which what is written in it goes."""
    make_hub_contact()
    settings.DIALOGUE_FEEDBACK_DAYS, settings.DIALOGUE_UNANSWERED_DAYS = 91, 361
    settings.DIALOGUE_UNFINISHED_DAYS, settings.DIALOGUE_CONTACT_DAYS = 31, 363
    writing = path(make_contribution(), Purpose.CONTINUE)
    return {
        "/si-fra/": ("91", "361"),
        path(make_message(), Purpose.ANSWER): ("91",),
        "/del-erfaring/": ("31", "363"),
        **{f"{writing}{number}/": ("31", "363") for number in range(1, 6)},
        path(asked(email="ola@kommune.example"), Purpose.APPROVE): ("31", "363"),
        "/mine-innspill/": ("not stored",),
    }


def test_every_form_tells_all_five(client, forms):
    for address, ends in forms.items():
        response = client.get(f"{address}?sprak=en")
        section = soup(response).select_one("section[aria-labelledby=personvern]")
        assert section, address
        text = " ".join(section.get_text(" ").split())
        for words in (f"{BODY} is responsible", BASIS, *ends):
            assert words in text, (address, words)
        assert {"gets", "see"} & set(text.split()), address


def test_readers_are_warned_of_patient_data_wherever_they_write(client, forms):
    for address in ("/si-fra/?sprak=en", "/del-erfaring/?sprak=en", f"{list(forms)[3]}?sprak=en"):
        assert "Write nothing about patients" in told(client.get(address))
