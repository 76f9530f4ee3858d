"""From an answer to what a page, a calendar and a sheet of plain text say. Dates become words here and nowhere else."""

from collections.abc import Iterator
from datetime import date
from urllib.parse import quote

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from localoffer.core.frame import contacts_now
from localoffer.core.templatetags.core_tags import on_date

from .answers import Answer, Note
from .counting_words import counted_words
from .forms import ToolForm
from .queries import all_tools, questions_of, tool_links
from .registry import TOOLS
from .rules import Line
from .tool import Tool
from .words import ToolWords

SOON_DAYS = 14
SAID = {
    "by": gettext_lazy("By"), "until": gettext_lazy("You have until"), "from": gettext_lazy("Not before"), "on": "",
    "aim": gettext_lazy("Aim for"),
}  # fmt: skip


def list_page() -> dict:
    return {"tools": all_tools(), "path": [_home()]}


def form_page(form: ToolForm) -> dict:
    words = form.tool.words
    sample = words.letter(next(iter(words.letters)), {}) if words.letters else ""
    return {
        "form": form, "words": words, "path": _path(), "questions": questions_of(form.tool), "tools": tool_links(words.tools),
        "sample": sample,
    }  # fmt: skip


def answer_page(form: ToolForm, answer: Answer) -> dict:
    tool, words = form.tool, form.tool.words
    upcoming = answer.next_line(form.today)
    return {
        "tool": tool, "words": words, "form": form, "path": [*_path(), {"title": words.title, "url": tool.url}],
        "told": told_facts(tool, answer), "next": upcoming and {"day": said(upcoming), "title": words.steps[upcoming.id].title},
        "days": list(day_items(answer, words, today=form.today)), "notes": [note_item(note, answer, words) for note in answer.notes],
        "letter": letter_item(answer, words), "route": [{"title": step.title, "text": step.text} for step in words.routes.get(answer.route, ())],
        "first": answer.first and note_item(answer.first, answer, words),
        "rules": rule_items(answer, words), "unread": oldest_reading(answer, today=form.today),
        "never_read": any(line.rule.checked_on is None for line in answer.lines), "today": form.today,
        "plain": plain_text(tool, answer, today=form.today), "questions": questions_of(tool), "tools": tool_links(words.tools),
    }  # fmt: skip


def told_facts(tool: Tool, answer: Answer) -> list[dict[str, str]]:
    """What was told, as the component `facts` takes it."""
    return [
        {"term": tool.words.asks[ask.name].label, "text": _told(tool, ask.name, answer)} for ask in tool.asks if ask.name in answer.told
    ]


def _told(tool: Tool, name: str, answer: Answer) -> str:
    value = answer.told[name]
    options = tool.words.asks[name].options or {}
    return on_date(value) if isinstance(value, date) else str(options.get(value, value))


def said(line: Line) -> str:
    """`By 23 February 2026`."""
    return f"{SAID[line.rule.says]} {on_date(line.on)}".strip()


def day_items(answer: Answer, words: ToolWords, *, today: date) -> Iterator[dict]:
    """What happened and what must happen, in order, as the component `timeline` takes it."""
    events = [(day, 0, _event_item(name, day, words)) for name, day in answer.told.items() if isinstance(day, date) and name in words.steps]
    lines = [(line.on, 1, _line_item(line, words, today=today)) for line in answer.lines]
    for _day, _kind, item in sorted(events + lines, key=lambda each: each[:2]):
        yield item


def _event_item(name: str, day: date, words: ToolWords) -> dict:
    return {"title": words.steps[name].title, "date": day, "text": words.steps[name].text, "state": "done"}


def _line_item(line: Line, words: ToolWords, *, today: date) -> dict:
    step, state = words.steps[line.id], _state(line, today)
    shown = {"step": step, "counted": counted_words(line, words.starts), "is_over": line.on < today}
    html = mark_safe(render_to_string("journeys/_day.html", shown))  # noqa: S308  a template's own output
    return {"title": step.title, "before": SAID[line.rule.says], "date": line.on, "html": html, **state}


def _state(line: Line, today: date) -> dict[str, str]:
    """Said in words, and never as a verdict: nobody here knows what has happened."""
    days = (line.on - today).days
    if line.rule.says == "on" and days < 0:
        return {"state": "done"}  # a birthday is no limit that somebody may have missed
    if line.rule.says == "from" or days > SOON_DAYS:
        return {}
    if days < 0:
        return {"state": "late", "state_text": _("This day is over")}
    if days == 0:
        return {"state": "now", "state_text": _("Today")}
    return {"state": "now", "state_text": ngettext("Tomorrow", "In %(days)d days", days) % {"days": days}}


def note_item(note: Note, answer: Answer, words: ToolWords) -> dict:
    said_words = words.notes[note.key]
    facts = {name: on_date(value) if isinstance(value, date) else value for name, value in note.facts.items()}
    reasons = [words.exceptions[reason] for reason in answer.exceptions] if note.key == "exceptions" else []
    tool = tool_links([said_words.tool])[0] if said_words.tool in TOOLS else None
    link = tool or (said_words.page and {"title": said_words.page_name, "url": said_words.page}) or None
    return {"key": note.key, "title": said_words.title, "text": said_words.text.format(**facts), "reasons": reasons, "link": link}


def letter_item(answer: Answer, words: ToolWords) -> dict | None:
    """Words to send, and an address that opens them in the reader's own mail, to the council's SEN team where its address is known."""
    if answer.letter is None:
        return None
    text = words.letter(answer.letter.key, answer.letter.facts)
    team = next(iter(contacts_now(["sen-team"])), None)
    address, subject = quote(team.email if team else ""), quote(words.name)
    return {"text": text, "mail": f"mailto:{address}?subject={subject}&body={quote(text)}"}


def rule_items(answer: Answer, words: ToolWords) -> list[dict]:
    """Each law that a day of the answer rests on, once, with what it is about. What we only advise rests on none."""
    laws: dict[str, dict] = {}
    for rule in (line.rule for line in answer.lines if line.rule.says != "aim"):
        entry = laws.setdefault(
            rule.law, {"law": rule.law, "url": rule.law_url, "from": rule.valid_from, "read_on": rule.checked_on, "titles": []}
        )
        entry["titles"].append(words.steps[rule.id].title)
    return list(laws.values())


def oldest_reading(answer: Answer, *, today: date) -> date | None:
    """The day on which the longest unread of these rules was read, when that is more than a year ago."""
    read = [line.rule.checked_on for line in answer.lines if line.rule.checked_on and line.rule.is_reading_due(today)]
    return min(read, default=None)


def plain_text(tool: Tool, answer: Answer, *, today: date) -> str:
    """The answer as text to copy into a message: one day a paragraph."""
    words = tool.words
    parts = [words.name, _("Worked out on %(day)s from what you told us:") % {"day": on_date(today)}]
    parts += [f"- {fact['term']} {fact['text']}" for fact in told_facts(tool, answer)]
    parts += [f"\n{first['title']}\n{first['text']}"] if (first := answer.first and note_item(answer.first, answer, words)) else []
    parts += [f"\n{letter['text']}"] if (letter := letter_item(answer, words)) else []
    parts += [f"\n{number}. {step.title}\n{step.text}" for number, step in enumerate(words.routes.get(answer.route, ()), 1)]
    parts += [f"\n{said(line)}: {words.steps[line.id].title}.\n{counted_words(line, words.starts)}" for line in answer.lines]
    for item in (note_item(note, answer, words) for note in answer.notes):
        parts += [f"\n{item['title']}\n{item['text']}", *(f"- {reason}" for reason in item["reasons"])]
    parts += ["", _("This is information, not legal advice. SENDIASS gives free advice, and takes no side.")]
    return "\n".join(parts)


def _path() -> list[dict[str, str]]:
    return [_home(), {"title": _("Tools"), "url": "/tools/"}]


def _home() -> dict[str, str]:
    return {"title": _("Home"), "url": "/"}
