from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager):
    """Users are known by their e-mail address; there is no other name to remember."""

    use_in_migrations = True

    def create_user(self, email: str, password: str | None = None, **fields) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields) -> "User":
        return self.create_user(email, password, **{"is_staff": True, "is_superuser": True, "role": User.Role.ADMIN} | fields)


class User(AbstractUser):
    """Somebody who signs in: a provider or a member of the council's staff. The role decides what they may do."""

    class Role(models.TextChoices):
        PROVIDER = "provider", _("Provider")
        EDITOR = "editor", _("Editor")
        REVIEWER = "reviewer", _("Reviewer")
        ADMIN = "admin", _("Administrator")

    username = None
    email = models.EmailField(_("e-mail address"), unique=True)
    role = models.CharField(max_length=12, choices=Role.choices, default=Role.PROVIDER)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []
    objects = UserManager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(role__in=["provider", "editor", "reviewer", "admin"]), name="user_role_is_known"),
            models.CheckConstraint(
                condition=models.Q(role="admin", is_superuser=True) | (~models.Q(role="admin") & models.Q(is_superuser=False)),
                name="user_admin_and_superuser_are_one",
            ),
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.email

    @property
    def is_council_staff(self) -> bool:
        return self.role in (self.Role.EDITOR, self.Role.REVIEWER, self.Role.ADMIN)
