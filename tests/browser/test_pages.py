"""Every kind of page, at three widths: axe finds nothing, nothing runs over the edge, nobody else is called."""

import pytest

WIDTHS = [320, 768, 1280]
PAGES = [
    "/",
    "/parents/",
    "/young-people/",
    "/professionals/",
    "/topics/",
    "/topics/travel/",
    "/topics/travel/school-travel/",
    "/questions/ehc-plans/",
    "/questions/specialist-nurseries/",
    "/questions/sen-support/",
    "/questions/find-my-officer/",
    "/questions/turning-18/",
    "/questions/ehc-plans/easy-read/",
    "/questions/crisis-help/easy-read/",
    "/urgent-help/",
    "/tools/",
    "/tools/ehc-timeline/",
    "/tools/appeal-dates/",
    "/tools/annual-review-planner/",
    "/tools/reassessment-dates/",
    "/tools/transition-timeline/",
    "/tools/assessment-request/",
    "/tools/route-finder/",
    "/tools/after-the-tribunal/",
    "/tools/moving-council/",
    "/services/",
    "/services/?postcode=LU1+2BQ",
    "/services/?postcode=rubbish",
    "/services/?postcode=LU3&kind=club&day=SA&age=7&access=is_step_free&need=PD&within=5",
    "/services/schools/",
    "/services/schools/?kind=special-school",
    "/services/schools/?name=zzz&postcode=rubbish",
    "/services/compare/",
    "/search/",
    "/search/?q=school+taxi+refused",
    "/search/?q=i+want+to+die",
    "/search/?q=xyzzy+plugh",
    "/search/?q=nursery+LU3",
    "/ur/",
    "/ur/questions/new-to-area/",
    "/ur/urgent-help/",
    "/ro/questions/new-to-area/",
    "/ro/questions/sleep/",
    "/gallery/",
    "/gallery/?dir=rtl",
    "/no-such-page/",
    "/account/login/",
]


def test_every_page_at_every_width(open_page, axe_finds):
    faults = []
    for address in PAGES:
        for width in WIDTHS:
            page = open_page(address, width=width)
            faults += [f"{address} at {width}: {fault}" for fault in axe_finds(page)]
            wide = page.evaluate("document.documentElement.scrollWidth")
            if wide > width:
                faults.append(f"{address} at {width}: runs over the edge ({wide})")
            faults += [f"{address} calls {stranger}" for stranger in page.strangers]
            if page.context.cookies() and "account" not in address:
                faults.append(f"{address} sets a cookie")
            page.context.close()
    assert not faults, "\n".join(faults)


def test_the_page_of_a_service_at_every_width(open_page, axe_finds):
    """Its address differs in each install, so it is opened from the list as a parent does."""
    for width in WIDTHS:
        page = open_page("/services/", width=width)
        page.locator(".lo-service__link").first.click()
        page.wait_for_url("**/services/*/*/")
        assert axe_finds(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.locator("h1").bounding_box()["y"] < 640 * 0.45 or width > 320
        page.context.close()


def test_titles_are_unique_and_each_page_has_one_h1(open_page):
    titles = {}
    for address in PAGES:
        if "?" in address:
            continue
        page = open_page(address)
        assert page.locator("h1").count() == 1, address
        titles.setdefault(page.title(), []).append(address)
        page.context.close()
    assert [pages for pages in titles.values() if len(pages) > 1] == []


def test_on_a_phone_the_title_begins_in_the_upper_part(open_page):
    for address in [
        "/questions/ehc-plans/",
        "/topics/travel/",
        "/services/",
        "/services/schools/",
        "/parents/",
        "/ro/questions/new-to-area/",
        "/ro/questions/sleep/",
    ]:
        page = open_page(address, width=320, height=640)
        top = page.locator("h1").bounding_box()["y"]
        assert top < 640 * 0.45, f"{address}: the title begins at {top}"
        page.context.close()


def test_html_is_valid(open_page, tmp_path):
    """vnu finds no error and no warning on any kind of page."""
    import shutil
    import subprocess

    from .conftest import HOUSE

    jar = HOUSE / "frontend/node_modules/vnu-jar/build/dist/vnu.jar"
    if not (shutil.which("java") and jar.exists()):
        pytest.skip("24 November 2026: Java or vnu.jar is not on this machine; .ci/run installs both")
    for number, address in enumerate(PAGES):
        page = open_page("/health/live")
        answer = page.request.get(page.url.replace("/health/live", address))
        (tmp_path / f"{number:02}{address.split('?')[0].replace('/', '-')}.html").write_text(answer.text())
        page.context.close()
    done = subprocess.run(["java", "-jar", str(jar), "--format", "gnu", str(tmp_path)], capture_output=True, text=True)
    assert not done.stderr.strip(), done.stderr[-4000:]
