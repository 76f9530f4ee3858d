"""What the door hears: a service changed, so its record is checked anew."""

from localoffer.core.signals import things_changed
from localoffer.directory.descriptions import is_uuid

from .own_records import check_records


def listen() -> None:
    """Connect. Called once, from `AppConfig.ready()`."""
    things_changed.connect(_changed, dispatch_uid="api-records")


def _changed(sender, kind: str, keys: list[str], **_ignored) -> None:
    if kind == "service":
        check_records([key for key in keys if is_uuid(key)])
