"""The discovery, ordering and reporting behind `seed`.

Each app may have a `seed.py` with `STEPS`. A step turns facts from the app's `seed_data` folder into rows and pages
through a `Loader`; what was loaded once is never loaded again, so an editor's change or deletion stands.
"""

from hub.seeding.loader import Loader
from hub.seeding.reactions import all_at_once, react_once
from hub.seeding.steps import Step, discover, ordered

__all__ = ["Loader", "Step", "all_at_once", "discover", "ordered", "react_once"]
