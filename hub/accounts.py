"""Who may come in (decision 26): allauth is the only way, sign-up is closed."""

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Closes sign-up: editors are made by an administrator."""

    def is_open_for_signup(self, request):
        """Nobody makes an account for themselves."""
        return False
