from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import ObjectDoesNotExist
from django.core.management import call_command

from localoffer.directory.actions import imports, services
from localoffer.directory.actions.imports import Reading, RefusedRow, SourceRecord, apply_import, stage_import, unpublish_gone
from localoffer.directory.errors import BatchIsDone, MissingTerm
from localoffer.directory.models import ImportBatch, ImportRow, Location, Organisation, Service, TaxonomyTerm
from localoffer.directory.queries import RegisterSummary, register_summary

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)
DAY = date(2021, 8, 31)


def record(number=1, *, row=2, topics=(), **facts):
    service = {
        "name": f"Nursery {number}",
        "kind": "nursery",
        "phone": "01632 960001",
        "places": 24,
        "inspected_on": "2020-01-31",
        "source_area": "Luton",
    }
    location = {"address_1": "1 Example Street", "town": "Luton", "postcode": "LU1 1AA", "point": [51.88, -0.42, "postcode"]}
    for key, value in facts.items():
        (location if key in location else service)[key] = value
    return SourceRecord(f"EY{number}", row, {"service": service, "location": location, "organisation": {"name": service["name"]}}, topics)


def reading(*records, **more):
    return Reading("ofsted-childcare", "Luton", DAY, "register.csv", "0" * 64, records=list(records), **more)


def bring_in(*records, accepted="", **more):
    batch = stage_import(reading(*records, **more), by=None, now=NOW)
    return apply_import(batch, now=NOW, accepted_because=accepted)


def counts(batch):
    return {key: value for key, value in batch.counts.items() if value}


def test_a_first_import_makes_a_service_with_its_place_and_provider(topics, told):
    batch = bring_in(record(topics=("early-years/nurseries-childminders", "a-topic-we-do-not-have")))
    service = Service.objects.get()
    assert (service.name, service.kind.code, service.phone, service.places) == ("Nursery 1", "nursery", "01632 960001", 24)
    assert (service.source, service.source_id, service.source_area, service.source_as_of) == ("ofsted-childcare", "EY1", "Luton", DAY)
    assert service.inspected_on == date(2020, 1, 31)
    assert [(place.postcode, place.latitude, place.precision) for place in service.locations] == [("LU1 1AA", 51.88, "postcode")]
    assert [term.code for term in service.topics.all()] == ["early-years/nurseries-childminders"]
    assert (service.live, service.assured_on, service.min_age_months, service.max_age_months) == (True, None, None, None)
    assert service.provenance["phone"] == {"source": "ofsted-childcare", "on": "2026-11-24", "by": "import", "value": "01632 960001"}
    assert (batch.state, counts(batch)) == ("applied", {"new": 1})
    assert told == [str(service.pk)]


def test_staging_alone_changes_nothing_that_families_see(taxonomies, told):
    batch = stage_import(reading(record()), by=None, now=NOW)
    assert (batch.state, batch.rows.get().outcome) == ("staged", "new")
    assert not Service.objects.exists()
    assert told == []


def test_the_same_file_twice_changes_nothing(taxonomies):
    bring_in(record(1), record(2))
    before = list(Service.objects.values("pk", "provenance", "name", "phone"))
    batch = bring_in(record(1), record(2))
    assert counts(batch) == {"same": 2}
    assert list(Service.objects.values("pk", "provenance", "name", "phone")) == before
    assert not batch.rows.exists()


def test_a_changed_fact_is_brought_in_and_its_old_and_new_value_are_kept(taxonomies, told):
    bring_in(record())
    told.clear()
    batch = bring_in(record(phone="01632 960999", kind="pre-school", postcode="LU2 7AA", point=[51.9, -0.4, "sector"], inspected_on=None))
    service = Service.objects.get()
    assert (service.phone, service.kind.code, service.inspected_on) == ("01632 960999", "pre-school", None)
    assert (service.locations[0].postcode, service.locations[0].latitude, service.locations[0].precision) == ("LU2 7AA", 51.9, "sector")
    row = batch.rows.get()
    assert (row.outcome, row.row_number) == ("changed", 2)
    assert row.changes["service.phone"] == ["01632 960001", "01632 960999"]
    assert told == [str(service.pk)]


def test_what_a_person_changed_is_kept_and_reported(taxonomies, editor, reviewer):
    bring_in(record())
    service = Service.objects.get()
    services.save_draft(service, changes={"phone": "01632 960500"}, by=editor)
    services.publish(service, by=reviewer)
    service.refresh_from_db()
    assert service.provenance["phone"]["source"] == "person"
    assert service.provenance["phone"]["by"] == str(reviewer.pk) or service.provenance["phone"]["by"] == str(editor.pk)
    batch = bring_in(record(phone="01632 960999", places=30))
    service.refresh_from_db()
    assert (service.phone, service.places) == ("01632 960500", 30)
    assert counts(batch) == {"changed": 1, "kept": 1}
    kept = batch.rows.get(outcome="kept")
    assert kept.changes == {"service.phone": ["01632 960500", "01632 960999"]}
    assert "person" in kept.reason


@pytest.mark.parametrize("model", [Service, Location, Organisation])
def test_a_change_by_whatever_door_is_known_by_the_value(taxonomies, model):
    bring_in(record())
    field = {Service: "phone", Location: "town", Organisation: "name"}[model]
    model.objects.update(**{field: "By hand"})
    batch = bring_in(record(phone="01632 960999", town="Dunstable", name="New name"))
    assert getattr(model.objects.get(), field) == "By hand"
    assert any(field in key for row in batch.rows.filter(outcome="kept") for key in row.changes)


def test_a_fact_that_a_person_filled_where_the_register_had_none_is_kept(taxonomies):
    bring_in(record(phone=""))
    Service.objects.update(phone="01632 960500")
    bring_in(record(phone="01632 960999"))
    assert Service.objects.get().phone == "01632 960500"


def test_a_persons_change_that_the_register_takes_over_is_no_change(taxonomies):
    bring_in(record())
    Service.objects.update(phone="01632 960999")
    assert counts(bring_in(record(phone="01632 960999"))) == {"same": 1}


def test_a_point_set_by_a_person_is_kept(taxonomies):
    bring_in(record())
    Location.objects.update(latitude=51.9, longitude=-0.4, precision="exact")
    bring_in(record(point=[51.88, -0.42, "sector"]))
    assert Location.objects.get().precision == "exact"


def test_a_service_whose_draft_waits_is_left_alone_until_the_next_import(taxonomies, editor, reviewer):
    bring_in(record())
    service = Service.objects.get()
    services.save_draft(service, changes={"summary": "A draft"}, by=editor)
    batch = bring_in(record(phone="01632 960999"))
    assert Service.objects.get().phone == "01632 960001"
    assert counts(batch) == {"kept": 1}
    services.publish(service, by=reviewer)
    assert counts(bring_in(record(phone="01632 960999"))) == {"changed": 1}
    assert (Service.objects.get().phone, Service.objects.get().summary) == ("01632 960999", "A draft")


def test_a_change_between_staging_and_applying_is_left_alone(taxonomies):
    bring_in(record())
    batch = stage_import(reading(record(phone="01632 960999")), by=None, now=NOW)
    Service.objects.update(phone="01632 960500")
    apply_import(batch, now=NOW)
    assert Service.objects.get().phone == "01632 960500"


def test_a_confirmation_is_neither_made_nor_lost_by_an_import(taxonomies, editor):
    bring_in(record())
    assert Service.objects.get().assured_on is None
    services.confirm_service(Service.objects.get(), by=editor, now=NOW)
    bring_in(record(phone="01632 960999"))
    assert Service.objects.get().assured_by == editor


def test_a_record_that_the_file_no_longer_names_is_proposed_and_not_deleted(taxonomies, told):
    everything = [record(number) for number in range(1, 21)]
    bring_in(*everything)
    told.clear()
    batch = bring_in(*everything[1:], left_out={"EY1": "The register says: Resigned."})
    row = batch.rows.get()
    assert (row.outcome, row.source_id, row.reason, row.row_number) == ("gone", "EY1", "The register says: Resigned.", None)
    assert Service.objects.published().count() == 20
    assert unpublish_gone(batch, by=None) == 1
    assert Service.objects.count() == 20
    assert Service.objects.published().count() == 19
    assert told[-1] == str(Service.objects.get(source_id="EY1").pk)
    assert counts(bring_in(*everything[1:])) == {"same": 19}


def test_a_service_that_a_person_unpublished_is_not_published_again(taxonomies):
    bring_in(record())
    Service.objects.get().unpublish()
    batch = bring_in(record(phone="01632 960999"))
    assert counts(batch) == {"changed": 1}
    assert not Service.objects.get().live


def test_a_file_that_shrank_by_more_than_a_tenth_waits_for_a_person(taxonomies, told):
    everything = [record(number) for number in range(1, 21)]
    bring_in(*everything)
    told.clear()
    batch = stage_import(reading(*everything[3:]), by=None, now=NOW)
    assert batch.state == "waiting"
    assert "3 of the 20" in batch.waits_because
    with pytest.raises(ValueError, match="words"):
        apply_import(batch, now=NOW, accepted_because="  ")
    assert told == []
    done = apply_import(batch, now=NOW, accepted_because="Three closed in July.")
    assert (done.state, done.accepted_because) == ("applied", "Three closed in July.")
    assert Service.objects.published().count() == 20


def test_a_tenth_exactly_does_not_wait(taxonomies):
    everything = [record(number) for number in range(1, 21)]
    bring_in(*everything)
    assert stage_import(reading(*everything[2:]), by=None, now=NOW).state == "staged"


def test_an_empty_file_waits_and_takes_nothing_away(taxonomies):
    bring_in(record())
    assert stage_import(reading(), by=None, now=NOW).state == "waiting"


def test_another_council_s_services_are_not_missed_in_this_council_s_file(taxonomies):
    bring_in(record(1))
    Service.objects.update(source_area="Bedford")
    assert counts(bring_in(record(2))) == {"new": 1}


def test_refused_rows_are_kept_with_number_and_reason_and_their_service_is_not_gone(taxonomies):
    bring_in(record())
    batch = bring_in(refused=[RefusedRow(7, "EY1", "It has no name.")])
    row = batch.rows.get()
    assert (row.outcome, row.row_number, row.reason) == ("refused", 7, "It has no name.")
    assert counts(batch) == {"refused": 1}


def test_a_batch_is_applied_once(taxonomies):
    batch = bring_in(record())
    with pytest.raises(BatchIsDone):
        apply_import(batch, now=NOW)


def test_a_failure_in_the_middle_leaves_nothing_half_written(taxonomies, monkeypatch):
    monkeypatch.setattr(imports, "BATCH", 2)
    batch = stage_import(reading(*[record(number) for number in range(4)], record(5, kind="no-such-kind")), by=None, now=NOW)
    with pytest.raises(MissingTerm, match="no-such-kind"):
        apply_import(batch, now=NOW)
    assert not Service.objects.exists()
    assert not Location.objects.exists()
    assert ImportBatch.objects.get().state == "staged"


def test_a_place_or_provider_that_an_officer_deleted_is_not_made_again(taxonomies):
    bring_in(record())
    service = Service.objects.get()
    service.at_locations.all().delete()
    Location.objects.all().delete()
    batch = bring_in(record(town="Dunstable", phone="01632 960999"))
    assert counts(batch) == {"changed": 1}
    with pytest.raises(ObjectDoesNotExist):
        Location.objects.get()


def test_all_services_that_print_a_changed_place_are_told(taxonomies, make_service, told):
    from localoffer.directory.models import ServiceAtLocation

    bring_in(record())
    guest = make_service("Guest at the same place")
    ServiceAtLocation.objects.create(service=guest, location=Location.objects.get(source_id="EY1"))
    told.clear()
    bring_in(record(town="Dunstable"))
    assert set(told) == {str(pk) for pk in Service.objects.values_list("pk", flat=True)}


def test_the_list_knows_how_many_home_based_carers_it_leaves_out(taxonomies, told):
    assert register_summary() is None
    bring_in(record(), counts={"home_based": 141, "childminders": 110})
    stage_import(reading(record(), counts={"home_based": 1, "childminders": 1}), by=None, now=NOW)
    assert register_summary() == RegisterSummary(141, 110, DAY)


def test_many_records_are_written_in_few_queries(taxonomies, django_assert_max_num_queries):
    batch = stage_import(reading(*[record(number) for number in range(400)]), by=None, now=NOW)
    with django_assert_max_num_queries(110):
        apply_import(batch, now=NOW)
    assert Service.objects.count() == 400
    assert ImportRow.objects.count() == 400
    assert TaxonomyTerm.objects.filter(code="nursery").count() == 1


def test_the_rows_of_old_files_end_and_the_counts_stay(topics, capsys):
    young = stage_import(reading(record(2)), by=None, now=NOW + timedelta(days=364))
    waiting, applied = stage_import(reading(record(3)), by=None, now=NOW), bring_in(record())
    with time_machine.travel(NOW + timedelta(days=366)):
        call_command("prune_imports", "--dry-run")
        assert ImportRow.objects.filter(batch=applied).exists()
        call_command("prune_imports")
        call_command("prune_imports")
    assert capsys.readouterr().out.splitlines() == [
        "2 rows removed.",
        "Dry run: nothing was changed.",
        "2 rows removed.",
        "0 rows removed.",
    ]
    assert set(ImportBatch.objects.values_list("pk", flat=True)) == {young.pk, applied.pk}
    assert not ImportBatch.objects.filter(pk=waiting.pk).exists()
    assert ImportBatch.objects.get(pk=applied.pk).counts["new"] == 1
