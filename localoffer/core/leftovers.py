"""What lies about when work is over: open forms, uploads never finished, mail in files, copies of pages, keys of forms. All ends by itself."""

from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from wagtail.admin.models import EditingSession, FormState
from wagtail.models import UploadedFile

from .models import ReceivedForm
from .periods import period

COPIES = ("pages", "downloads")  # folders of what everybody may read, kept so that it need not be made again


@dataclass(frozen=True, slots=True)
class LeftoversReport:
    """How many of each were removed."""

    open_forms: int
    unsaved_forms: int
    uploads: int
    written_mails: int
    page_copies: int
    form_keys: int

    def __str__(self) -> str:
        return ", ".join(f"{number} {name.replace('_', ' ')}" for name, number in asdict(self).items())


@transaction.atomic
def prune_leftovers(*, now: datetime) -> LeftoversReport:
    """Remove what is older than its period. Safe to run again. Files go when the transaction is through."""
    desk = now - period("desk_work")
    return LeftoversReport(
        open_forms=EditingSession.objects.filter(last_seen_at__lt=desk).delete()[0],
        unsaved_forms=FormState.objects.filter(last_updated_at__lt=desk).delete()[0],
        uploads=_prune_uploads(before=desk),
        written_mails=_prune_files(Path(settings.EMAIL_FILE_PATH), before=now - period("written_mail")),
        page_copies=sum(_prune_files(Path(settings.DATA_DIR) / name, before=now - period("page_copies")) for name in COPIES),
        form_keys=ReceivedForm.objects.filter(received_at__lt=now - period("form_keys")).delete()[0],
    )


def _prune_uploads(*, before: datetime) -> int:
    """The row holds no moment: its file does. A row whose file is gone is of no use to anybody."""
    old = [upload for upload in UploadedFile.objects.all() if _is_older(upload, before)]
    for upload in old:
        transaction.on_commit(lambda file=upload.file: file.storage.delete(file.name))
        upload.delete()
    return len(old)


def _is_older(upload: UploadedFile, before: datetime) -> bool:
    try:
        return upload.file.storage.get_modified_time(upload.file.name) < before
    except (FileNotFoundError, ValueError):
        return True


def _prune_files(folder: Path, *, before: datetime) -> int:
    """Another process may take a file away between the look and the deed."""
    old = []
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        with suppress(FileNotFoundError):
            if path.is_file() and path.stat().st_mtime < before.timestamp():
                old.append(path)
    for path in old:
        transaction.on_commit(lambda path=path: path.unlink(missing_ok=True))
    return len(old)
