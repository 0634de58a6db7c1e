"""Forms of the room's page types where the shared form is not enough."""

from hub.page_form import BasePageForm


class InitiativePageForm(BasePageForm):
    """Tells a new initiative where it is about to be placed, so that its place can be checked before it is saved."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.parent_page and not self.instance.path:
            self.instance.placed_under = self.parent_page.specific
