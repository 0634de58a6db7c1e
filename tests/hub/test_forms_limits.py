"""How often a public form may be sent: many from one network, few to one address, nothing kept in clear."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import RequestFactory

from hub.forms.limits import Limits, Rate, network_of

HOUR = timedelta(hours=1)


def request(address="198.51.100.7", forwarded=""):
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    return RequestFactory(headers=headers).get("/", REMOTE_ADDR=address)


def test_each_network_address_subject_and_mail_address_has_its_own_count():
    limits = Limits("ask", ip=Rate(4, HOUR), subject=Rate(3, HOUR), email=Rate(2, HOUR))
    assert limits.allow(request(), subject=1, email="a@x.example")
    assert limits.allow(request(), subject=1, email=" A@X.example ")
    assert not limits.allow(request(), subject=1, email="a@x.example")  # the mail address
    assert not limits.allow(request("198.51.100.8"), subject=1, email="b@x.example")  # the subject
    assert limits.allow(request(), subject=2, email="b@x.example")
    assert not limits.allow(request(), subject=3, email="c@x.example")  # the network address
    assert limits.allow(request("198.51.100.9"), subject=3, email="c@x.example")


def test_who_sends_too_much_uses_up_nobody_elses_address():
    limits = Limits("ask", ip=Rate(1, HOUR), email=Rate(1, HOUR))
    assert limits.allow(request(), email="a@x.example")
    assert not limits.allow(request(), email="victim@x.example")
    assert limits.allow(request("198.51.100.8"), email="victim@x.example")


def test_forms_are_counted_apart():
    assert Limits("one", ip=Rate(1, HOUR)).allow(request())
    assert Limits("two", ip=Rate(1, HOUR)).allow(request())


def test_nothing_in_the_cache_says_who_it_was(settings):
    kept = {}
    Limits("ask", ip=Rate(9, HOUR), subject=Rate(9, HOUR), email=Rate(9, HOUR)).allow(
        request(), subject="12", email="kari@kommune.example"
    )
    kept = " ".join(cache._cache)
    assert kept.count("form-limit:ask.") == 3
    assert "198.51.100.7" not in kept
    assert "kari" not in kept


def test_a_cache_that_is_away_closes_no_form(monkeypatch):
    def away(*args, **kwargs):
        raise ConnectionError

    monkeypatch.setattr("hub.forms.limits.cache.incr", away)
    assert Limits("ask", ip=Rate(0, HOUR)).allow(request())


@pytest.mark.parametrize(
    ("proxies", "address", "forwarded", "expected"),
    [
        (0, "198.51.100.7", "203.0.113.1", "198.51.100.7"),
        (1, "10.0.0.1", "1.2.3.4, 203.0.113.1", "203.0.113.1"),
        (2, "10.0.0.1", "203.0.113.1, 10.0.0.9", "203.0.113.1"),
        (2, "10.0.0.1", "203.0.113.1", "10.0.0.1"),  # fewer than we trust
        (1, "10.0.0.1", "rubbish", "10.0.0.1"),
        (1, "", "", "unknown"),
        (0, "::ffff:198.51.100.7", "", "198.51.100.7"),
        (0, "2001:db8:1:2:3:4:5:6", "", "2001:db8:1:2::/64"),
    ],
)
def test_where_a_request_comes_from_behind_trusted_proxies(settings, proxies, address, forwarded, expected):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    assert network_of(request(address, forwarded)) == expected
