"""Makes the page that a reader must find at every moment, beside a few others."""

import json

import django

django.setup()

from tests.builders.hub import make_standard_page  # noqa: E402 — the models need Django set up
from tests.builders.research import make_concept  # noqa: E402


def main() -> None:
    """Prints its id."""
    make_concept(title="vaffelmaskin", alternative=[("nb", "røreverk")])
    print(json.dumps(make_standard_page(title="Om et fyrtaarn med røreverk").pk))


if __name__ == "__main__":
    main()
