"""What a process remembers of the feeds it has made."""

from events.feed_cache import FeedCache


def test_the_memory_of_feeds_keeps_to_its_budget():
    known = FeedCache(budget=10, most=3)
    known.put("a", b"1234")
    known.put("b", b"1234")
    assert known.get("a") == b"1234"
    known.put("c", b"1234")
    assert [known.get(key) for key in "abc"] == [b"1234", None, b"1234"]
    known.put("huge", b"1" * 11)
    assert known.get("huge") is None
    for key in "defg":
        known.put(key, b"1")
    assert [bool(known.get(key)) for key in "defg"] == [False, True, True, True]
