"""Pages and search under load, and a fresh Wagtail starter in the same run (QUALITY L1 and L2).

var/env-test/bin/python benchmarks/pages.py [--seconds 20]
"""

import argparse
import re
import subprocess
import tempfile
from pathlib import Path

from sites import our_site, resident_megabytes, wagtail_starter

PAGES = ["/", "/parents/", "/topics/travel/", "/questions/ehc-plans/", "/services/"]
WORRIES = ["nursery lu3", "school taxi refused", "ehcp", "autism assessment wait", "short breaks age 7", "respite", "speech delay", "panel"]
EVERY_QUERY = """
local worries = {%s}
local n = 0
request = function()
  n = n + 1
  return wrk.format("GET", "/search/?q=" .. worries[n %% #worries + 1] .. "+" .. n)
end
"""


def load(address: str, *, seconds: int, script: Path | None = None) -> dict:
    """Run wrk with 32 connections; requests a second, the 95th percentile by its own table, and errors."""
    command = ["wrk", "-t2", "-c32", f"-d{seconds}s", "--latency", *(["-s", str(script)] if script else []), address]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", text)[1])
    table = {float(p): milliseconds(v) for p, v in re.findall(r"^\s+(\d+)%\s+([\d.]+\w+)", text, re.M)}
    failed = re.search(r"Non-2xx or 3xx responses: (\d+)", text)
    return {"rate": rate, "p90": table[90.0], "p99": table[99.0], "errors": int(failed[1]) if failed else 0}


def milliseconds(text: str) -> float:
    number, unit = re.match(r"([\d.]+)(\w+)", text).groups()
    return float(number) * {"us": 0.001, "ms": 1, "s": 1000}[unit]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=int, default=20)
    seconds = parser.parse_args().seconds
    with tempfile.TemporaryDirectory() as scratch:
        scratch = Path(scratch)
        script = scratch / "queries.lua"
        script.write_text(EVERY_QUERY % ", ".join(f'"{w.replace(" ", "+")}"' for w in WORRIES))
        (scratch / "starter").mkdir()
        with wagtail_starter(scratch / "starter") as control, our_site(scratch / "data") as (address, server):
            base = load(control + "/", seconds=seconds)
            print(f"{'page':28} {'req/s':>8} {'x control':>10} {'p90 ms':>8} {'p99 ms':>8} {'errors':>7}")
            show("control: Wagtail starter", base, base)
            for page in PAGES:
                show(page, load(address + page, seconds=seconds), base)
            show("/search/, all different", load(address, seconds=seconds, script=script), base)
            print("memory of each worker after it all, MB:", [round(size) for size in resident_megabytes(server.pid)])


def show(name: str, figures: dict, base: dict) -> None:
    ratio = figures["rate"] / base["rate"]
    print(f"{name:28} {figures['rate']:8.0f} {ratio:10.1f} {figures['p90']:8.1f} {figures['p99']:8.1f} {figures['errors']:7d}", flush=True)


if __name__ == "__main__":
    main()
