"""A reader as a program. WORD STOP asks until the file STOP is there; prints how often, and how often in vain.

--truth FILE asks once for each word of that file; prints those with a wrong answer.
"""

import json
import sys
import time
from pathlib import Path

import django

django.setup()

from search.service import SearchRequest, search  # noqa: E402 — the models need Django set up

PAUSE = 0.2  # seconds between two questions: the machine is for the writers


def is_found(word: str) -> tuple[bool, str]:
    """Whether the word has an answer, and from which engine."""
    answer = search(SearchRequest(text=word, exact=True))
    return answer.total > 0, answer.engine


def keep_asking(word: str, stop: str) -> dict[str, object]:
    """Asks until it is told to stop."""
    asked, in_vain, engines = 0, 0, set()
    while not Path(stop).exists():
        found, engine = is_found(word)
        asked, in_vain = asked + 1, in_vain + (not found)
        engines.add(engine)
        time.sleep(PAUSE)
    return {"asked": asked, "in vain": in_vain, "engines": sorted(engines)}


def ask_all(truth: str) -> dict[str, list[str]]:
    """What is not found and should be, and what is found and should not be."""
    wanted = {word: visible for word, visible in json.loads(Path(truth).read_text())["truth"].items()}
    answers = {word: is_found(word)[0] for word in wanted}
    return {
        "lost": [word for word, visible in wanted.items() if visible and not answers[word]],
        "leaked": [word for word, visible in wanted.items() if not visible and answers[word]],
    }


if __name__ == "__main__":
    print(json.dumps(ask_all(sys.argv[2]) if sys.argv[1] == "--truth" else keep_asking(*sys.argv[1:])))
