from pathlib import Path

from localoffer.journeys.decision_tables import as_markdown

DOCUMENT = Path(__file__).resolve().parents[2] / "docs/reference/decision-tables.md"


def test_the_tables_in_the_docs_are_those_that_the_tools_count_with():
    assert DOCUMENT.read_text(encoding="utf-8") == as_markdown(), "Run: ./run print_decision_tables > docs/reference/decision-tables.md"


def test_a_table_says_what_is_counted_from_what():
    table = as_markdown()
    assert "| `final-plan` | The council sends the final plan | council | by 20 weeks after `request` |" in table
    assert "until the latest of: 2 months after `letter`; 1 month after `certificate` | Tribunal |" in table
    assert "the day before 02-15 (month, day) of the year of `move-school`" in table
    assert "by 2 weeks before `meeting`" in table
