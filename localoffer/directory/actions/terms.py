"""What is done with school terms."""

from datetime import date

from django.db import transaction

from localoffer.core.versions import raise_version

from ..example_terms import example_terms
from ..models import SchoolTerm


@transaction.atomic
def load_example_terms(*, today: date) -> int:
    """Write the example terms around this day, but none that touches a term that is there already. Returns how many were written."""
    taken = list(SchoolTerm.objects.values_list("starts_on", "ends_on"))
    new = [
        SchoolTerm(name=term.name, starts_on=term.starts_on, ends_on=term.ends_on)
        for term in example_terms(today)
        if not any(first <= term.ends_on and term.starts_on <= last for first, last in taken)
    ]
    SchoolTerm.objects.bulk_create(new)
    if new:
        raise_version()
    return len(new)
