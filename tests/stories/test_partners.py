"""Who did it together."""

import pytest
from django.utils import translation

from hub.enums import PartnerRole
from stories.partners import owners_of, partners_of
from tests.builders.hub import make_organisation
from tests.builders.stories import make_story

pytestmark = pytest.mark.django_db


def test_those_that_share_the_ownership_stand_with_the_owner():
    owner, shared, helper = (make_organisation(name=name) for name in ("Eier", "Medeier", "Hjelper"))
    rows = [(shared, PartnerRole.EIER), (owner, PartnerRole.EIER), (helper, PartnerRole.VEILEDER)]
    story = make_story(owner_organisation=owner, organisations=rows)
    assert owners_of(story) == [owner, shared]
    with translation.override("en"):
        assert [(one.organisation, one.role) for one in partners_of(story)] == [(helper, "guides")]


def test_a_plain_partner_needs_no_word():
    story = make_story(organisations=[make_organisation(name="Partner")])
    assert [one.role for one in partners_of(story)] == [""]
