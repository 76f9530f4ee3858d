"""The real journeys, as a parent on a phone and as an officer make them."""

import re

import pytest

PHONE = {"width": 320, "height": 640}


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_worried_parent_finds_the_answer_and_somebody_to_ring(open_page, scripts):
    page = open_page("/", scripts=scripts, **PHONE)
    page.get_by_label("What do you need help with?").first.fill("how do i ask for an ehcp")
    page.keyboard.press("Enter")
    page.locator("main").get_by_role("heading", level=3).get_by_role("link").first.click()
    assert re.search(r"/questions/(ehc-plans|ask-for-ehc-assessment)/$", page.url)
    assert page.locator("main a[href^='tel:']").count() >= 1


def test_a_nursery_near_home_in_three_steps(open_page):
    page = open_page("/services/", scripts=False, **PHONE)
    page.get_by_label(re.compile("postcode", re.I)).first.fill("LU4 9TT")
    page.keyboard.press("Enter")
    page.wait_for_url("**postcode=**")
    assert page.get_by_text(re.compile(r"\d miles?|less than")).count() >= 1
    page.locator("main").get_by_role("heading", level=2).get_by_role("link").first.or_(
        page.locator("main").get_by_role("heading", level=3).get_by_role("link").first
    ).first.click()
    assert re.search(r"/services/[0-9a-f-]{36}/", page.url)


def test_danger_brings_urgent_help_before_any_result(open_page):
    page = open_page("/search/?q=my+son+says+he+wants+to+kill+himself", **PHONE)
    urgent = page.get_by_text("999").first.bounding_box()["y"]
    results = page.locator("main h2").last.bounding_box()["y"]
    assert urgent < results


def test_a_page_is_walked_by_keyboard_alone(open_page):
    page = open_page("/questions/ehc-plans/")
    page.keyboard.press("Tab")
    assert "content" in page.evaluate("document.activeElement.getAttribute('href')")
    page.keyboard.press("Enter")
    reached = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.tagName"))
    assert {"A", "SUMMARY"} <= reached


def test_questions_open_in_place_without_scripts(open_page):
    page = open_page("/parents/", scripts=False, **PHONE)
    first = page.locator("main details").first
    first.locator("summary").click()
    assert first.locator("a").first.is_visible()


def test_escape_three_times_leaves(open_page):
    page = open_page("/urgent-help/")
    page.route(
        "**/*",
        lambda route: route.abort() if "127.0.0.1" not in route.request.url and "localhost" not in route.request.url else route.continue_(),
    )
    left = []
    page.on("request", lambda request: left.append(request.url))
    for _ in range(3):
        page.keyboard.press("Escape")
    page.wait_for_timeout(500)
    assert any("weather" in url for url in left)
