"""Our own records, checked against the standard whenever a service changes, so that nothing we give breaks it.

A record that would break it is kept out of open data, and the desk is told why; families go on seeing the service. It is checked
in the transaction of the change, because a page of other systems must never hold what nobody has looked at.
"""

from collections.abc import Collection
from uuid import UUID

from localoffer.directory.actions.open_records import LONGEST_PROBLEM, hold_out
from localoffer.directory.models import OpenRecord, Service

from . import hsds, json_schema, queries

BATCH, FAULTS_TOLD = 500, 3


def check_records(keys: Collection[str | UUID]) -> int:
    """Check the records of these services; return how many had to be kept out. Fourteen queries for each 500."""
    about, held_out, keys = queries.background_now(), 0, list(keys)
    for start in range(0, len(keys), BATCH):
        services = queries.with_all(Service.objects.published().filter(pk__in=keys[start : start + BATCH], open_record__is_public=True))
        found = {service.pk: (problem_of(service, about), service.open_record.problem) for service in services}
        changed = {key: words for key, (words, noted) in found.items() if words != noted}
        if changed:
            hold_out(changed)
        held_out += sum(1 for words, _noted in found.values() if words)
    return held_out


def check_all_records() -> dict[str, int]:
    """Check every record that families see. Returns {"checked", "held_out"}."""
    keys = list(OpenRecord.objects.filter(is_public=True).values_list("pk", flat=True))
    return {"checked": len(keys), "held_out": check_records(keys)}


def problem_of(service: Service, about: hsds.Background) -> str:
    """What would break the standard, in words for an officer; nothing when all is well."""
    faults = json_schema.faults(hsds.full_service(service, about), "service.json")
    return " ".join(str(fault) for fault in faults[:FAULTS_TOLD])[:LONGEST_PROBLEM]
