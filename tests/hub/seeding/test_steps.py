"""Steps of a seed run in the order that they need."""

import pytest

from hub.seeding import Step, ordered


def step(name, *, after=(), before=()):
    return Step(name, lambda loader: None, after=after, before=before)


def names(*steps):
    return [one.name for one in ordered(steps)]


def test_a_step_comes_after_those_it_names():
    assert names(step("c", after=("b",)), step("b", after=("a",)), step("a")) == ["a", "b", "c"]


def test_a_step_comes_before_those_it_names():
    assert names(step("a"), step("b", after=("a",)), step("first", before=("a",))) == ["first", "a", "b"]


@pytest.mark.parametrize("wrong", [{"after": ("x",)}, {"before": ("x",)}])
def test_a_step_that_names_none_is_refused(wrong):
    with pytest.raises(ValueError, match="unknown steps: x"):
        ordered([step("a", **wrong)])


def test_steps_that_wait_for_each_other_are_refused():
    with pytest.raises(ValueError, match="wait for each other"):
        ordered([step("a", after=("b",)), step("b", after=("a",))])
    with pytest.raises(ValueError, match="wait for each other"):
        ordered([step("a", before=("b",)), step("b", before=("a",))])
