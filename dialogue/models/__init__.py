"""What readers have sent, who sent it, and the step in which editors work with it."""

from dialogue.models.contributions import Contribution
from dialogue.models.messages import Message
from dialogue.models.review import ContributionReview
from dialogue.models.senders import Sender, make_reference

__all__ = ["Contribution", "ContributionReview", "Message", "Sender", "make_reference"]
