"""What people do with a service. Every door (views, desk, commands, the API) comes through here.

A change is a Wagtail revision; the live row stays until it is published. The trap of Wagtail's workflow: approval publishes
the *latest* revision, not the one that was reviewed. So nothing here saves a revision while a review is open. See ADR 6.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.actions.unpublish import UnpublishAction
from wagtail.log_actions import log
from wagtail.models import Revision, WorkflowState

from localoffer.accounts.models import User
from localoffer.core.signals import things_changed

from ..errors import MayNot, NoReview, ReviewIsOpen
from ..models import Service
from ..provenance import note_person
from .open_records import note_changes

REVIEWERS = (User.Role.REVIEWER, User.Role.ADMIN)


@transaction.atomic
def save_draft(service: Service, *, changes: Mapping[str, Any], by: User) -> Revision:
    """Save a revision with these fields changed; families go on seeing the live row.

    changes  {field: value}; lists for topics, needs, features.
    Raises  ReviewIsOpen while somebody reviews the service; MayNot; ValidationError when the result makes no sense.
    """
    _must_be_staff(by)
    service = _locked(service)
    refuse_while_reviewed(service)
    draft = service.get_latest_revision_as_object()
    for field, value in changes.items():
        if field in Service.NOT_IN_REVISIONS:
            raise MayNot(_("%(field)s is not a field that an edit can change.") % {"field": field})
        setattr(draft, field, value)
    return draft.save_revision(user=by, log_action=True)


@transaction.atomic
def submit_for_review(service: Service, *, by: User) -> WorkflowState:
    """Ask for a review of the draft. Raises ReviewIsOpen when there is one already, NoReview when nothing waits or no
    workflow is set up for services."""
    _must_be_staff(by)
    service = _locked(service)
    refuse_while_reviewed(service)
    workflow = service.get_workflow()
    if workflow is None:
        raise NoReview(_("No workflow is set up for services. An administrator can add one under Settings, Workflows."))
    if not service.has_unpublished_changes:
        raise NoReview(_("There is no change to review."))
    return workflow.start(service, by)


@transaction.atomic
def approve(service: Service, *, by: User) -> None:
    """Finish the open review with a yes; the last task publishes. Raises NoReview, ReviewIsOpen when the draft is no longer
    the one that was put up for review, MayNot. Wagtail publishes for those only who hold `directory.publish_service`."""
    _must_be_reviewer(by)
    service = _locked(service)
    state = service.current_workflow_state
    if state is None or state.status != WorkflowState.STATUS_IN_PROGRESS:
        raise NoReview(_("There is no open review of this service."))
    task = state.current_task_state
    if task.revision_id != service.latest_revision_id:
        raise ReviewIsOpen(_("This draft was changed after it was put up for review. Look at it again before you approve it."))
    task.task.specific.on_action(task, by, "approve")


@transaction.atomic
def publish(service: Service, *, by: User) -> None:
    """Show families the latest draft. Raises ReviewIsOpen while a review is open (approve it instead), NoReview without a draft."""
    _must_be_reviewer(by)
    service = _locked(service)
    refuse_while_reviewed(service)
    if service.latest_revision is None:
        raise NoReview(_("There is no draft to publish."))
    service.latest_revision.publish(user=by, skip_permission_checks=True)  # asked above, for any door


@transaction.atomic
def unpublish(service: Service, *, by: User | None) -> None:
    """Take the service off the public pages; nothing is deleted. `by` is None for a command an officer ran."""
    if by is not None:
        _must_be_reviewer(by)
    UnpublishAction(_locked(service), user=by).execute(skip_permission_checks=True)  # asked above, for any door


@transaction.atomic
def confirm_service(service: Service, *, by: User, now: datetime) -> None:
    """Note that a person has checked that the live record is right. Nothing else in the house sets this day."""
    _must_be_staff(by)
    Service.objects.filter(pk=service.pk).update(assured_on=timezone.localdate(now), assured_by=by)
    service.refresh_from_db(fields=["assured_on", "assured_by"])
    log(instance=service, action="localoffer.confirm", user=by)
    tell([service.pk])


@transaction.atomic
def hold_back(service: Service, *, because: str, by: User, now: datetime) -> None:
    """Hide the service from families until somebody lets it go, and say why (for officers)."""
    _must_be_staff(by)
    if not because.strip():
        raise MayNot(_("Say why it is held back."))
    Service.objects.filter(pk=service.pk).update(
        held_back_on=timezone.localdate(now), held_back_by=by, held_back_because=because.strip()[:300]
    )
    service.refresh_from_db()
    log(instance=service, action="localoffer.hold_back", user=by)
    tell([service.pk])


@transaction.atomic
def let_go(service: Service, *, by: User) -> None:
    """End a hold. Raises MayNot unless `by` reviews."""
    _must_be_reviewer(by)
    Service.objects.filter(pk=service.pk).update(held_back_on=None, held_back_by=None, held_back_because="")
    service.refresh_from_db()
    log(instance=service, action="localoffer.let_go", user=by)
    tell([service.pk])


@transaction.atomic
def note_changes_by_person(service: Service, *, by: User | None, now: datetime) -> None:
    """After publishing, note the fields that no longer hold what the register said. Writes provenance and nothing else."""
    if note_person(service, by_id=str(by.pk) if by else "", on=timezone.localdate(now)):
        Service.objects.filter(pk=service.pk).update(provenance=service.provenance)


def refuse_while_reviewed(service: Service) -> None:
    """Raise ReviewIsOpen while a review is in progress. Any door that saves a revision by another way asks this first."""
    if service.workflow_in_progress:
        raise ReviewIsOpen(
            _("Somebody is reviewing %(name)s now. Wait for the answer, or ask them to send it back.") % {"name": service.name}
        )


def tell(keys) -> None:
    """Say to whoever listens (search, the page cache, open data) that these services changed."""
    keys = list(keys)
    note_changes(keys, now=timezone.now())
    things_changed.send(sender=Service, kind="service", keys=[str(key) for key in keys])


def _locked(service: Service) -> Service:
    """The row as it is now, held until the transaction ends, so that a review cannot open between the look and the write."""
    return Service.objects.select_for_update(of=("self",)).get(pk=service.pk)


def _must_be_staff(by: User) -> None:
    if not (by.is_active and by.is_council_staff):
        raise MayNot(_("Only the council's staff may do this."))


def _must_be_reviewer(by: User) -> None:
    if not (by.is_active and by.role in REVIEWERS):
        raise MayNot(_("Only a reviewer may do this."))
