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


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_from_they_refused_to_assess_to_a_date_in_the_calendar_in_four_steps(open_page, scripts):
    page = open_page("/", scripts=scripts, **PHONE)
    page.get_by_label("What do you need help with?").first.fill("they refused to assess")  # 1: search
    page.keyboard.press("Enter")
    page.wait_for_url("**q=**")
    page.locator("main a[href='/tools/appeal-dates/']").first.click()  # 2: the tool
    page.get_by_label("It will not assess my child").first.check()
    letter = page.get_by_role("group", name=re.compile("What date is on the council's letter"))
    for label, value in (("Day", "28"), ("Month", "10"), ("Year", "2026")):
        letter.get_by_label(label).fill(value)
    page.get_by_role("button", name="Work it out").click()  # 3: the answer
    assert page.get_by_text("28 December 2026").first.is_visible()
    assert page.get_by_text("4 January 2027").first.is_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Put these dates in my calendar").click()  # 4: the calendar
    dates = download.value.path().read_text(encoding="utf-8")
    assert "DTSTART;VALUE=DATE:20261228" in dates
    assert "DTSTART;VALUE=DATE:20270104" in dates
    assert "2026" not in page.url


def test_a_tool_is_used_by_keyboard_alone(open_page, axe_finds):
    page = open_page("/tools/ehc-timeline/", **PHONE)
    page.locator("#id_request_0").focus()
    for value in ("12", "10", "2026"):
        page.keyboard.type(value)
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=1 March 2027")
    assert axe_finds(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.context.cookies() == []


def test_a_mistake_in_a_tool_is_told_where_it_is(open_page, axe_finds):
    page = open_page("/tools/ehc-timeline/", **PHONE)
    page.locator("#id_request_0").fill("30")
    page.locator("#id_request_1").fill("2")
    page.locator("#id_request_2").fill("2026")
    page.get_by_role("button", name="Work it out").click()
    page.wait_for_selector(".govuk-error-summary")
    page.locator(".govuk-error-summary a").click()
    assert page.evaluate("document.activeElement.id") == "id_request_0"
    assert page.locator("#id_request_0").input_value() == "30"
    assert axe_finds(page) == []
