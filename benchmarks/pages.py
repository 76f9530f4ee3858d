"""Pages and search under load, and a fresh Wagtail starter in the same run (QUALITY L1 and L2).

var/env-test/bin/python benchmarks/pages.py [--seconds 20]
"""

import argparse
import re
import subprocess
import tempfile
from pathlib import Path
from urllib.parse import quote_plus

from sites import our_site, resident_megabytes, wagtail_starter

PAGES = ["/", "/parents/", "/topics/travel/", "/questions/ehc-plans/", "/services/"]
WORRIES = ["nursery", "school taxi refused", "ehcp", "autism assessment wait", "short breaks", "respite", "speech delay", "panel",
           "my son wont go to school", "she hurts herself", "dla forms", "moving to secondary", "late ehcp", "sleep", "wheelchair"]  # fmt: skip
PLACES = ["", " LU1 2BQ", " near LU4 9TT", " LU3", " in LU2 7"]
AGES = ["", " age 5", " year 9", " 2 and a half", " aged 16", " toddler"]
REPORT = """
done = function(summary, latency, requests)
  local bad = summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  io.write(string.format("REPORT %f %f %f %d\\n", summary.requests / summary.duration * 1e6, latency:percentile(95) / 1000,
    latency:percentile(99) / 1000, bad))
end
"""
EVERY_QUERY = """
local queries = {QUERIES}
local n = math.random(#queries)
request = function()
  n = n + 1
  return wrk.format("GET", "/search/?q=" .. queries[n % #queries + 1] .. "+" .. n % 97)
end
"""


def load(address: str, *, seconds: int, script: str = "") -> dict:
    """Run wrk with 32 connections: requests a second, 95th and 99th percentile in milliseconds, errors of any kind."""
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as file:
        file.write(REPORT + script)
        file.flush()
        command = ["wrk", "-t2", "-c32", f"-d{seconds}s", "-H", "Accept-Encoding: gzip", "-s", file.name, address]
        text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    rate, p95, p99, bad = re.search(r"REPORT ([\d.]+) ([\d.]+) ([\d.]+) (\d+)", text).groups()
    return {"rate": float(rate), "p95": float(p95), "p99": float(p99), "errors": int(bad)}


def two_thousand_queries() -> str:
    """Lua that asks a different query each time: worries with places and ages, and a word of its own."""
    queries = [quote_plus(worry + place + age) for worry in WORRIES for place in PLACES for age in AGES]
    return EVERY_QUERY.replace("QUERIES", ", ".join(f'"{query}"' for query in queries))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=int, default=20)
    seconds = parser.parse_args().seconds
    with tempfile.TemporaryDirectory() as scratch:
        scratch = Path(scratch)
        (scratch / "starter").mkdir()
        with wagtail_starter(scratch / "starter") as control, our_site(scratch / "data") as (address, server):
            base = load(control + "/", seconds=seconds)
            print(f"{'page':28} {'req/s':>8} {'x control':>10} {'p95 ms':>8} {'p99 ms':>8} {'errors':>7}")
            show("control: Wagtail starter", base, base)
            for page in PAGES:
                show(page, load(address + page, seconds=seconds), base)
            show("/search/, all different", load(address, seconds=seconds, script=two_thousand_queries()), base)
            print("memory of each worker after it all, MB:", [round(size) for size in resident_megabytes(server.pid)])


def show(name: str, figures: dict, base: dict) -> None:
    ratio = figures["rate"] / base["rate"]
    print(f"{name:28} {figures['rate']:8.0f} {ratio:10.1f} {figures['p95']:8.1f} {figures['p99']:8.1f} {figures['errors']:7d}", flush=True)


if __name__ == "__main__":
    main()
