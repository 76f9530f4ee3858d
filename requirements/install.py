"""Make a Python environment from a lock file, with the standard library alone.

`./run` and `./test` share this. Three ways, the fastest that is there: uv; venv with pip; and, where the machine's
Python has no pip at all (a bare Debian), pip's own wheel, fetched by its pinned hash from the index that pip is
configured with.
"""

import configparser
import hashlib
import html
import os
import re
import shutil
import subprocess
import sys
import urllib.parse
import urllib.request
from pathlib import Path

# The Python that this one was made from: this one may stand in the very folder that is made anew.
BASE_PYTHON = getattr(sys, "_base_executable", "") or sys.executable
LOCKS = Path(__file__).resolve().parent
PIP_WHEEL = "pip-26.3-py3-none-any.whl"
PIP_SHA256 = "f3b60b20ffaadd4415ed7957212a38ac63fa4c5fa375bd0f4a797777940fad13"


class CannotInstall(Exception):
    """The environment could not be made; the message says what to do about it."""


def make_environment(folder: Path, *, lock: str) -> Path:
    """Make or refresh the environment in `folder` from `requirements/<lock>`; return its Python.

    Does nothing when the environment was already made from the same lock by the same Python.
    Raises CannotInstall with a sentence for the person at the keyboard.
    """
    lock_file = LOCKS / lock
    python, stamp = folder / "bin" / "python", folder / "made-from"
    wanted = f"{lock} {hashlib.sha256(lock_file.read_bytes()).hexdigest()} {sys.version}"
    if python.exists() and stamp.exists() and stamp.read_text() == wanted:
        return python
    print(f"Installing what the site needs into {folder} (first start, or after an update) ...", flush=True)
    shutil.rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(parents=True, exist_ok=True)
    _install(folder, python, lock_file)
    stamp.write_text(wanted)
    return python


def _install(folder: Path, python: Path, lock_file: Path) -> None:
    if _installed_by_uv(folder, python, lock_file):
        return
    if _has_ensurepip():
        _call(BASE_PYTHON, "-m", "venv", str(folder))
        pip = [str(python), "-m", "pip"]
    else:
        _call(BASE_PYTHON, "-m", "venv", "--without-pip", str(folder))
        pip = [str(python), str(_fetch_pip(folder) / "pip")]
    _call(*pip, "install", "--quiet", "--require-hashes", "--disable-pip-version-check", "-r", str(lock_file))


def _installed_by_uv(folder: Path, python: Path, lock_file: Path) -> bool:
    """Say whether uv is there and did it all. Where it cannot, pip is tried next: it may know of a proxy or an index that uv does not.

    Offices whose network opens TLS give their certificate to the system: uv is told to trust what the system trusts.
    """
    uv = shutil.which("uv")
    if not uv:
        return False
    environ = {"UV_SYSTEM_CERTS": "1", "UV_NATIVE_TLS": "1"} | os.environ
    steps = (
        (uv, "venv", "--quiet", "--clear", "--python", BASE_PYTHON, str(folder)),
        (uv, "pip", "install", "--quiet", "--compile-bytecode", "--require-hashes", "--python", str(python), "-r", str(lock_file)),
    )
    if all(subprocess.run(step, check=False, env=environ).returncode == 0 for step in steps):
        return True
    print("uv could not install this. Trying with pip ...", flush=True)
    shutil.rmtree(folder, ignore_errors=True)
    return False


def _call(*command: str) -> None:
    if subprocess.run(command, check=False).returncode:
        raise CannotInstall(f"This step failed: {' '.join(command)}\nIts own message stands above. Mend it and start again.")


def _has_ensurepip() -> bool:
    try:
        import ensurepip  # noqa: F401
    except ImportError:
        return False
    return True


def _fetch_pip(folder: Path) -> Path:
    """Download pip's wheel, check its hash, and return the wheel: Python runs a package from inside it."""
    index = _configured_index()
    if not index:
        raise CannotInstall(
            "This Python has neither pip nor venv, and no package index is configured.\n"
            "Install them (on Debian or Ubuntu: apt install python3-venv), install uv, or set PIP_INDEX_URL, then start again."
        )
    page_url = index.rstrip("/") + "/pip/"
    page = _get(page_url).decode("utf-8", "replace")
    link = re.search(r'href="([^"]*' + re.escape(PIP_WHEEL) + r'[^"]*)"', page)
    if not link:
        raise CannotInstall(f"{PIP_WHEEL} is not offered by the index in your pip configuration. Install python3-venv instead.")
    wheel = _get(urllib.parse.urljoin(page_url, html.unescape(link.group(1))))
    if hashlib.sha256(wheel).hexdigest() != PIP_SHA256:
        raise CannotInstall(f"{PIP_WHEEL} does not have the pinned hash. Nothing was installed.")
    target = folder / PIP_WHEEL
    target.write_bytes(wheel)
    return target


def _configured_index() -> str:
    """The index pip would use: PIP_INDEX_URL, else the pip.conf files in pip's own order (the last one wins)."""
    if os.environ.get("PIP_INDEX_URL"):
        return os.environ["PIP_INDEX_URL"]
    parser = configparser.ConfigParser(interpolation=None)
    home = Path(os.environ.get("HOME") or "/nonexistent")
    own = os.environ.get("PIP_CONFIG_FILE")
    parser.read([p for p in ("/etc/pip.conf", home / ".pip/pip.conf", home / ".config/pip/pip.conf", own) if p])
    return parser.get("install", "index-url", fallback="") or parser.get("global", "index-url", fallback="")


def _get(url: str) -> bytes:
    if not url.startswith(("https://", "http://", "file://")):
        raise CannotInstall(f"The package index in your pip configuration is not a web address: {url}")
    try:
        with urllib.request.urlopen(url, timeout=60) as answer:  # noqa: S310
            return answer.read()
    except OSError as error:
        raise CannotInstall(f"The package index did not answer ({error}).") from error
