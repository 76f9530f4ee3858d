"""What changes who may do what. The rules themselves are in `permission_table.toml`."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowContentType,
    WorkflowPage,
    WorkflowTask,
)

from localoffer.core.models import ReviewTask

from .models import User
from .permissions import GroupRights, table


class UnknownPermission(LookupError):
    """The permission table names something that no app declares."""


@dataclass(frozen=True, slots=True)
class RolesReport:
    groups: int
    permissions: int
    users: int


@transaction.atomic
def set_role(user: User, *, role: str, by: User | None) -> None:
    """Give the user another role, and with it the group and its rights. `by` is None for a command run on the machine.

    Raises  PermissionDenied unless an administrator does it, and for one's own role: the last administrator cannot lock
    everybody out. ValueError for a role that nobody knows.
    """
    if by is not None and (by.role != User.Role.ADMIN or not by.is_active or by.pk == user.pk):
        raise PermissionDenied(_("Only another administrator may change what somebody may do."))
    user.role = User.Role(role)
    user.is_superuser = user.role == User.Role.ADMIN
    user.save(update_fields=["role", "is_superuser"])


def match_groups(user: User) -> None:
    """Put the user in the group of the role, and in no other. The role is the truth; groups are how Wagtail is told."""
    names = [rights.name for rights in table().groups if rights.role == user.role]
    user.groups.set(Group.objects.filter(name__in=names))


@transaction.atomic
def sync_roles() -> RolesReport:
    """Make the groups, their rights and the review workflow what the permission table says. Safe to run again.

    Raises UnknownPermission when the table names a permission that does not exist.
    """
    root, files = Page.objects.filter(depth=1).first(), Collection.get_first_root_node()
    count = 0
    for rights in table().groups:
        count += _sync_group(rights, root=root, files=files)
    _sync_workflow(root)
    _remove_wagtails_own()
    users = list(User.objects.all())
    for user in users:
        match_groups(user)
    return RolesReport(groups=len(table().groups), permissions=count, users=len(users))


def _sync_group(rights: GroupRights, *, root: Page | None, files: Collection | None) -> int:
    group, _made = Group.objects.get_or_create(name=rights.name)
    group.permissions.set(_permissions(rights.models))
    if root is not None:
        wanted = _permissions([f"wagtailcore.{name}" for name in rights.pages])
        GroupPagePermission.objects.filter(group=group).exclude(page=root, permission__in=wanted).delete()
        for permission in wanted:
            GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)
    if files is not None:
        wanted = _permissions(rights.files)
        GroupCollectionPermission.objects.filter(group=group).exclude(collection=files, permission__in=wanted).delete()
        for permission in wanted:
            GroupCollectionPermission.objects.get_or_create(group=group, collection=files, permission=permission)
    return len(rights.pages) + len(rights.files) + len(rights.models)


def _permissions(names: Iterable[str]) -> list[Permission]:
    """Find permissions by `app.codename`. Raises UnknownPermission, naming those that do not exist."""
    pairs = {tuple(name.split(".", 1)) for name in names}
    codenames = [codename for _app, codename in pairs]
    found = [
        p for p in Permission.objects.filter(codename__in=codenames).select_related("content_type")
        if (p.content_type.app_label, p.codename) in pairs
    ]  # fmt: skip
    missing = pairs - {(p.content_type.app_label, p.codename) for p in found}
    if missing:
        raise UnknownPermission(", ".join(sorted(".".join(pair) for pair in missing)))
    return found


def _sync_workflow(root: Page | None) -> None:
    """One workflow with one task, on every page and on the models that the table names."""
    rule = table().review
    reviewers = Group.objects.get(name=next(rights.name for rights in table().groups if rights.role == rule.role))
    task, _made = ReviewTask.objects.get_or_create(name=rule.task)
    task.groups.set([reviewers])
    workflow, _made = Workflow.objects.get_or_create(name=rule.workflow)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": 0})
    if root is not None:
        WorkflowPage.objects.update_or_create(page=root, defaults={"workflow": workflow})
    for name in rule.models:
        kind = ContentType.objects.get_for_model(apps.get_model(name), for_concrete_model=False)
        WorkflowContentType.objects.update_or_create(content_type=kind, defaults={"workflow": workflow})


def _remove_wagtails_own() -> None:
    """Wagtail's migrations make a group and a workflow of their own, with rights that our table does not give."""
    Group.objects.filter(name="Moderators", user=None).delete()
    Workflow.objects.filter(name="Moderators approval", workflow_states=None).delete()
