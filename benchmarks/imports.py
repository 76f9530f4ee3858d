"""Import of a register: 100,000 new rows, the same file again, and a process killed half-way. Each run is a process of its own.

LOCALOFFER_MODE=test var/env-test/bin/python benchmarks/imports.py [ROWS]
"""

import csv
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[1]
COLUMNS = (
    "URN", "LA (name)", "EstablishmentName", "TypeOfEstablishment (code)", "EstablishmentTypeGroup (code)", "EstablishmentStatus (code)",
    "StatutoryLowAge", "StatutoryHighAge", "Street", "Town", "Postcode", "SchoolWebsite", "TelephoneNum",
)  # fmt: skip
RUN = """
import resource, sys, time
from localoffer.config.cli import main
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
started = time.monotonic()
sys.argv = ["localoffer", *sys.argv[1:]]
try:
    main()
finally:
    print(f"seconds={time.monotonic() - started:.1f} peak_mb={resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f}")
"""


def write_register(path: Path, rows: int) -> None:
    with path.open("w", newline="", encoding="cp1252") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for number in range(rows):
            name, street, phone = f"Example School {number}", f"{number % 400} Example Street", f"1632960{number % 1000:03}"
            postcode = f"LU{1 + number % 4} {number % 9}AA"
            writer.writerow(
                (100_000 + number, "Exampleshire", name, 1, 4, 1, 4, 11, street, "Exampleton", postcode, f"school{number}.example", phone)
            )


def run(environ: dict[str, str], *arguments: str, kill_after: float = 0) -> str:
    """Run one command in a process of its own; its last line gives seconds and the peak of memory."""
    process = subprocess.Popen([sys.executable, "-c", RUN, *arguments], cwd=HOUSE, env=environ, stdout=subprocess.PIPE, text=True)
    if kill_after:
        time.sleep(kill_after)
        process.send_signal(signal.SIGKILL)
    return process.communicate()[0]


def figures(said: str) -> tuple[float, int]:
    match = re.search(r"seconds=([\d.]+) peak_mb=(\d+)", said)
    if not match:
        sys.exit(f"The run did not end:\n{said}")
    return float(match[1]), int(match[2])


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as scratch:
        environ = os.environ | {"LOCALOFFER_DATA_DIR": scratch, "PYTHONPATH": str(HOUSE)}
        for command in ("migrate", "load_taxonomies", "load_postcodes"):
            run(environ, command)
        small, large = Path(scratch) / "small.csv", Path(scratch) / "large.csv"
        write_register(small, 1)
        write_register(large, rows)
        _seconds, base = figures(run(environ, "import_gias", str(small), "--local-authority", "Exampleshire", "--dry-run"))
        order = ("import_gias", str(large), "--local-authority", "Exampleshire")
        run(environ, *order, kill_after=12)
        left = run(environ, *order, "--dry-run")
        print(f"killed after 12 s: {re.search(r'[0-9,]+ new', left).group()} still to come, of {rows:,}")
        for name in ("new", "again"):
            said = run(environ, *order)
            seconds, peak = figures(said)
            counts = ", ".join(re.findall(r"([0-9,]+ (?:new|changed|as they were))", said))
            print(f"{name}: {seconds:.1f} s, +{peak - base} MB over a file of one row ({counts})")


if __name__ == "__main__":
    main()
