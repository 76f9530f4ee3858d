"""Start our site, or a fresh Wagtail starter as the control, on a free port of this machine; stop it again."""

import contextlib
import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[1]
PYTHON = sys.executable


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(url: str, seconds: float = 60) -> float:
    """Return the seconds until the address first answers 200."""
    started = time.monotonic()
    while time.monotonic() - started < seconds:
        with contextlib.suppress(OSError), urllib.request.urlopen(url, timeout=5) as answer:
            if answer.status == 200:
                return time.monotonic() - started
        time.sleep(0.05)
    raise SystemExit(f"{url} did not answer within {seconds} s")


def our_environ(data_dir: Path, port: int) -> dict[str, str]:
    return os.environ | {
        "LOCALOFFER_MODE": "demo", "LOCALOFFER_DATA_DIR": str(data_dir), "PORT": str(port), "PYTHONPATH": str(HOUSE),
        "LOCALOFFER_SECRET_KEY": secrets.token_urlsafe(48),
    }  # fmt: skip


@contextlib.contextmanager
def our_site(data_dir: Path):
    """Our site with the demo council, served as in production; yields its address and process."""
    port = free_port()
    environ = our_environ(data_dir, port)
    subprocess.run([PYTHON, "-m", "localoffer.config.cli", "prepare_demo"], env=environ, check=True, stdout=subprocess.DEVNULL)
    server = subprocess.Popen([PYTHON, "-m", "localoffer.config.cli", "serve"], env=environ, cwd=HOUSE)
    try:
        wait_for(f"http://127.0.0.1:{port}/health/live")
        yield f"http://127.0.0.1:{port}", server
    finally:
        server.terminate()
        server.wait()


@contextlib.contextmanager
def wagtail_starter(folder: Path):
    """What `wagtail start` gives, on the same server with the same number of workers; yields its address."""
    subprocess.run([str(Path(PYTHON).parent / "wagtail"), "start", "starter", str(folder)], check=True, stdout=subprocess.DEVNULL)
    port = free_port()
    environ = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"} | {
        "DJANGO_SETTINGS_MODULE": "starter.settings.production"
    }
    (folder / "starter/settings/local.py").write_text("SECRET_KEY='x'*50\nALLOWED_HOSTS=['127.0.0.1']\nDEBUG=False\n")
    for command in (["migrate", "-v0"], ["collectstatic", "--noinput", "-v0"]):
        subprocess.run([PYTHON, "manage.py", *command], cwd=folder, env=environ, check=True, stdout=subprocess.DEVNULL)
    command = [PYTHON, "-m", "granian", "--interface", "wsgi", "starter.wsgi:application", "--port", str(port), "--workers", "2",
               "--blocking-threads", "8", "--log-level", "warning"]  # fmt: skip
    server = subprocess.Popen(command, cwd=folder, env=environ)
    try:
        wait_for(f"http://127.0.0.1:{port}/")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


def resident_megabytes(process_id: int) -> list[float]:
    """Resident memory of each child process (a worker), in MB."""
    children = subprocess.run(["pgrep", "-P", str(process_id)], capture_output=True, text=True).stdout.split()
    sizes = []
    for child in children:
        lines = Path(f"/proc/{child}/status").read_text().splitlines()
        sizes += [int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS")]
    return sizes
