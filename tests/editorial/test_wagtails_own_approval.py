"""Why ReviewTask exists: Wagtail as it comes publishes words that nobody reviewed. Pinned, so that we hear when it stops."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import GroupApprovalTask, TaskState, Workflow, WorkflowPage, WorkflowState, WorkflowTask
from wagtail.workflows import publish_workflow_state

pytestmark = pytest.mark.django_db


@pytest.fixture
def wagtail_as_it_comes(monkeypatch):
    """Wagtail's task, and its way to end a review, which is read from the settings once, when the class is made."""
    monkeypatch.setattr(WorkflowState, "on_finish", publish_workflow_state)
    task = GroupApprovalTask.objects.create(name="Wagtail's own")
    task.groups.add(Group.objects.get(name="Reviewers"))
    workflow = Workflow.objects.create(name="Wagtail's own")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.update(workflow=workflow)


def test_wagtails_approval_publishes_words_that_nobody_reviewed(wagtail_as_it_comes, question, editor, reviewer):
    """If this fails, Wagtail has closed the trap: ReviewTask and publish_reviewed may then be taken out."""
    question.short_answer = "Words that were sent."
    sent = question.save_revision(user=editor)
    state = question.get_workflow().start(question, editor).current_task_state
    question.short_answer = "Words slipped in afterwards."
    question.save_revision(user=editor)
    state = TaskState.objects.get(pk=state.pk)  # as a reviewer's request loads it
    assert state.revision == sent
    state.task.specific.on_action(state, reviewer, "approve")
    question.refresh_from_db()
    assert question.short_answer == "Words slipped in afterwards."
