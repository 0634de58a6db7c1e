"""What someone did, by subject."""

from stories.models.films import FilmIndexPage, FilmPage
from stories.models.initiative_register import InitiativeIndexPage
from stories.models.initiative_rows import InitiativeActor, InitiativeBenefit, Milestone, StartupAction
from stories.models.initiatives import InitiativePage
from stories.models.international import ExampleResult, InternationalExamplePage
from stories.models.listings import InternationalIndexPage, StoryIndexPage
from stories.models.news import NewsIndexPage, NewsPage
from stories.models.stories import StoryAdvice, StoryDifficulty, StoryPage, StoryResult

__all__ = [
    "ExampleResult",
    "FilmIndexPage",
    "FilmPage",
    "InitiativeActor",
    "InitiativeBenefit",
    "InitiativeIndexPage",
    "InitiativePage",
    "InternationalExamplePage",
    "InternationalIndexPage",
    "Milestone",
    "NewsIndexPage",
    "NewsPage",
    "StartupAction",
    "StoryAdvice",
    "StoryDifficulty",
    "StoryIndexPage",
    "StoryPage",
    "StoryResult",
]
