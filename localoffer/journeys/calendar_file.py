"""The days of an answer as a calendar file (RFC 5545): whole days, with what to do in each, and no word about the child."""

from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

from django.http import HttpResponse
from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event

from .answers import Answer
from .counting_words import counted_words
from .presenting import said
from .rules import Line
from .tool import Tool

MAKER = "-//Open Local Offer//Tools//EN"
NAMESPACE = UUID("5f0a5f0e-6b7e-5c0b-9d1c-3c8f1f6f2b5a")
WARN_FAMILY_DAYS, WARN_DAYS = 7, 1


def calendar_file(tool: Tool, answer: Answer, *, today: date, now: datetime) -> HttpResponse:
    """The file as an answer of its own. The same day of the same tool has the same UID, so a second file replaces the first."""
    calendar = Calendar()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", tool.words.name)
    for line in answer.lines:
        calendar.add_component(_event(tool, line, now=now))
    response = HttpResponse(calendar.to_ical(), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{tool.id}.ics"'
    return response


def _event(tool: Tool, line: Line, *, now: datetime) -> Event:
    step, event = tool.words.steps[line.id], Event()
    event.add("uid", f"{uuid5(NAMESPACE, f'{tool.id} {line.id} {line.on}')}@open-local-offer")
    event.add("dtstamp", now)
    event.add("dtstart", line.on)
    event.add("dtend", line.on + timedelta(days=1))
    event.add("summary", step.title)
    event.add("description", _description(tool, line))
    event.add("transp", "TRANSPARENT")  # a limit fills no day: the diary stays free
    event.add_component(_reminder(step.title, days=WARN_FAMILY_DAYS if line.rule.who == "family" else WARN_DAYS))
    return event


def _description(tool: Tool, line: Line) -> str:
    step = tool.words.steps[line.id]
    parts = [f"{said(line)}. {step.text}", counted_words(line, tool.words.starts)]
    parts += [_("If it is late: %(what)s") % {"what": step.late}] if step.late else []
    return "\n\n".join([*parts, line.rule.law, _("This is information, not legal advice.")])


def _reminder(title: str, *, days: int) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", timedelta(days=-days))
    return alarm
