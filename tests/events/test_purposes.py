"""What readers are told of their data is what is done with it."""

from datetime import date, timedelta

import pytest
from django.utils import translation

from events.keeping import names_go
from events.purposes import EITHER, OWN_INTEREST, PUBLIC_TASK, privacy_of
from tests.builders.events import START, make_event, make_occurrence
from tests.builders.html import soup
from tests.builders.hub import make_organisation

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_of_one_date_it_names_who_answers_who_sees_it_and_the_day():
    helse = make_organisation(name="Helse Bergen HF")
    page = make_event(co_organisers=[helse, make_organisation()])
    occurrence = make_occurrence(page=page)
    privacy = privacy_of([occurrence])
    assert privacy.responsible == ("Bodø kommune",)
    assert privacy.recipients == ("Bodø kommune", "Helse Bergen HF")
    assert privacy.others == ("Helse Bergen HF",)
    assert (privacy.deleted_on, privacy.several) == (date(2026, 4, 2), False)
    assert privacy.deleted_on == names_go(occurrence)


def test_of_several_dates_the_last_day_counts(settings):
    settings.EVENTS_ANONYMISE_DAYS = 10
    one = make_occurrence()
    other = make_event(owner_organisation=make_organisation(name="Helse Bergen HF"), title="Annet")
    two = make_occurrence(page=other, start=START + 20 * DAY)
    privacy = privacy_of([two, one])
    assert privacy.responsible == ("Helse Bergen HF", "Bodø kommune")
    assert (privacy.several, privacy.days_kept) == (True, 10)
    assert privacy.deleted_on == date(2026, 4, 2)


def test_the_legal_basis_is_that_of_the_bodies_that_answer():
    municipality = make_occurrence()
    network = make_organisation(name="Et nettverk", kind="kompetansesenter")
    other = make_occurrence(page=make_event(owner_organisation=network, title="Annet"))
    for occurrences, basis in (
        ([municipality], PUBLIC_TASK),
        ([other], OWN_INTEREST),
        ([municipality, other], EITHER),
    ):
        assert privacy_of(occurrences).legal_basis == basis


def test_a_date_whose_page_is_gone_has_nobody_to_name():
    occurrence = make_occurrence()
    occurrence.page = None
    assert privacy_of([occurrence]).responsible == ()
    with pytest.raises(ValueError, match="nothing to say"):
        privacy_of([])


def test_the_form_says_it(client):
    helse = make_organisation(name="Helse Bergen HF")
    page = make_event(co_organisers=[helse])
    make_occurrence(page=page, start=START + 3650 * DAY)
    text = " ".join(soup(client.get(f"/pamelding/{page.pk}/?sprak=en")).get_text(" ").split())
    with translation.override("en"):
        basis = str(PUBLIC_TASK)
    for part in (basis, "Bodø kommune is responsible", "Helse Bergen HF help", "It is deleted on 30 March"):
        assert part in text
    assert "Article 9 (2) a" in text
