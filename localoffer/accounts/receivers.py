"""Django's signals turned into actions: a saved user joins the group of the role, a deleted profile takes its picture along,
a migrated database gets its groups."""

from django.apps import apps
from django.db import connections, transaction
from django.db.models.signals import post_delete, post_migrate, post_save
from wagtail.users.models import UserProfile

from .actions import match_groups, sync_roles
from .models import User

NEEDED = {"auth_group", "wagtailcore_page", "wagtailcore_collection", "wagtailcore_workflow", "core_reviewtask", "directory_service"}


def listen() -> None:
    post_save.connect(_user_saved, sender=User, dispatch_uid="accounts-user-saved")
    post_delete.connect(_profile_deleted, sender=UserProfile, dispatch_uid="accounts-profile-deleted")
    post_migrate.connect(_migrated, dispatch_uid="accounts-migrated")


def _user_saved(sender, instance: User, raw: bool = False, **_ignored) -> None:
    if not raw:
        match_groups(instance)


def _profile_deleted(sender, instance: UserProfile, **_ignored) -> None:
    """A picture of somebody goes with the profile; Django would leave the file behind."""
    if instance.avatar:
        transaction.on_commit(lambda: instance.avatar.storage.delete(instance.avatar.name))


def _migrated(sender, using: str, plan=(), **_ignored) -> None:
    """Permissions are made app by app, so wait for the last one; a database on its way down, or half way up, is left alone."""
    last = [config for config in apps.get_app_configs() if config.models_module is not None][-1]
    if sender is not last or any(is_backwards for _migration, is_backwards in plan or ()):
        return
    if set(connections[using].introspection.table_names()) >= NEEDED:
        sync_roles()
