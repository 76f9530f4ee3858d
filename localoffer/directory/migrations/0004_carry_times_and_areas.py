"""Carry what the old fields said into the new ones: days of the week into rules, first halves of postcodes into areas.

Drafts hold the old shape too, so the rows and the drafts' content go through the same function. Nothing that somebody wrote
is lost: words that belong to no day go to the end of "what to expect".
"""

import re

from django.db import migrations
from django.db.models import Q

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
OUTWARD = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?")


def carried(content):
    """Return the content of one service in the new shape: {description, schedules, areas}; its other keys as they are."""
    times = [carried_time(time) for time in content.get("schedules", [])]
    lost = [time["words"] for time in times if not (time["rrule"] or time["term"] or time["valid_from"]) and time["words"]]
    new = {key: value for key, value in content.items() if key != "area_outward"}
    new["description"] = "\n\n".join(filter(None, [content.get("description", ""), *lost]))
    new["schedules"] = [time for time in times if time["rrule"] or time["term"] or time["valid_from"]]
    codes = sorted(set(OUTWARD.findall(content.get("area_outward", "").upper())))
    new["areas"] = content.get("areas", []) + [{"pk": None, "code": code, "name": ""} for code in codes]
    return new


def carried_time(time):
    """Hours that belong to no day become words: the database now asks for the day."""
    days = [day for day in WEEKDAYS if day in time.get("weekdays", "").upper()]
    new = {key: value for key, value in time.items() if key != "weekdays"}
    new["rrule"] = f"FREQ=WEEKLY;BYDAY={','.join(days)}" if days else ""
    one_day = time["valid_from"] and time["valid_from"] == time["valid_to"]
    if time["opens_at"] and not days and not one_day:
        hours = f"{str(time['opens_at'])[:5]} to {str(time['closes_at'])[:5]}"
        new |= {"words": ", ".join(filter(None, [time["words"], hours]))[:200], "opens_at": None, "closes_at": None}
    return new


def carry(apps, _editor):
    carry_rows(apps)
    revisions = apps.get_model("wagtailcore", "Revision").objects.filter(content_type__app_label="directory", content_type__model="service")
    for revision in revisions.iterator():
        revision.content = carried(revision.content)
        revision.save(update_fields=["content"])


def carry_rows(apps):
    service_model, schedule_model, area_model = (apps.get_model("directory", name) for name in ("Service", "Schedule", "ServiceArea"))
    fields = ("pk", "weekdays", "words", "term", "opens_at", "closes_at", "valid_from", "valid_to")
    told = Q(schedules__isnull=False) | ~Q(area_outward="")
    for service in service_model.objects.filter(told).distinct().iterator(chunk_size=500):
        times = list(schedule_model.objects.filter(service=service).values(*fields))
        new = carried({"description": service.description, "area_outward": service.area_outward, "schedules": times})
        service_model.objects.filter(pk=service.pk).update(description=new["description"])
        kept = {time.pop("pk"): time for time in new["schedules"]}
        schedule_model.objects.filter(service=service).exclude(pk__in=kept).delete()
        for pk, time in kept.items():
            schedule_model.objects.filter(pk=pk).update(**time)
        area_model.objects.bulk_create(area_model(service=service, code=area["code"]) for area in new["areas"])


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0003_records"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [migrations.RunPython(carry, migrations.RunPython.noop)]
