"""A record that would break the standard is kept out, and the desk is told."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from localoffer.directory.actions.services import tell
from localoffer.directory.models import OpenRecord, Organisation, Service

pytestmark = pytest.mark.django_db


def test_a_broken_record_is_kept_out_until_it_is_mended(make_service, get):
    service = make_service(website="http://exa mple.org")
    assert get("/services")["empty"]
    assert "/url" in OpenRecord.objects.get().problem
    assert Service.objects.published().filter(pk=service.pk).exists()
    Service.objects.update(website="https://example.org")
    tell([service.pk])
    assert get("/services")["total_items"] == 1


def test_a_fault_of_the_organisation_keeps_its_services_out(make_service, get):
    service = make_service()
    service.organisation.email = "nobody at all"
    service.organisation.save()
    assert get("/services")["empty"]
    assert get("/organizations")["empty"]


def test_the_desk_counts_what_is_kept_out_and_says_what_to_mend(make_service, client_as, editor):
    service = make_service("Example Broken", website="http://exa mple.org")
    browser = client_as(editor)
    address = reverse("editorial:held-out-list")
    assert address in browser.get(reverse("wagtailadmin_home")).content.decode()
    page = browser.get(address).content.decode()
    assert "Example Broken" in page
    assert "should be written as uri" in page
    assert reverse("wagtailsnippets_directory_service:edit", args=[service.pk]) in page


def test_the_daily_check_notes_what_nobody_told_and_keeps_what_is_in_step(terms, capsys):
    organisation = Organisation.objects.create(name="Example Trust")
    kind = terms("service-kinds", "club")
    told = Service.objects.create(name="Told", organisation=organisation, kind=kind)
    tell([told.pk])
    noted_at = OpenRecord.objects.get().changed_at
    Service.objects.create(name="Untold", organisation=organisation, kind=kind)
    Service.objects.create(name="Untold and broken", organisation=organisation, kind=kind, website="none")
    call_command("check_open_data", "--dry-run")
    assert OpenRecord.objects.count() == 1
    call_command("check_open_data")
    assert "3 records checked, 1 kept out; 2 changes had not been noted." in capsys.readouterr().out
    assert OpenRecord.objects.given().count() == 2
    assert OpenRecord.objects.get(pk=told.pk).changed_at == noted_at
    Service.objects.filter(name="Untold").update(live=False)
    call_command("check_open_data")
    assert OpenRecord.objects.removed().count() == 1
    assert "1 changes had not been noted" in capsys.readouterr().out


def test_the_daily_check_lets_in_what_a_later_edition_allows(make_service):
    service = make_service()
    OpenRecord.objects.update(problem="An older edition did not like it.")
    call_command("check_open_data", verbosity=0)
    assert OpenRecord.objects.get(pk=service.pk).problem == ""
