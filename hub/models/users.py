"""Who may log in to the editors' desk."""

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.utils.translation import gettext_lazy as _


class EmailUserManager(UserManager["User"]):
    """Makes users from an e-mail address, which is what they log in with."""

    def create_user(self, email, password=None, **fields):  # type: ignore[override]
        """Make a user without rights."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):  # type: ignore[override]
        """Make an administrator. Nobody edits content as one: see `hub.accounts`."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username):
        """Find a user by address, whatever the case it is typed in."""
        return self.get(email__iexact=username)


class User(AbstractUser):
    """A person who edits; logs in with the e-mail address and belongs to an organisation (decision 24)."""

    username = None  # type: ignore[assignment]
    email = models.EmailField(_("e-mail address"), unique=True)
    organisation = models.ForeignKey(
        "hub.Organisation",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="users",
        verbose_name=_("organisation"),
        help_text=_("Organisers see only what belongs to their own organisation."),
    )

    objects = EmailUserManager()  # type: ignore[misc]

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []  # type: ignore[misc]

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")

    def __str__(self):
        return self.get_full_name() or self.email
