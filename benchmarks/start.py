"""Start: from nothing to the first page (downloads included, so the second figure is the one that compares), and again.

python3 benchmarks/start.py
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from sites import HOUSE, free_port, wait_for


def start(data_dir: Path) -> float:
    """Seconds from `./run` to the first page."""
    port = free_port()
    environ = os.environ | {"PORT": str(port), "LOCALOFFER_DATA_DIR": str(data_dir)}
    started = time.monotonic()
    process = subprocess.Popen([sys.executable, str(HOUSE / "run")], env=environ, start_new_session=True)
    try:
        wait_for(f"http://127.0.0.1:{port}/", seconds=600)
        return time.monotonic() - started
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait()


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        print(f"first start, everything installed and loaded: {start(Path(scratch)):.1f} s")
        for _ in range(3):
            print(f"second start: {start(Path(scratch)):.1f} s")


if __name__ == "__main__":
    main()
