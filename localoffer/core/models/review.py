from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.locks import WorkflowLock
from wagtail.models import AbstractGroupApprovalTask


class ReviewedWordsChanged(PermissionDenied):
    """What would be published is not what the reviewer was shown. Nothing was published."""


class ReviewLock(WorkflowLock):
    """While a review is open nobody may change the words, reviewers included: they approve, or ask for changes."""

    def get_message(self, user: AbstractBaseUser) -> str:
        return _(
            "This waits for review, so nobody can change it. A reviewer can approve it or ask for changes; whoever sent it can take it back."
        )

    def get_description(self, user: AbstractBaseUser, can_lock: bool = False) -> str:
        return _("Nobody can change it until the review ends.")

    def get_locked_by(self, user: AbstractBaseUser, can_lock: bool = False) -> str:
        return _("Locked while it waits for review")


class ReviewTask(AbstractGroupApprovalTask):
    """One yes by a reviewer to the very words that were sent.

    Wagtail publishes the *latest* revision when a task is approved, whether or not the reviewer saw it. Two things close
    that trap: the words are locked for everybody while the review is open, and an approval is refused when the latest
    revision is not the one that was sent. `core.reviews.publish_reviewed` refuses once more, whoever calls it.
    """

    lock_class = ReviewLock

    class Meta:
        verbose_name = gettext_lazy("review of the words that were sent")
        verbose_name_plural = gettext_lazy("reviews of the words that were sent")

    def locked_for_user(self, obj, user: AbstractBaseUser) -> bool:
        return True

    def user_can_lock(self, obj, user: AbstractBaseUser) -> bool:
        return False

    @transaction.atomic
    def on_action(self, task_state, user: AbstractBaseUser, action_name: str, **kwargs):
        """Approve or send back. Raises ReviewedWordsChanged, PermissionDenied when the review has ended."""
        if action_name == "approve":
            must_be_latest(task_state)
        return super().on_action(task_state, user, action_name, **kwargs)

    @classmethod
    def get_description(cls) -> str:
        return _("A reviewer approves the very words that were sent, or asks for changes")


def must_be_latest(task_state) -> None:
    """Raise ReviewedWordsChanged unless the revision under review is the object's latest, as the database has it now.

    Holds the row until the transaction ends, so that nothing slips in between the look and the publishing.
    """
    thing = task_state.workflow_state.content_object
    rows = type(thing)._base_manager.filter(pk=thing.pk).select_for_update(of=("self",))
    if rows.values_list("latest_revision_id", flat=True).get() != task_state.revision_id:
        raise ReviewedWordsChanged(
            _(
                "These words were changed after they were sent for review. Ask for changes, or have them sent again, and read them once more."
            )
        )
