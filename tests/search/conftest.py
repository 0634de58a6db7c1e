"""What several tests of the search stand on."""

import pytest

from tests.builders.indexed import make_pages


@pytest.fixture
def fill():
    """Pages of no interest, so that words are worth something."""
    return make_pages(*(f"Side om emne{at}" for at in range(8)), summary="Noe helt annet.")
