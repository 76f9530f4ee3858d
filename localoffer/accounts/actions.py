"""What changes who may do what. The rules themselves are in `permission_table.toml`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    ModelLogEntry,
    Page,
    Workflow,
    WorkflowContentType,
    WorkflowPage,
    WorkflowTask,
)

from localoffer.core.models import ReviewTask
from localoffer.core.periods import period

from .models import User
from .permissions import GroupRights, table


class UnknownPermission(LookupError):
    """The permission table names something that no app declares."""


class AccountIsOpen(PermissionDenied):
    """Only an account that is closed may be forgotten."""


FORGOTTEN = "forgotten.invalid"  # no mail can ever go there: RFC 2606


@dataclass(frozen=True, slots=True)
class RolesReport:
    groups: int
    permissions: int
    users: int


@dataclass(frozen=True, slots=True)
class LeaversReport:
    closed: int
    second_factors: int
    forgotten: int


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


@transaction.atomic
def forget_leavers(*, now: datetime) -> LeaversReport:
    """Close accounts nobody uses, take the second factors of closed ones away, forget those closed for long. Safe to run again.

    The administrator who signed in last is never closed: somebody must be able to open the door again.
    """
    unused = _unused(User.objects.filter(is_active=True), before=now - period("account_unused"))
    admins = User.objects.filter(is_active=True, role=User.Role.ADMIN).order_by(
        models.F("last_login").desc(nulls_last=True), "-date_joined"
    )
    closed = unused.exclude(pk__in=admins.values("pk")[:1]).update(is_active=False)
    second_factors = Authenticator.objects.filter(user__is_active=False).delete()[0]
    closed_for_long = User.objects.filter(is_active=False).exclude(email__endswith=f"@{FORGOTTEN}")
    leavers = list(_unused(closed_for_long, before=now - period("account_forgotten")))
    for user in leavers:
        forget_account(user)
    return LeaversReport(closed=closed, second_factors=second_factors, forgotten=len(leavers))


def _unused(users: models.QuerySet, *, before: datetime) -> models.QuerySet:
    """Those who have not signed in since, were not made since, and whom no administrator has changed since."""
    accounts = ModelLogEntry.objects.filter(content_type=ContentType.objects.get_for_model(User), timestamp__gte=before)
    changed = accounts.filter(object_id=Cast(OuterRef("pk"), models.CharField()))
    return users.filter(Q(last_login=None) | Q(last_login__lt=before), ~Exists(changed), date_joined__lt=before)


@transaction.atomic
def forget_account(user: User) -> None:
    """Take out of a closed account all that says whose it was. The empty account stays, since services name who confirmed them.

    What a deletion would take with it is deleted: e-mail addresses, second factor, profile with its picture, notes. Raises
    AccountIsOpen while the account may still sign in.
    """
    if user.is_active:
        raise AccountIsOpen(_("Close the account first."))
    for relation in User._meta.get_fields(include_hidden=True):
        if relation.auto_created and not relation.concrete and relation.on_delete is models.CASCADE:
            relation.related_model._base_manager.filter(**{relation.field.name: user}).delete()
    user.email, user.first_name, user.last_name, user.last_login = f"account-{user.pk}@{FORGOTTEN}", "", "", None
    user.role, user.is_superuser, user.is_staff = User.Role.PROVIDER, False, False
    user.set_unusable_password()
    user.save()
    lines = ModelLogEntry.objects.filter(content_type=ContentType.objects.get_for_model(User), object_id=str(user.pk))
    lines.update(label=str(user), data={})
