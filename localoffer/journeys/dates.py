"""Counting days as English law does. Pure: dates in, dates out; a wall clock in London never matters, because no hour is counted.

Sources: Interpretation Act 1978, Schedule 1 ("month" is a calendar month); Dodds v Walker [1981] 1 WLR 1027 (the same day number, else the
last day of the month); SEND Regulations 2014 (SI 2014/1530), which count in weeks and in "days beginning with"; Tribunal Procedure
(First-tier Tribunal) (Health, Education and Social Care Chamber) Rules 2008 (SI 2008/2699), rules 1 and 12 (working days, August, Christmas).
"""

from calendar import monthrange
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

AUGUST, SEPTEMBER = 8, 9
FRIDAY, SATURDAY = 4, 5


class HolidaysNotKnown(LookupError):
    """A working day was asked for in a year whose bank holidays are not announced yet. `day` is that day."""

    def __init__(self, day: date):
        super().__init__(f"The bank holidays of {day.year} are not known.")
        self.day = day


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """Which days are working days in England: no weekend, no Christmas Day, no Good Friday, no bank holiday.

    bank_holidays  of whole years, as announced: Good Friday and Christmas Day among them, substitutes in place of the days
                   themselves (which are then at a weekend). Outside those years nothing is said.
    """

    bank_holidays: Collection[date]

    def is_one(self, day: date) -> bool:
        """Raises HolidaysNotKnown outside the years that are known."""
        if not self._first_year <= day.year <= self._last_year:
            raise HolidaysNotKnown(day)
        return day.weekday() < SATURDAY and day not in self.bank_holidays

    def first_from(self, day: date) -> date:
        """The day itself if it is a working day, else the next one."""
        while not self.is_one(day):
            day += timedelta(days=1)
        return day

    @property
    def _first_year(self) -> int:
        return min(self.bank_holidays).year

    @property
    def _last_year(self) -> int:
        return max(self.bank_holidays).year


def weeks_after(start: date, number: int) -> date:
    """Calendar weeks: weekends, bank holidays and school holidays all count. Before the day where the number is negative."""
    return start + timedelta(weeks=number)


def days_after(start: date, number: int) -> date:
    return start + timedelta(days=number)


def last_of_days_beginning_with(start: date, number: int) -> date:
    """The last of so many days, of which `start` is the first: 15 days beginning with 1 May end on 15 May."""
    return start + timedelta(days=number - 1)


def months_after(start: date, number: int) -> date:
    """The same day number so many months on (or back); where that month has none, its last day: 31 December + 2 months = 28 February."""
    months = start.year * 12 + start.month - 1 + number
    year, month = divmod(months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def last_of_months_beginning_with(start: date, number: int) -> date:
    """The last day of so many months, of which `start` is the first day: 12 months beginning with 10 March end on 9 March."""
    return months_after(start, number) - timedelta(days=1)


def working_days_after(start: date, number: int, working: WorkingDays) -> date:
    """The last of so many working days after `start`, which itself does not count."""
    day = start
    for _ in range(number):
        day = working.first_from(day + timedelta(days=1))
    return day


def last_of_working_days_beginning_with(start: date, number: int, working: WorkingDays) -> date:
    """The last of so many working days, of which `start`, or the first working day from it, is the first."""
    return working_days_after(working.first_from(start), number - 1, working)


def birthday(born: date, age: int) -> date:
    """Who was born on 29 February is a year older on 1 March of other years."""
    try:
        return born.replace(year=born.year + age)
    except ValueError:
        return date(born.year + age, 3, 1)


def school_year_of_age(born: date, age: int) -> date:
    """The first day (1 September) of the school year in which somebody reaches this age. Year 9 is the school year of the 14th birthday."""
    day = birthday(born, age)
    return date(day.year if day.month >= SEPTEMBER else day.year - 1, SEPTEMBER, 1)


def school_leaving_day(born: date, age: int = 16) -> date:
    """The last Friday in June of the school year of the 16th birthday: the last day of compulsory school age.

    Source: Education Act 1996, section 8(3); Education (School Leaving Date) Order 1997 (SI 1997/1970).
    """
    end_of_june = date(school_year_of_age(born, age).year + 1, 6, 30)
    return end_of_june - timedelta(days=(end_of_june.weekday() - FRIDAY) % 7)


def day_before(day: date) -> date:
    """The last day on which something is done "before" a day."""
    return day - timedelta(days=1)


def tribunal_day(day: date, working: WorkingDays) -> date:
    """The last day on which the SEND Tribunal takes an appeal whose time ends on `day`.

    Ends it from 25 December to 1 January, or in August, an appeal is in time on the first working day after that; ends it on another
    day that is no working day, on the next one (rule 12(2) and (3)). A time that ends on the last day of July is not in August: when
    that is a Saturday the next working day is taken, which is the earlier reading. Not for claims of disability discrimination.
    """
    if day.month == AUGUST:
        day = date(day.year, SEPTEMBER, 1)
    elif (day.month, day.day) >= (12, 25):
        day = date(day.year + 1, 1, 2)
    elif (day.month, day.day) == (1, 1):
        day = date(day.year, 1, 2)
    return working.first_from(day)
