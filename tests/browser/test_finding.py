"""What families come to find, from the start page on a phone with no script, each in at most four steps (a press that opens a page)."""

import re

import pytest

PHONE = {"width": 320, "height": 640}
MOST_STEPS = 4


@pytest.fixture
def walk(open_page):
    """A walk from the start page that counts its steps."""

    class Walk:
        def __init__(self):
            self.page = open_page("/", scripts=False, **PHONE)
            self.steps = 0

        def step(self, press):
            before = self.page.url
            press()
            self.page.wait_for_url(lambda url: url != before)
            self.steps += 1
            assert self.steps <= MOST_STEPS

        def near(self, postcode):
            self.page.locator("#near-near").fill(postcode)
            self.step(lambda: self.page.get_by_role("button", name="Show what is near").click())

        def narrow(self, *choices, age=""):
            """Open the filters in place, tick, and ask once."""
            if age:
                self.page.get_by_label("Age in years").fill(age)
            self.page.locator(".lo-filters > summary").click()
            for facet, code in choices:
                box = self.page.locator(f'input[name="{facet}"][value="{code}"]')
                for summary in box.locator("xpath=ancestor::details[not(contains(@class,'lo-filters'))]/summary").all():
                    if not box.is_visible():
                        summary.click()
                box.check()
            self.step(lambda: self.page.get_by_role("button", name="Show services").click())

        @property
        def cards(self):
            return self.page.locator(".lo-service")

    return Walk()


def test_a_wheelchair_friendly_club_on_saturday_for_a_seven_year_old_near_lu3(walk):
    walk.near("LU3")
    walk.narrow(("kind", "club"), ("day", "SA"), ("access", "is_step_free"), age="7")
    first = walk.cards.first.inner_text()
    assert "Example Saturday Wheels Club" in first
    assert "5 to 14 years" in first
    assert "Serves your address" in first
    walk.step(lambda: walk.cards.first.get_by_role("link").first.click())
    facts = walk.page.locator("main").inner_text()
    assert "Step-free way in" in facts
    assert "Saturday, 10am to midday" in facts
    assert walk.steps == 3


def test_nurseries_near_lu4_9tt_for_complex_needs_say_their_places_with_the_day(walk):
    walk.near("LU4 9TT")
    walk.narrow(("kind", "resourced-nursery"), ("kind", "special-school-nursery"), ("need", "PMLD"))
    words = [card.inner_text() for card in walk.cards.all()]
    said = [text for text in words if re.search(r"Free places: \d+, on \d+ \w+ 2026", text)]
    assert len(said) >= 2
    assert any("Example Green Lane Nursery" in text for text in said)
    assert "mile" in words[0]
    walk.step(lambda: walk.page.get_by_role("link", name="Example Green Lane Nursery").click())
    facts = walk.page.locator("main").inner_text()
    assert "as they said on 2 November 2026" in facts
    assert "The nursery said on 12 October 2026" in facts


def test_the_sen_information_report_of_a_school_by_its_name_in_two_taps(walk):
    walk.step(lambda: walk.page.get_by_role("link", name="Find a school by its name").click())
    walk.page.get_by_label("Name of the school").fill("example hill")
    walk.step(lambda: walk.page.keyboard.press("Enter"))
    report = walk.cards.first.get_by_role("link", name=re.compile("SEN information report"))
    assert report.get_attribute("href").startswith("https://")
    assert "dated 1 July 2026" in walk.cards.first.inner_text()
    assert walk.steps == 2


def test_every_special_school_and_how_to_get_a_place_is_one_press_from_the_start(walk):
    walk.step(lambda: walk.page.get_by_role("link", name="Every special school, and how to get a place").click())
    assert walk.steps == 1
    words = [card.inner_text() for card in walk.cards.all()]
    assert {"Lady Zia Wernher School", "Richmond Hill School", "Woodlands Secondary School"} <= {text.splitlines()[0] for text in words}
    assert all("How to get a place:" in text for text in words)


def test_two_schools_side_by_side_and_one_taken_off_again(walk):
    walk.step(lambda: walk.page.get_by_role("link", name="Every special school, and how to get a place").click())
    for card in walk.cards.all()[:2]:
        card.get_by_label(re.compile("Compare")).check()
    walk.step(lambda: walk.page.get_by_role("button", name="Compare the ticked ones").click())
    assert walk.page.locator(".lo-compare__name").count() == 2
    assert walk.page.evaluate("document.documentElement.scrollWidth") <= 320
    walk.step(lambda: walk.page.get_by_role("link", name=re.compile("Take off")).first.click())
    assert walk.page.locator(".lo-compare__name").count() == 1
    walk.step(lambda: walk.page.get_by_role("link", name="Add another").click())
    assert walk.page.locator("input[name=id]:checked, input[name=id][type=hidden]").count() >= 1


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_a_comparison_has_no_fault_at_any_width(open_page, axe_finds, width):
    page = open_page("/services/schools/?kind=special-school", width=width)
    for card in page.locator(".lo-service").all()[:4]:
        card.get_by_label(re.compile("Compare")).check()
    page.get_by_role("button", name="Compare the ticked ones").click()
    page.wait_for_url("**/compare/**")
    assert axe_finds(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator(".lo-compare__name").count() == 4


def test_filters_are_reached_and_opened_by_keyboard_and_everything_stays_in_the_address(open_page):
    page = open_page("/services/", **PHONE)
    page.locator(".lo-filters > summary").focus()
    page.keyboard.press("Enter")
    page.locator('input[name="kind"][value="club"]').focus()
    page.keyboard.press("Space")
    page.locator('input[name="kind"][value="club"]').press("Enter")
    page.wait_for_url("**kind=club**")
    page.get_by_role("link", name="A to Z").click()
    page.wait_for_url("**sort=name**")
    assert "kind=club" in page.url
    page.get_by_role("link", name=re.compile("Take off:")).first.click()
    page.wait_for_url(lambda url: "kind=club" not in url)
    assert "sort=name" in page.url
