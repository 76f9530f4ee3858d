"""Opening times in words: what a schedule says, and whether a service is open now or when it is next."""

from datetime import UTC, date, datetime, time, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from localoffer.core.templatetags.core_tags import clock

from .models import Schedule, Service
from .recurrence import LONDON, WEEKDAYS, Days, Opening, next_opening

DAYS = {
    "MO": gettext_lazy("Monday"), "TU": gettext_lazy("Tuesday"), "WE": gettext_lazy("Wednesday"), "TH": gettext_lazy("Thursday"),
    "FR": gettext_lazy("Friday"), "SA": gettext_lazy("Saturday"), "SU": gettext_lazy("Sunday"),
}  # fmt: skip
WHICH = {
    "1": gettext_lazy("first"), "2": gettext_lazy("second"), "3": gettext_lazy("third"), "4": gettext_lazy("fourth"),
    "5": gettext_lazy("fifth"), "-1": gettext_lazy("last"), "-2": gettext_lazy("last but one"),
}  # fmt: skip
ALWAYS = timedelta(days=6)  # open for so long without a break: day and night


def next_opening_of(service: Service, *, now: datetime, known: Days) -> Opening | None:
    """When the service is open at `now`, or next; None when nobody knows, or it is closed until further notice.

    Runs no query on a service that was fetched `for_listing()`. Days on which it is closed for now are passed over.
    """
    rules = [schedule.rule for schedule in service.schedules.all()]
    moment = now.astimezone(UTC)
    while found := next_opening(rules, now=moment, known=known):
        begins = max(found.starts, moment)
        if not service.is_closed_on(begins.astimezone(LONDON).date()):
            return found if begins == found.starts or moment == now else Opening(begins, found.ends)
        if service.closed_to is None:
            return None
        moment = datetime.combine(service.closed_to + timedelta(days=1), time(), tzinfo=LONDON).astimezone(UTC)
    return None


def opening_in_words(opening: Opening, *, now: datetime) -> str:
    """ "Open now, closes at 4pm", "Next: today 4pm", "Next: Saturday 10am", "Next: Saturday 5 December, 10am"."""
    starts, ends, here = opening.starts.astimezone(LONDON), opening.ends.astimezone(LONDON), now.astimezone(LONDON)
    if opening.starts > now.astimezone(UTC):
        return _("Next: %(day)s %(time)s") % {"day": _day(starts.date(), here.date()), "time": hour(starts)}
    if opening.ends - opening.starts >= ALWAYS:
        return _("Open now, day and night")
    if ends.date() != here.date():
        return _("Open now, closes %(day)s %(time)s") % {"day": _day(ends.date(), here.date()), "time": hour(ends)}
    return _("Open now, closes at %(time)s") % {"time": hour(ends)}


def closed_in_words(service: Service, *, today: date) -> str:
    """ "Closed for now, until 3 January 2027" while it is; nothing else."""
    if not service.is_closed_on(today):
        return ""
    if service.closed_to is None:
        return _("Closed for now. We do not know until when.")
    return _("Closed for now, until %(day)s") % {"day": date_format(service.closed_to, "j F Y")}


def schedule_in_words(schedule: Schedule) -> str:
    """ "Every second Saturday, 10am to 2pm, in term time, not on bank holidays"."""
    hours = _("all day and all night") if schedule.is_all_day else ""
    if schedule.opens_at:
        hours = _("%(opens)s to %(closes)s") % {"opens": hour(schedule.opens_at), "closes": hour(schedule.closes_at)}
    term = str(schedule.get_term_display()).lower() if schedule.term else ""
    holidays = _("not on bank holidays") if schedule.opens_on_bank_holidays is False else ""
    parts = (_repeat_in_words(schedule), hours, term, _span_in_words(schedule), holidays, schedule.words)
    words = ", ".join(part for part in parts if part)
    return words[:1].upper() + words[1:]


def hour(moment) -> str:
    """`09:30` → "9:30am", `12:00` → "midday", `00:00` → "midnight"."""
    if (moment.hour, moment.minute) == (12, 0):
        return _("midday")
    return _("midnight") if (moment.hour, moment.minute) == (0, 0) else clock(moment)


def _repeat_in_words(schedule: Schedule) -> str:
    rule = dict(part.split("=") for part in schedule.rrule.split(";") if part)
    frequency, every = rule.get("FREQ", ""), int(rule.get("INTERVAL", "1"))
    if frequency == "WEEKLY":
        days = [str(DAYS[day]) for day in rule["BYDAY"].split(",")]
        return _every(list_in_words(days), every, _("every second week on %(days)s"), _("every %(number)d weeks on %(days)s"))
    if frequency == "MONTHLY":
        days = [_day_of_month(day, rule.get("BYSETPOS", "")) for day in rule.get("BYDAY", "").split(",") if day] or [
            _date_of_month(rule["BYMONTHDAY"])
        ]
        return _every(
            _("%(days)s of the month") % {"days": list_in_words(days)},
            every,
            _("%(days)s, every second month"),
            _("%(days)s, every %(number)d months"),
        )
    if frequency == "DAILY":
        return _every(_("every day"), every, _("every second day"), _("every %(number)d days"))
    return _("every year") if frequency == "YEARLY" else ""


def _every(words: str, every: int, second: str, more: str) -> str:
    return words if every == 1 else (second if every == 2 else more) % {"days": words, "number": every}


def _day_of_month(day: str, position: str) -> str:
    which = WHICH.get(position or day[:-2])
    return f"{which} {DAYS[day[-2:]]}" if which else _("every %(day)s") % {"day": DAYS[day[-2:]]}


def _date_of_month(day: str) -> str:
    return _("last day") if day == "-1" else _("day %(number)s") % {"number": day}


def _span_in_words(schedule: Schedule) -> str:
    first, last = schedule.valid_from, schedule.valid_to
    if first and first == last:
        return date_format(first, "l j F Y")
    if last:
        return _("until %(day)s") % {"day": date_format(last, "j F Y")}
    return ""


def _day(day: date, today: date) -> str:
    ahead = (day - today).days
    if ahead < 2:
        return _("tomorrow") if ahead else _("today")
    if ahead < 7:
        return str(DAYS[WEEKDAYS[day.weekday()]])
    return date_format(day, "l j F,") if ahead < 300 else date_format(day, "l j F Y,")


def list_in_words(words: list[str]) -> str:
    """ "Monday, Tuesday and Friday"."""
    return _("%(first)s and %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]} if len(words) > 1 else "".join(words)
