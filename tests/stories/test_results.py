"""Results: what is planned is never a result, and no domain is forgotten."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from hub.enums import BenefitCategory, EvidenceLevel, MastDomain
from stories.models import StoryResult
from stories.models.results import by_domain, measured, not_stated, planned
from tests.builders.stories import make_story, result

SEEN = result(text="Sett", mast=MastDomain.OKONOMI)
AIM = result(text="Mål", mast=MastDomain.SIKKERHET, evidence=EvidenceLevel.PLANLAGT)
PROVEN = result(text="Målt", mast=MastDomain.KLINISK_EFFEKT, evidence=EvidenceLevel.RANDOMISERT)


def test_planned_rows_are_aims_and_nothing_else():
    rows = [SEEN, AIM, PROVEN]
    assert measured(rows) == [SEEN, PROVEN]
    assert planned(rows) == [AIM]


def test_domains_stand_in_their_own_order_with_their_rows_in_the_editors():
    second = result(text="Også sett", mast=MastDomain.OKONOMI)
    groups = by_domain([SEEN, AIM, second, PROVEN])
    assert [(group.domain, group.rows) for group in groups] == [
        (MastDomain.KLINISK_EFFEKT, [PROVEN]),
        (MastDomain.OKONOMI, [SEEN, second]),
    ]


def test_a_domain_with_only_an_aim_is_not_stated():
    assert MastDomain.SIKKERHET in not_stated([SEEN, AIM, PROVEN])
    assert len(not_stated([SEEN, AIM, PROVEN])) == len(MastDomain) - 2
    assert not_stated([]) == list(MastDomain)


@translation.override("en")
def test_who_benefits_and_how_reads_as_one_line():
    assert result().benefit_text == "For whom: patient or user"
    assert result(benefit=BenefitCategory.SPART_TID).benefit_text == "For whom: patient or user. Time saved"


@pytest.mark.django_db
def test_planned_rows_are_never_counted():
    make_story(results=[result(), result(evidence=EvidenceLevel.PLANLAGT)])
    assert StoryResult.objects.measured().count() == 1
    assert StoryResult.objects.count() == 2


def test_a_source_is_counted_from_one():
    with pytest.raises(ValidationError) as refused:
        result(source_number=0).clean_fields(exclude=["page"])
    assert list(refused.value.message_dict) == ["source_number"]
