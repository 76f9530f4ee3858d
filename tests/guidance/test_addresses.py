"""Every address of another site is on a list, with the day somebody saw it; what nobody saw is never taken for confirmed."""

from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from localoffer.guidance.addresses import Listed, check_addresses, read_addresses, stands_for, used_addresses
from localoffer.guidance.content_files import ContentFault
from localoffer.guidance.content_folder import read_folder

from .conftest import write_local_note

DEMO = Path(__file__).resolve().parents[2] / "data/demo/luton"
TODAY = date(2026, 11, 24)
LAW = "https://www.legislation.gov.uk/ukpga/2014/6/section/30"


@pytest.fixture(scope="module")
def demo():
    return check_addresses(DEMO, read_folder(DEMO))


def test_every_address_on_the_demos_pages_is_listed_and_every_listed_one_is_used(demo):
    assert demo.unlisted == ()
    assert demo.unused == ()


def test_no_confirmation_of_the_demo_was_too_old_on_the_day_it_was_made(demo):
    assert demo.stale(today=TODAY) == []
    assert [each.address for each in demo.listed if each.confirmed_on and each.confirmed_on > TODAY] == []


def test_what_nobody_saw_is_law_by_its_own_numbers_or_one_of_a_few_that_are_named(demo):
    others = {each.address for each in demo.not_confirmed if "//www.legislation.gov.uk/" not in each.address}
    assert others == {
        "https://www.abilitynet.org.uk",
        "https://www.bbc.co.uk/weather",
        "https://www.gov.uk/apply-blue-badge",
        "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    }


def test_no_contact_has_a_web_address_that_nobody_saw(demo):
    of_contacts = {address for address, where in used_addresses(read_folder(DEMO)).items() if where.startswith("contacts.yaml")}
    assert of_contacts & {each.address for each in demo.not_confirmed} == set()


@pytest.mark.parametrize(
    ("address", "confirmed_on", "stale"),
    [
        (LAW, date(2023, 11, 25), False),
        (LAW, date(2023, 11, 24), True),
        ("https://www.gov.uk/ofsted", date(2025, 11, 24), False),
        ("https://www.gov.uk/ofsted", date(2025, 11, 23), True),
        ("https://www.gov.uk/ofsted", None, False),
    ],
)
def test_a_confirmation_stands_for_the_days_of_its_rule(address, confirmed_on, stale):
    assert Listed(address, confirmed_on, "seen").is_stale(today=TODAY) is stale


def test_a_day_before_the_rule_is_told():
    with pytest.raises(LookupError, match="2025-12-31"):
        stands_for(LAW, today=date(2025, 12, 31))


SEEN = """
- {address: "https://www.example.org", confirmed_on: 2026-11-23, source: seen}
- {address: "https://www.bbc.co.uk/weather", confirmed_on: , source: not seen}
"""


@pytest.fixture
def listing(council_files, monkeypatch):
    """The small council with a list of its addresses."""
    (council_files / "addresses.yaml").write_text(SEEN)
    return council_files


def found(folder):
    return check_addresses(folder, read_folder(folder))


def test_addresses_are_found_in_links_law_contacts_settings_and_templates(listing):
    path = listing / "questions/taxi.md"
    path.write_text(path.read_text().replace("See [the", "See [a site](https://a.example.org/?x=1&y=2) and [the").replace(
        "in_force_from", "source_url: https://law.example.org\nin_force_from", 1))  # fmt: skip
    contacts = listing / "contacts.yaml"
    contacts.write_text(contacts.read_text() + "- {key: web, name: Web, web: help.example.org/us, place: national}\n")
    assert dict(found(listing).unlisted) == {
        "https://a.example.org/?x=1&y=2": "questions/taxi.md",
        "https://law.example.org": "questions/taxi.md",
        "https://help.example.org/us": "contacts.yaml, web",
    }


def test_what_only_this_council_has_can_be_left_out(listing):
    write_local_note(listing, "taxi", lines="\nSee [us](https://us.example.org).")
    path = listing / "questions/taxi.md"
    path.write_text(path.read_text().replace("website says where.", "website says where: [GOV.UK](https://www.gov.uk)."))
    council = read_folder(listing)
    assert {"https://us.example.org", "https://www.gov.uk", "https://www.example.org"} <= used_addresses(council).keys()
    national = used_addresses(council, with_local=False).keys()
    assert "https://www.gov.uk" in national
    assert not {"https://us.example.org", "https://www.example.org"} & national


def test_an_address_that_no_page_uses_is_named(listing):
    (listing / "addresses.yaml").write_text(SEEN + '- {address: "https://gone.example.org", source: seen}\n')
    assert found(listing).unused == ("https://gone.example.org",)


def test_the_command_lists_what_nobody_confirmed_and_fails_on_what_is_missing(listing, capsys):
    call_command("check_links", str(listing))
    said = capsys.readouterr().out
    assert "not confirmed  https://www.bbc.co.uk/weather" in said
    assert "Addresses: 2. Not confirmed: 1. Too long ago: 0." in said
    (listing / "addresses.yaml").write_text(SEEN.splitlines()[1])
    with pytest.raises(CommandError, match="1 not listed, 0 to confirm again"):
        call_command("check_links", str(listing))
    assert "NOT LISTED     https://www.bbc.co.uk/weather in site.html" in capsys.readouterr().out


def test_the_command_fails_on_a_confirmation_that_is_too_old(listing, monkeypatch):
    (listing / "addresses.yaml").write_text(SEEN.replace("2026-11-23", "2020-01-01"))
    with pytest.raises(CommandError, match="0 not listed, 1 to confirm again"):
        call_command("check_links", str(listing))


def test_the_command_says_what_it_cannot_read(council_files, tmp_path):
    with pytest.raises(CommandError, match="There is no folder"):
        call_command("check_links", str(tmp_path / "nowhere"))
    with pytest.raises(CommandError, match=r"addresses\.yaml is not there"):
        call_command("check_links", str(council_files))


def test_a_list_with_a_wrong_line_is_refused(listing):
    (listing / "addresses.yaml").write_text('- {address: "https://a.example.org", seen: yes}\n')
    with pytest.raises(ContentFault, match="there is no key called seen"):
        read_addresses(listing)
