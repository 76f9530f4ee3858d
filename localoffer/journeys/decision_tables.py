"""The rules as tables that a lawyer can read (docs/reference/decision-tables.md), made from the data that the tools count with."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from .registry import TOOLS
from .rules import Count, Rule, rule_book
from .tool import Tool

HEAD = """# Decision tables of the tools

Made from `data/rules/tools/` and `data/tools/en/` by `./run print_decision_tables`; a test compares the two. This is information, not
legal advice. Weeks, days and months count every day; working days leave out weekends and the bank holidays of England. An exception is
a reason that a council may give: it never moves a day. "Tribunal" moves a day out of August, out of 25 December to 1 January, and to a
working day."""
_SAYS = {"by": "by", "until": "until", "from": "not before", "on": "on", "aim": "aim for"}
_UNITS = {
    "weeks": "weeks", "days": "days", "months": "months", "working_days": "working days", "days_beginning_with": "days beginning with",
    "months_beginning_with": "months beginning with", "working_days_beginning_with": "working days beginning with",
}  # fmt: skip

_OF_AGE = {
    "birthday": "{age} years after `{start}`",
    "school_year_of_age": "1 September of the school year in which {age} years after `{start}` lie",
    "school_leaving_day_at": "last Friday in June of the school year in which {age} years after `{start}` lie",
}


def as_markdown() -> str:
    parts = [HEAD]
    for tool in TOOLS.values():
        if (Path(settings.SHIPPED_DATA_DIR) / "rules/tools" / f"{tool.id}.yaml").exists():
            parts.append("\n".join(_table(tool)))
    return "\n\n".join(parts) + "\n"


def _table(tool: Tool) -> Iterator[str]:
    yield f"## {tool.words.name} (`{tool.id}`)\n"
    yield "| rule | what it is | who acts | day | moved by | exceptions | law | in force | read on |\n|---|---|---|---|---|---|---|---|---|"
    for rule in rule_book(tool.id):
        cells = (
            f"`{rule.id}`", tool.words.steps[rule.id].title, rule.who, _day(rule), rule.moved_by.capitalize(), ", ".join(rule.exceptions),
            f"[{rule.law}]({rule.law_url})", _in_force(rule), rule.checked_on.isoformat() if rule.checked_on else "not yet",
        )  # fmt: skip
        yield f"| {' | '.join(cells)} |"


def _day(rule: Rule) -> str:
    counts = "; ".join(map(_count, rule.counts))
    return f"{_SAYS[rule.says]} {'the ' + rule.takes + ' of: ' if len(rule.counts) > 1 else ''}{counts}"


def _count(count: Count) -> str:
    if count.unit in _OF_AGE:
        return _OF_AGE[count.unit].format(age=count.number, start=count.start)
    if count.unit == "before":
        return "the day before {1:02}-{2:02} (month, day) of the year of `{0}`".format(count.start, *divmod(count.number, 100))
    number = abs(count.number)
    word = _UNITS[count.unit] if number != 1 else _UNITS[count.unit].replace("s", "", 1)
    if count.unit.endswith("beginning_with"):
        return f"{number} {word} `{count.start}`"
    return f"{number} {word} {'before' if count.number < 0 else 'after'} `{count.start}`"


def _in_force(rule: Rule) -> str:
    begins = f"from {rule.valid_from.isoformat()}" if rule.valid_from else "yes"
    return begins + (f" to before {rule.valid_to.isoformat()}" if rule.valid_to else "")
