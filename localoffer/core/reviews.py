"""What happens at the end of a review. Named in settings, so it must import no model when it is loaded."""

from django.db import transaction


@transaction.atomic
def publish_reviewed(workflow_state, user=None) -> None:
    """Publish the words that were reviewed. Takes the place of Wagtail's own, which publishes the latest words, seen or not.

    Raises ReviewedWordsChanged when newer words were saved meanwhile; the approval is undone with it.
    """
    from .models.review import must_be_latest

    task_state = workflow_state.current_task_state
    must_be_latest(task_state)
    task_state.revision.publish(user=user)
