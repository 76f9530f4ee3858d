"""A real browser on the real demo: Debian's Chromium, axe-core, and the demo council's own content."""

import os
import shutil
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command

HOUSE = Path(__file__).resolve().parents[2]
AXE = HOUSE / "frontend/node_modules/axe-core/axe.min.js"
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
DEMO = HOUSE / "data/demo/luton"
# Playwright runs a loop of its own in this thread; Django's check for one would refuse the test's own queries.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


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


@pytest.fixture
def demo(transactional_db, live_server):
    """The demo council, loaded by its own commands; its address."""
    django_settings.ALLOWED_HOSTS.append("localhost")
    call_command("load_taxonomies", verbosity=0)
    call_command("load_postcodes", verbosity=0)
    call_command("load_content", str(DEMO), verbosity=0)
    call_command("import_ofsted", str(DEMO / "register/ofsted_childcare_luton.csv"), verbosity=0)
    call_command("rebuild_search_index", verbosity=0)
    return live_server.url


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
