"""Old history ends, with the clock moved on; what is in force, and who changed a thing last, stay."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Comment, CommentReply, ModelLogEntry, Page, PageLogEntry, Revision, TaskState, Workflow, WorkflowState

from localoffer.core.history import HistoryReport, prune_history
from localoffer.core.models import HelpContact
from localoffer.guidance.models import HomePage

LONG_AGO = timezone.now() - timedelta(days=800)
LATELY = timezone.now() - timedelta(days=10)
CUT = timezone.now() - timedelta(days=730)
NOTHING = HistoryReport(0, 0, 0, 0)


@pytest.fixture
def page(db):
    return Page.objects.get(depth=1).add_child(instance=HomePage(title="Start", slug="start-of-this-test"))


def saved(page, *, by, at, words):
    """A draft as the desk saves it, with its line in the log."""
    with time_machine.travel(at):
        page.title = words
        return page.save_revision(user=by, log_action=True)


def test_nothing_young_goes(page, editor):
    saved(page, by=editor, at=LATELY, words="One")
    saved(page, by=editor, at=LATELY, words="Two")
    assert prune_history(before=CUT) == NOTHING


def test_old_words_go_and_the_latest_and_the_live_words_stay(page, editor):
    first = saved(page, by=editor, at=LONG_AGO, words="Superseded")
    live = saved(page, by=editor, at=LONG_AGO + timedelta(days=1), words="Live")
    live.publish()
    latest = saved(page, by=editor, at=LONG_AGO + timedelta(days=2), words="Draft")
    prune_history(before=CUT)
    assert set(Revision.objects.values_list("pk", flat=True)) == {live.pk, latest.pk}
    assert first.pk not in Revision.objects.values_list("pk", flat=True)


def test_one_line_stays_of_each_thing_the_last_change_by_a_person(page, editor, reviewer):
    saved(page, by=editor, at=LONG_AGO, words="One")
    saved(page, by=reviewer, at=LONG_AGO + timedelta(days=1), words="Two")
    assert prune_history(before=CUT).log_lines == 1
    assert [line.user_id for line in PageLogEntry.objects.filter(page=page, user__isnull=False)] == [reviewer.pk]


def test_no_old_line_stays_of_a_thing_that_was_deleted(admin):
    contact = HelpContact.objects.create(key="gone", name="Gone")
    with time_machine.travel(LONG_AGO):
        log(contact, "wagtail.create", user=admin)
        log(contact, "wagtail.delete", user=admin)
    prune_history(before=CUT)
    assert not ModelLogEntry.objects.exists()


def test_no_old_line_stays_of_an_account_for_it_holds_a_name(admin, editor):
    with time_machine.travel(LONG_AGO):
        log(editor, "wagtail.edit", user=admin)
    prune_history(before=CUT)
    assert not ModelLogEntry.objects.exists()


def test_old_notes_go_and_one_that_was_answered_lately_stays(page, editor):
    with time_machine.travel(LONG_AGO):
        dead, alive = (Comment.objects.create(page=page, user=editor, text="Ask her", contentpath="title") for _ in range(2))
    with time_machine.travel(LATELY):
        CommentReply.objects.create(comment=alive, user=editor, text="I did")
    assert prune_history(before=CUT).notes == 1
    assert list(Comment.objects.all()) == [alive]


def test_a_young_note_on_an_old_revision_moves_on(page, editor):
    old = saved(page, by=editor, at=LONG_AGO, words="One")
    latest = saved(page, by=editor, at=LATELY, words="Two")
    note = Comment.objects.create(page=page, user=editor, text="Still true?", contentpath="title", revision_created=old)
    assert prune_history(before=CUT).revisions == 1
    note.refresh_from_db()
    assert note.revision_created == latest


def test_ended_reviews_go_and_an_open_one_keeps_its_words(page, editor, reviewer):
    workflow = Workflow.objects.get(name="Council review")
    saved(page, by=editor, at=LONG_AGO, words="One")
    with time_machine.travel(LONG_AGO):
        workflow.start(page, editor).cancel(user=editor)
        workflow.start(page, editor)
    waiting = TaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS).revision
    saved(page, by=None, at=LATELY, words="Two")
    assert prune_history(before=CUT).reviews == 1
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_IN_PROGRESS
    assert Revision.objects.filter(pk=waiting.pk).exists()


def test_the_command_goes_by_the_clock_and_a_dry_run_removes_nothing(page, editor, capsys):
    saved(page, by=editor, at=LATELY, words="One")
    saved(page, by=editor, at=LATELY, words="Two")
    with time_machine.travel(LATELY + timedelta(days=731)):
        call_command("prune_history", "--dry-run")
        assert Revision.objects.count() == 2
        call_command("prune_history")
        call_command("prune_history")
    assert capsys.readouterr().out.splitlines() == [
        "Removed: 0 notes, 0 reviews, 1 revisions, 1 log lines.",
        "Dry run: nothing was changed.",
        "Removed: 0 notes, 0 reviews, 1 revisions, 1 log lines.",
        "Removed: 0 notes, 0 reviews, 0 revisions, 0 log lines.",
    ]
