"""How a day was counted, in one or two sentences, so that anybody can count it again with a calendar on the wall."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from localoffer.core.templatetags.core_tags import on_date

from .rules import EARLIEST, Counted, Line

# One for one, one for more. `before` takes no number.
_AFTER = {
    "weeks": (gettext_noop("%(number)d week from %(day)s, %(start)s"), gettext_noop("%(number)d weeks from %(day)s, %(start)s")),
    "days": (gettext_noop("The day after %(day)s, %(start)s"), gettext_noop("%(number)d days from %(day)s, %(start)s")),
    "months": (gettext_noop("%(number)d month from %(day)s, %(start)s"), gettext_noop("%(number)d months from %(day)s, %(start)s")),
    "days_beginning_with": (
        gettext_noop("%(day)s, %(start)s"),
        gettext_noop("%(number)d days, of which %(day)s, %(start)s, is the first"),
    ),
    "months_beginning_with": (
        gettext_noop("%(number)d month, of which %(day)s, %(start)s, is the first day"),
        gettext_noop("%(number)d months, of which %(day)s, %(start)s, is the first day"),
    ),
    "working_days": (
        gettext_noop("The next working day after %(day)s, %(start)s"),
        gettext_noop("%(number)d working days after %(day)s, %(start)s"),
    ),
    "working_days_beginning_with": (
        gettext_noop("%(day)s, %(start)s, or the next working day"),
        gettext_noop("%(number)d working days, of which %(day)s, %(start)s, is the first"),
    ),
}
_BEFORE = {
    "weeks": (gettext_noop("%(number)d week before %(day)s, %(start)s"), gettext_noop("%(number)d weeks before %(day)s, %(start)s")),
    "days": (gettext_noop("%(number)d day before %(day)s, %(start)s"), gettext_noop("%(number)d days before %(day)s, %(start)s")),
    "months": (gettext_noop("%(number)d month before %(day)s, %(start)s"), gettext_noop("%(number)d months before %(day)s, %(start)s")),
}
_OF_AGE = {
    "birthday": gettext_noop("%(age)d years after %(day)s, %(start)s"),
    "school_year_of_age": gettext_noop(
        "The school year of the birthday at %(age)d, counted from %(day)s, %(start)s, begins on 1 September"
    ),
    "school_leaving_day_at": gettext_noop(
        "The last Friday in June of the school year of the birthday at %(age)d, counted from %(day)s, %(start)s"
    ),
}
ALL_DAYS_COUNT = {"weeks", "days", "days_beginning_with"}
WORKING_DAYS_COUNT = {"working_days", "working_days_beginning_with"}


def counted_words(line: Line, starts: Mapping[str, str]) -> str:
    """`6 weeks from 12 January 2026, the day the council got the request. Weekends and holidays count.`"""
    first, *others = line.counted
    sentences = [_one(first, starts)]
    if others:
        which = _("the earlier day counts") if line.rule.takes == EARLIEST else _("the later day counts")
        both = "; ".join(f"{_one(each, starts)}: {on_date(each.end)}" for each in sorted(line.counted, key=lambda each: each.start))
        sentences = [f"{both}. {which[0].upper()}{which[1:]}"]
    if first.count.unit in ALL_DAYS_COUNT and abs(first.count.number) > 1:
        sentences.append(_("Weekends and holidays count"))
    if first.count.unit in WORKING_DAYS_COUNT:
        sentences.append(_("Weekends and bank holidays do not count"))
    if line.was_moved:
        sentences += [_("That gives %(day)s") % {"day": on_date(line.unmoved)}, _why_moved(line)]
    return ". ".join(sentences) + "."


def _one(counted: Counted, starts: Mapping[str, str]) -> str:
    count = counted.count
    if count.unit in _OF_AGE:
        return _(_OF_AGE[count.unit]) % {"age": count.number, "day": on_date(counted.start), "start": starts[count.start]}
    if count.unit == "before":
        return _("The day before %(day)s") % {"day": on_date(counted.end.fromordinal(counted.end.toordinal() + 1))}
    one, more = (_BEFORE if count.number < 0 else _AFTER)[count.unit]
    number = abs(count.number)
    return ngettext(one, more, number) % {"number": number, "day": on_date(counted.start), "start": starts[count.start]}


def _why_moved(line: Line) -> str:
    day = line.unmoved
    if day.month == 8:
        return _("A day in August becomes the first working day of September")
    if (day.month, day.day) >= (12, 25) or (day.month, day.day) == (1, 1):
        return _("A day from 25 December to 1 January becomes the first working day after it")
    return _("It is no working day, so the next one counts")
