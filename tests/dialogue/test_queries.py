"""What each page of the room costs the database: the same, however much is there and however the page is reached."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dialogue.links import Purpose, path
from dialogue.models import Sender
from stories.models import StoryDifficulty
from tests.builders.admin import editor_client
from tests.builders.dialogue import READER, asked, fresh, make_contribution, make_hub_contact, make_message, sent_in
from tests.builders.stories import make_story

pytestmark = pytest.mark.django_db
# Settings, site and menu of the frame are in all of them.
BUDGET = 12


def queries(client, address):
    """How many it takes to show an address, the second time."""
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as found:
        client.get(address)
    return len(found)


def test_a_form_costs_the_same_whatever_is_waiting(client):
    make_hub_contact()
    story = make_story()
    writing = path(make_contribution(), Purpose.CONTINUE)
    message = make_message(path=story.path_from_root)
    addresses = {
        "tell": "/si-fra/",
        "tell about": f"/si-fra/?om={story.path_from_root}",
        "thanks": f"/si-fra/takk/{message.reference}/",
        "answer": path(message, Purpose.ANSWER),
        "share": "/del-erfaring/",
        "share from": f"/del-erfaring/?om={story.path_from_root}",
        **{f"step {number}": f"{writing}{number}/" for number in range(1, 6)},
        "saved": f"{writing}lagret/",
        "ask": "/mine-innspill/",
    }
    few = {name: queries(client, address) for name, address in addresses.items()}
    for number in range(5):
        make_message(email=f"{number}@kommune.example", path=story.path_from_root)
        sent_in(email=f"{number}@kommune.example")
    assert {name: queries(client, address) for name, address in addresses.items()} == few
    assert max(few.values()) <= BUDGET, few


def test_ones_own_page_costs_the_same_for_two_and_for_ten(client):
    make_hub_contact()
    costs = []
    for number in (1, 4):
        for _ in range(number):
            make_message()
            make_contribution()
            sent_in()
        sender = Sender.objects.get(email_key=READER)
        costs.append([queries(client, path(sender, purpose)) for purpose in (Purpose.MINE, Purpose.ERASE)])
    assert costs[0] == costs[1]
    assert max(costs[0]) <= BUDGET, costs


def test_the_text_for_approval_costs_what_reading_a_revision_costs(client):
    """Wagtail asks for the page of each row of a revision that it opens; nothing else grows with the rows."""
    make_hub_contact()
    costs = []
    for rows in (2, 10):
        contribution = asked(email=f"{rows}@kommune.example")
        page = contribution.page
        page.difficulties.add(*(StoryDifficulty(text=f"Vanske {number}") for number in range(rows)))
        contribution.asked_revision_id = page.save_revision().pk
        contribution.save()
        costs.append(queries(client, path(fresh(contribution), Purpose.APPROVE)))
    assert costs[1] - costs[0] == 10 - 2
    assert costs[0] <= 2 * BUDGET, costs


def test_a_page_pays_nothing_for_its_links_to_the_forms(client):
    """The footer's links are made from what the page knows of itself."""
    story = make_story()
    with CaptureQueriesContext(connection) as found:
        client.get(story.path_from_root)
    assert [one["sql"] for one in found if "dialogue_" in one["sql"]] == []


def test_the_desk_lists_two_and_ten_for_the_same(db):
    make_hub_contact()
    client = editor_client()
    story, costs = make_story(), []
    for number in (2, 8):
        for _ in range(number):
            make_message(path=story.path_from_root)
            sent_in()
        names = ("messages", "contributions")
        costs.append([queries(client, reverse(f"dialogue_desk:{name}")) for name in names])
    assert costs[0] == costs[1]
