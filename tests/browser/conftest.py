"""A real browser on the real demo: Debian's Chromium, axe-core, and the demo council served as `./run` serves it."""

import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parents[2]
AXE = HOUSE / "frontend/node_modules/axe-core/axe.min.js"
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def _chromium():
    from playwright.sync_api import sync_playwright

    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if not path:
        pytest.skip("24 November 2026: Chromium is not installed on this machine; .ci/run installs it")
    with sync_playwright() as playwright:
        switches = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
        browser = playwright.chromium.launch(executable_path=path, args=switches)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    """The demo council, made and served by the product's own commands; its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environ = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")} | {
        "LOCALOFFER_MODE": "demo", "LOCALOFFER_DATA_DIR": str(tmp_path_factory.mktemp("demo")), "PORT": str(port),
        "PYTHONPATH": str(HOUSE), "LOCALOFFER_SECRET_KEY": secrets.token_urlsafe(48),
    }  # fmt: skip
    manage = [sys.executable, "-m", "localoffer.config.cli"]
    subprocess.run([*manage, "prepare_demo"], env=environ, check=True, stdout=subprocess.DEVNULL)
    server = subprocess.Popen([*manage, "serve"], env=environ, cwd=HOUSE)
    address = f"http://127.0.0.1:{port}"
    _wait_for(address)
    yield address
    server.terminate()
    server.wait()


def _wait_for(address: str) -> None:
    for _ in range(300):
        with suppress(OSError), urllib.request.urlopen(f"{address}/health/live", timeout=2):  # noqa: S310  our own address
            return
        time.sleep(0.1)
    raise AssertionError("The demo did not start.")


@pytest.fixture
def open_page(_chromium, demo):
    """Open an address in a window of this width; with `scripts=False` JavaScript is off."""
    contexts = []

    def open_at(address: str, *, width: int = 1280, height: int = 800, scripts: bool = True):
        context = _chromium.new_context(viewport={"width": width, "height": height}, java_script_enabled=scripts, locale="en-GB")
        contexts.append(context)
        page = context.new_page()
        page.strangers = []
        page.on("request", lambda request: page.strangers.append(request.url) if not request.url.startswith(demo) else None)
        page.goto(demo + address)
        return page

    yield open_at
    for context in contexts:
        context.close()


@pytest.fixture
def axe_finds():
    """Run axe on a page; return what it finds, one line a fault."""

    def run(page) -> list[str]:
        page.evaluate(AXE.read_text())
        result = page.evaluate("(tags) => axe.run(document, {runOnly: {type: 'tag', values: tags}})", AXE_RULES)
        return [f"{fault['id']}: {fault['nodes'][0]['html'][:160]}" for fault in result["violations"]]

    return run
