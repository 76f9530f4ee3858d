"""What lies about when work is over ends by itself, with the clock moved on and nothing else done."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.utils import timezone
from wagtail.admin.models import EditingSession, FormState
from wagtail.models import Page, UploadedFile

from localoffer.core.leftovers import LeftoversReport, prune_leftovers

NOW = timezone.now()


def a_file(name: str, *, days_old: float) -> Path:
    path = settings.DATA_DIR / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("words")
    os.utime(path, times=((NOW - timedelta(days=days_old)).timestamp(),) * 2)
    return path


@pytest.fixture
def desk_work(editor):
    """A form left open, its unsaved words and a picture whose form was never filled in."""
    thing = {"content_type": ContentType.objects.get_for_model(Page), "object_id": "1", "user": editor}
    EditingSession.objects.create(**thing, last_seen_at=NOW)
    FormState.objects.create(**thing, data="title=words", parent_object_id="", last_updated_at=NOW)
    return UploadedFile.objects.create(uploaded_by_user=editor, file=ContentFile(b"picture", name="child.jpg"))


def test_desk_work_of_today_stays(desk_work):
    assert prune_leftovers(now=NOW) == LeftoversReport(0, 0, 0, 0, 0, 0)
    assert UploadedFile.objects.exists()


def test_desk_work_is_gone_two_days_later_with_its_file(desk_work, django_capture_on_commit_callbacks):
    path = Path(desk_work.file.path)
    with time_machine.travel(NOW + timedelta(days=2)), django_capture_on_commit_callbacks(execute=True):
        call_command("prune_leftovers", verbosity=0)
    assert not any(model.objects.exists() for model in (EditingSession, FormState, UploadedFile))
    assert not path.exists()


def test_an_upload_whose_file_is_lost_goes(desk_work):
    Path(desk_work.file.path).unlink()
    assert prune_leftovers(now=NOW).uploads == 1


def test_old_mail_and_copies_go_and_new_ones_stay(db, django_capture_on_commit_callbacks):
    old = [a_file("mail/old.log", days_old=8), a_file("pages/old.page", days_old=31), a_file("downloads/old.csv", days_old=31)]
    new = [a_file("mail/new.log", days_old=6), a_file("pages/new.page", days_old=29)]
    with django_capture_on_commit_callbacks(execute=True):
        report = prune_leftovers(now=NOW)
    assert (report.written_mails, report.page_copies) == (1, 2)
    assert [path.exists() for path in old + new] == [False, False, False, True, True]


def test_a_dry_run_counts_and_removes_nothing(desk_work, capsys, django_capture_on_commit_callbacks):
    path = a_file("mail/old.log", days_old=8)
    with time_machine.travel(NOW + timedelta(days=2)), django_capture_on_commit_callbacks(execute=True):
        call_command("prune_leftovers", "--dry-run")
    assert "1 open forms, 1 unsaved forms, 1 uploads, 1 written mails" in capsys.readouterr().out
    assert EditingSession.objects.exists()
    assert path.exists()
    assert Path(desk_work.file.path).exists()
