"""A service is written at the desk without a script: its times, its own fields, and nothing lost on the way."""

import json

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from localoffer.core import versions
from localoffer.directory.models import CustomField, Location, Schedule, School, Service
from localoffer.editorial.widgets import CodesWidget, RepeatWidget

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "rule",
    [
        "", "FREQ=WEEKLY;BYDAY=MO,SA", "FREQ=WEEKLY;INTERVAL=2;BYDAY=SA", "FREQ=MONTHLY;BYDAY=1SA", "FREQ=MONTHLY;BYDAY=-1TH,-1FR", "FREQ=DAILY",
        "FREQ=YEARLY", "FREQ=WEEKLY;INTERVAL=3;BYDAY=SA", "FREQ=MONTHLY;BYDAY=1SA,3SA", "FREQ=MONTHLY;BYMONTHDAY=-1", "FREQ=MONTHLY;BYDAY=5SU",
    ],
)  # fmt: skip
def test_every_rule_survives_the_form(rule):
    widget = RepeatWidget()
    often, days, which, other = widget.decompress(rule)
    data = {"r_0": often, "r_1": days, "r_2": which, "r_3": other}
    assert widget.value_from_datadict(_Data(data), {}, "r") == rule


class _Data(dict):
    def getlist(self, name):
        return self.get(name) or []


def test_codes_are_written_with_commas_between():
    widget = CodesWidget()
    assert widget.format_value(["a", "b"]) == "a, b"
    assert json.loads(widget.value_from_datadict({"s": " a ,, b"}, {}, "s")) == ["a", "b"]


def form_of(response):
    """What the form would send, as a browser without a script does."""
    page = BeautifulSoup(response.content.decode(), "html.parser")
    form = page.find("form", attrs={"data-edit-form": True}) or page.find(id="page-edit-form") or page.find("form", method="POST")
    data: dict = {}
    for field in form.find_all(["input", "textarea", "select"]):
        name, kind = field.get("name"), field.get("type")
        if not name or "__prefix__" in name or (kind in ("checkbox", "radio") and not field.has_attr("checked")):
            continue
        if field.name == "select":
            chosen = [option.get("value", "") for option in field.find_all("option", selected=True)]
            data[name] = (
                chosen
                if field.has_attr("multiple")
                else (chosen or [field.find("option").get("value", "")])[0]
                if field.find("option")
                else ""
            )
        elif kind == "checkbox":
            data.setdefault(name, []).append(field.get("value", "on"))
        else:
            data[name] = field.text.lstrip("\n") if field.name == "textarea" else field.get("value", "")
    return {name: value for name, value in data.items() if not name.startswith("action-")}


def test_an_editor_writes_times_and_own_fields_and_they_stand_in_the_draft(service, editor, reviewer, client_as):
    CustomField.objects.create(code="seats", name="Seats", form="number")
    versions.forget_version()
    browser, address = client_as(reviewer), reverse("wagtailsnippets_directory_service:edit", args=[service.pk])
    data = form_of(browser.get(address)) | {
        "schedules-TOTAL_FORMS": "1", "schedules-0-rrule_0": "FREQ=WEEKLY", "schedules-0-rrule_1": ["SA"], "schedules-0-rrule_2": "",
        "schedules-0-rrule_3": "", "schedules-0-opens_at": "10:00", "schedules-0-closes_at": "12:00", "schedules-0-opens_on_bank_holidays": "false",
        "schedules-0-ORDER": "1", "custom_seats": "12", "is_for_everyone": "on", "action-publish": "action-publish",
    }  # fmt: skip
    response = browser.post(address, data)
    assert response.status_code == 302, [str(form.errors) for form in _forms(response)]
    saved = Service.objects.get(pk=service.pk)
    (time,) = saved.schedules.all()
    assert (time.rrule, time.opens_at.hour, time.opens_on_bank_holidays) == ("FREQ=WEEKLY;BYDAY=SA", 10, False)
    assert saved.custom == {"seats": 12}
    assert saved.is_for_everyone


def _forms(response):
    form = response.context["form"]
    return [form, *(one for formset in form.formsets.values() for one in formset)]


def test_a_form_that_changes_nothing_changes_nothing(service, reviewer, client_as):
    CustomField.objects.create(code="seats", name="Seats", form="number")
    versions.forget_version()
    Service.objects.filter(pk=service.pk).update(custom={"seats": 9, "gone": "kept"}, schedule2=["edu-in-area"], needs_plan=False)
    Schedule.objects.create(service=service, rrule="FREQ=MONTHLY;BYDAY=1SA,3SA", opens_at="10:00", closes_at="12:00")
    service = Service.objects.get(pk=service.pk)
    service.save_revision().publish()
    before = json.loads(Service.objects.get(pk=service.pk).to_json())
    browser, address = client_as(reviewer), reverse("wagtailsnippets_directory_service:edit", args=[service.pk])
    response = browser.post(address, form_of(browser.get(address)) | {"action-publish": "action-publish"})
    assert response.status_code == 302, [str(form.errors) for form in _forms(response)]
    after = json.loads(Service.objects.get(pk=service.pk).to_json())
    wagtails = {"latest_revision", "live_revision", "last_published_at", "first_published_at", "latest_revision_created_at"}
    assert {name: value for name, value in after.items() if before[name] != value and name not in wagtails} == {}


def test_a_bad_time_and_a_bad_own_field_are_said_at_their_fields(service, reviewer, client_as):
    CustomField.objects.create(code="seats", name="Seats", form="number")
    versions.forget_version()
    browser, address = client_as(reviewer), reverse("wagtailsnippets_directory_service:edit", args=[service.pk])
    data = form_of(browser.get(address)) | {
        "schedules-TOTAL_FORMS": "1", "schedules-0-rrule_0": "other", "schedules-0-rrule_3": "every Saturday", "schedules-0-ORDER": "1",
        "custom_seats": "many", "action-publish": "action-publish",
    }  # fmt: skip
    page = browser.post(address, data).content.decode()
    assert "We cannot read this part of the rule" in page
    assert "Seats: Write a whole number." in page


def test_a_place_that_is_hidden_at_the_desk_loses_its_exact_point(service, editor, client_as):
    place = Location.objects.create(address_1="7 Secret Street", postcode="LU1 1AA", latitude=51.9, longitude=-0.4, precision="exact")
    browser, address = client_as(editor), reverse("wagtailsnippets_directory_location:edit", args=[place.pk])
    response = browser.post(address, form_of(browser.get(address)) | {"is_masked": "on"})
    assert response.status_code == 302, response.context["form"].errors
    place.refresh_from_db()
    assert (place.is_masked, place.latitude, place.precision) == (True, None, "")


def test_school_facts_are_written_at_the_desk_with_their_units(service, editor, client_as):
    browser, address = client_as(editor), reverse("wagtailsnippets_directory_school:add")
    data = form_of(browser.get(address)) | {
        "service": str(service.pk), "phase": "primary", "units-TOTAL_FORMS": "1", "units-0-kind": "sen-unit", "units-0-places": "8",
        "units-0-ORDER": "1",
    }  # fmt: skip
    response = browser.post(address, data)
    assert response.status_code == 302, [str(form.errors) for form in _forms(response)]
    school = School.objects.get()
    assert (school.service, [unit.places for unit in school.units.all()]) == (service, [8])
