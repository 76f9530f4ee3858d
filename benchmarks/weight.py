"""Weight of the first view: HTML, style sheets and scripts, compressed as a browser asks for them. At most 100 kB, aim 50.

var/env-test/bin/python benchmarks/weight.py
"""

import gzip
import re
import tempfile
import urllib.request
from pathlib import Path

from sites import our_site

PAGES = ["/", "/parents/", "/topics/travel/", "/questions/ehc-plans/", "/questions/specialist-nurseries/", "/services/", "/search/?q=ehcp"]


def weigh(url: str) -> tuple[int, str]:
    """Bytes on the wire with gzip, and the text."""
    request = urllib.request.Request(url, headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(request) as answer:
        body = answer.read()
        packed = answer.headers.get("Content-Encoding") == "gzip"
    text = gzip.decompress(body) if packed else body
    return (len(body) if packed else len(gzip.compress(body))), text.decode("utf-8", "replace")


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch, our_site(Path(scratch) / "data") as (address, _):
        print(f"{'page':36} {'HTML':>8} {'CSS':>8} {'JS':>8} {'sum kB':>8}")
        for page in PAGES:
            html_bytes, html = weigh(address + page)
            styles = sum(weigh(address + url)[0] for url in re.findall(r'rel="stylesheet" href="([^"]+)"', html))
            scripts = sum(weigh(address + url)[0] for url in re.findall(r'<script[^>]*src="([^"]+)"', html))
            print(
                f"{page:36} {html_bytes / 1024:8.1f} {styles / 1024:8.1f} {scripts / 1024:8.1f} {(html_bytes + styles + scripts) / 1024:8.1f}"
            )


if __name__ == "__main__":
    main()
