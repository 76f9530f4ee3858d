"""The file in which what was learned is kept, so that a second worker or a restart need not learn again.

It says what it was learned from. A file that is missing, broken or of an older kind is as good as none: `learn_answers`
makes it anew, and until then answers are ranked without it.
"""

import hashlib
import logging
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from django.conf import settings

from .learning import Learned, name_of
from .models import SearchDocument
from .shipped import read_bytes

# Raised when learning changes, so that what an older release learned is not taken for this one's.
KIND_OF_FILE = 1
log = logging.getLogger(__name__)


def path() -> Path:
    return settings.DATA_DIR / "search" / "learned.npz"


def stamp() -> tuple[int, int] | None:
    """Changes when the file does; None where there is none."""
    try:
        found = path().stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_ino


def fingerprint(documents: Iterable[SearchDocument]) -> str:
    """A hash of all that is learned from: the pages by their own hashes, and the concepts."""
    said = hashlib.blake2b(read_bytes("synonyms.yaml"), digest_size=16)
    for line in sorted(f"{name_of(document)} {document.text_hash}" for document in documents):
        said.update(line.encode())
    return f"{KIND_OF_FILE}-{said.hexdigest()}"


def load() -> Learned | None:
    try:
        with open(path(), "rb") as file, np.load(file, allow_pickle=False) as held:
            learned = Learned(str(held["learned_from"]), tuple(map(str, held["pages"])), held["rarity"].astype(np.float32), held["matrix"])
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, EOFError, BadZipFile) as problem:
        log.warning("What search learned cannot be read (%s). It is learned again.", problem)
        return None
    return learned if _is_whole(learned) else None


def _is_whole(learned: Learned) -> bool:
    return (
        learned.learned_from.startswith(f"{KIND_OF_FILE}-") and learned.matrix.shape == (len(learned.rarity), len(learned.pages))
        and bool(np.isfinite(learned.matrix).all())
    )  # fmt: skip


def save(learned: Learned) -> None:
    """Write beside the file and put it in its place at once: a worker reads the old one or the new one."""
    path().parent.mkdir(parents=True, exist_ok=True)
    number, scratch = tempfile.mkstemp(dir=path().parent, suffix=".npz")
    try:
        with os.fdopen(number, "wb") as out:
            np.savez_compressed(
                out, learned_from=learned.learned_from, pages=np.array(learned.pages), rarity=learned.rarity, matrix=learned.matrix
            )  # fmt: skip
        os.replace(scratch, path())
    except BaseException:
        Path(scratch).unlink(missing_ok=True)
        raise
