"""Tokens say what was put in, to whoever made them for the same purpose, and nothing to anybody else."""

from datetime import UTC, datetime, timedelta

import pytest

from hub.log_masking import MASK, masked
from hub.signed_links import BadLink, sign, unsign

NOW = datetime(2026, 11, 22, 18, 0, 42, tzinfo=UTC)


@pytest.mark.parametrize(("pk", "version"), [(1, 1), (123456789, 42), (0, 0)])
def test_a_token_says_what_was_put_in(pk, version):
    opened = unsign("room.links.do", sign("room.links.do", pk, version, NOW))
    assert (opened.pk, opened.version) == (pk, version)
    assert opened.made == NOW.replace(second=0)


def test_equal_tokens_are_made_within_a_minute_only():
    assert sign("a", 1, 1, NOW) == sign("a", 1, 1, NOW + timedelta(seconds=10))
    assert sign("a", 1, 1, NOW) != sign("a", 1, 1, NOW + timedelta(minutes=1))


@pytest.mark.parametrize("text", ["", "1-1-1", "1-1-1.x", "a.b.c", "æ-1-1.x", "-" * 200, "\0", "9" * 5000])
def test_what_is_no_token_is_refused(text):
    with pytest.raises(BadLink):
        unsign("room.links.do", text)


def test_another_purpose_is_refused_and_the_log_holds_no_token(caplog):
    text = sign("room.links.show", 1, 1, NOW)
    with caplog.at_level("INFO", logger="hub.signed_links"), pytest.raises(BadLink) as refused:
        unsign("room.links.delete", text)
    assert refused.value.reason in caplog.text
    assert text not in caplog.text


def test_every_token_is_masked_in_logs():
    assert masked(f"/x/{sign('room.links.do', 987654, 3, NOW)}/") == f"/x/{MASK}/"
