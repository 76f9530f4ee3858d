"""Who may do what. The table is data (`permission_table.toml`); this reads it and answers. See ADR 11."""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache, wraps
from pathlib import Path

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import ResolverMatch

TABLE = Path(__file__).with_name("permission_table.toml")
VISITOR, UNVERIFIED = "visitor", "unverified"


@dataclass(frozen=True, slots=True)
class Action:
    """Something a role may do, and the addresses it guards. `refusal` is "403", "404" or "sign-in"."""

    name: str
    says: str
    roles: frozenset[str]
    addresses: tuple[str, ...]
    refusal: str = "403"


@dataclass(frozen=True, slots=True)
class GroupRights:
    """What a role's group may do inside Wagtail: permissions as `app.codename`, on pages by codename alone."""

    role: str
    name: str
    pages: tuple[str, ...]
    files: tuple[str, ...]
    models: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReviewRule:
    """The workflow that every page and these models go through, and the role that says yes."""

    workflow: str
    task: str
    role: str
    models: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PermissionTable:
    roles: tuple[str, ...]
    actions: dict[str, Action]
    groups: tuple[GroupRights, ...]
    review: ReviewRule


@cache
def table() -> PermissionTable:
    """Read the table once. Raises ValueError for a role or a refusal that nobody knows."""
    data = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    actions = {name: _action(name, entry, data["roles"]) for name, entry in data["actions"].items()}
    groups = tuple(
        GroupRights(role, entry["name"], tuple(entry["pages"]), tuple(entry["files"]), tuple(entry["models"]))
        for role, entry in data["groups"].items()
    )
    review = data["review"]
    return PermissionTable(
        tuple(data["roles"]), actions, groups, ReviewRule(review["workflow"], review["task"], review["role"], tuple(review["models"]))
    )


def _action(name: str, entry: dict, roles: list[str]) -> Action:
    unknown, refusal = set(entry["roles"]) - set(roles), entry.get("refusal", "403")
    if unknown or refusal not in ("403", "404", "sign-in"):
        raise ValueError(f"{TABLE.name}, {name}: unknown {', '.join(unknown) or refusal}")
    return Action(name, entry["says"], frozenset(entry["roles"]), tuple(entry["addresses"]), refusal)


def role_of(user) -> str:
    """Return the role of a user; a visitor when nobody, or somebody disabled, is signed in.

    A provider is `unverified` until an e-mail address is confirmed: one query, kept on the user object.
    """
    if not user.is_authenticated or not user.is_active:
        return VISITOR
    if user.role != user.Role.PROVIDER:
        return user.role
    if not hasattr(user, "_has_confirmed_email"):
        user._has_confirmed_email = user.emailaddress_set.filter(verified=True).exists()
    return user.role if user._has_confirmed_email else UNVERIFIED


def may(user, action: str) -> bool:
    """Say whether the user may do this. Raises KeyError for an action that is not in the table."""
    return role_of(user) in table().actions[action].roles


def action_for(match: ResolverMatch | str) -> Action | None:
    """Return the action that guards an address: a resolver match, or a name as the table writes it. None: in no action."""
    if isinstance(match, ResolverMatch):
        match = match.view_name if match.url_name else f"route:{match.route}"
    return _action_for(match)


@cache
def _action_for(name: str) -> Action | None:
    best: tuple[bool, int, Action] | None = None
    for action in table().actions.values():
        for pattern in action.addresses:
            is_exact = pattern == name
            if is_exact or ("*" in pattern and not pattern.startswith("route:") and fnmatchcase(name, pattern)):
                rank = (is_exact, len(pattern), action)
                best = max(best or rank, rank, key=lambda found: found[:2])
    return best[2] if best else None


def refuse(request: HttpRequest, action: Action | None) -> HttpResponse:
    """Answer somebody who may not: the sign-in page, or an error. Raises Http404 or PermissionDenied."""
    if action is not None and action.refusal == "404":
        raise Http404
    if action is not None and action.refusal == "sign-in":
        return redirect("account_login")
    if role_of(request.user) == VISITOR:
        return redirect_to_login(request.get_full_path())
    raise PermissionDenied


def requires(action: str) -> Callable:
    """Guard a view: `@requires("publish-pages")`. Raises KeyError at import for an action that is not in the table."""
    rule = table().actions[action]

    def decorate(view: Callable) -> Callable:
        @wraps(view)
        def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            return view(request, *args, **kwargs) if may(request.user, action) else refuse(request, rule)

        setattr(guarded, "guarded_by", action)  # noqa: B010  a function's own attribute, which a type cannot name
        return guarded

    return decorate


def as_markdown() -> str:
    """The table as docs/reference/permissions.md shows it."""
    roles = table().roles
    lines = [
        "# Who may do what", "",
        "Made from `localoffer/accounts/permission_table.toml` by `./run print_permissions`; a test compares the two.",
        "`unverified` is a provider whose e-mail address is not confirmed yet.", "",
        f"| action | {' | '.join(roles)} | what it is | who may not gets |", f"|---{'|---' * (len(roles) + 2)}|",
    ]  # fmt: skip
    for action in table().actions.values():
        marks = " | ".join("yes" if role in action.roles else "" for role in roles)
        lines.append(f"| `{action.name}` | {marks} | {action.says} | {action.refusal} |")
    lines += ["", "## Addresses", "", "| action | addresses |", "|---|---|"]
    lines += [f"| `{a.name}` | {', '.join(f'`{address}`' for address in a.addresses)} |" for a in table().actions.values()]
    lines += ["", "## Inside the desk", "", "| role | group | pages | pictures and documents | the rest |", "|---|---|---|---|---|"]
    for group in table().groups:
        cells = (", ".join(f"`{name}`" for name in names) for names in (group.pages, group.files, group.models))
        lines.append(f"| {group.role} | {group.name} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"
