"""The gallery: each component with examples, for designers, reviewers and tests.

Names here are made up and the number is one kept for fiction (Ofcom), but for the helplines that everybody knows. Words
are not marked for translation: no family sees this page. A component without an example here fails a test.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.template.loader import get_template
from django.utils.safestring import SafeString

from .easy_pictures import PICTURES
from .gallery_data import (
    AROUND,
    AUDIENCES,
    CLOSED_QUESTION,
    CONTACT,
    COSTS,
    COUNCIL_TEAM,
    EMPTY_FORM,
    FEATURES,
    FORM_WITH_MISTAKES,
    LANGUAGES,
    LINKS,
    NEEDS,
    PAGES,
    PLAIN_SERVICE,
    QUESTION,
    ROUND,
    SAFE_TEXT,
    SCHOOL,
    SERVICE,
    STEPS,
    TOPICS,
    URGENT,
    WAY,
    WEEKS,
)


@dataclass(frozen=True, slots=True)
class Example:
    """One component in one state. `context` holds what a page would pass with `with … only`; some stand on the header."""

    component: str
    title: str
    context: dict[str, Any] = field(default_factory=dict)
    is_on_header: bool = False

    @property
    def html(self) -> SafeString:
        return get_template(f"components/{self.component}.html").render(self.context)


GALLERY: list[Example] = [
    Example("skip-link", "Seen when it has the focus"),
    Example(
        "council-bar",
        "With languages",
        {"council_name": "Example Council", "home_url": "/", "exit_url": "https://www.bbc.co.uk/weather", "languages": LANGUAGES},
        is_on_header=True,
    ),
    Example("language-list", "One line", {"languages": LANGUAGES, "variant": "row"}),
    Example(
        "search-box",
        "Plain, with filters kept",
        {"id": "g1", "query": "autism clubs", "hidden": [{"name": "near", "value": "AB1 2CD"}], "label": "Plain search"},
    ),
    Example("search-box", "Large, for Home", {"id": "g2", "variant": "large", "label": "Large search"}),
    Example(
        "search-box",
        "Compact, for the header",
        {"id": "g3", "variant": "compact", "example": "help at nursery", "label": "Compact search"},
        is_on_header=True,
    ),
    Example("breadcrumbs", "Two levels", {"items": [{"title": "Home", "url": "/"}, {"title": "Travel", "url": "#t"}]}),
    Example(
        "notice-banner",
        "Alert",
        {
            "title": "Schools are closed today",
            "text": "Snow has closed most schools.",
            "url": "#n",
            "link_text": "Schools that are open",
            "level": 4,
        },
    ),
    Example("notice-banner", "Information", {"title": "New: ask us in your language", "html": SAFE_TEXT, "variant": "info", "level": 4}),
    Example(
        "quiet-line",
        "The law is changing",
        {"text": "The government plans changes to the law. Nothing has changed yet.", "url": "#law", "link_text": "What is planned"},
    ),
    Example("feedback-strip", "On every page", {"yes_url": "#yes", "no_url": "#no", "report_url": "#report"}),
    Example(
        "footer",
        "Everything in it",
        {
            "council_name": "Example Council",
            "contacts": [
                {"name": CONTACT["name"], "what": CONTACT["what"], "phone": CONTACT["phone"]},
                {"name": "Example Charity", "web_link": "https://charity.example.org", "web": "charity.example.org"},
            ],
            "links": [*LINKS, {"title": "Accessibility", "url": "#acc"}, {"title": "Privacy", "url": "#pri"}],
            "languages": LANGUAGES,
            "exit_url": "https://www.bbc.co.uk/weather",
            "checked_on": date(2026, 11, 2),
            "licence_html": "Contains public sector information licensed under the Open Government Licence v3.0.",
        },
    ),
    Example(
        "page-title",
        "With caption and lead",
        {"title": "Travel to school", "caption": "Topic", "lead": "Who can get help with the journey, and how to ask.", "level": 4},
    ),
    Example(
        "hero",
        "The top of Home",
        {
            "title": "Help for children and young people with SEND",
            "lead": "It is free, and you need no account.",
            "links": LINKS[:2],
            "id": "g4",
            "level": 4,
        },
    ),
    Example("card", "A tool", {**TOPICS[1], "variant": "tool", "level": 4}),
    Example("card-grid", "Topics", {"items": TOPICS, "variant": "topic", "level": 4}),
    Example("card-grid", "Who are you?", {"items": AUDIENCES, "variant": "audience", "level": 4}),
    Example(
        "link-list",
        "Three, with a link to all",
        {"items": LINKS, "title": "Related questions", "all_url": "#all", "all_text": "All questions", "level": 4},
    ),
    Example("postcode-box", "Empty", {"action": "#near", "id": "g5", "example": "AB1 2CD", "level": 4}),
    Example(
        "postcode-box",
        "With a mistake",
        {"action": "#near", "id": "g6", "value": "AB1", "error": "Enter a full postcode, for example AB1 2CD.", "level": 4},
    ),
    Example("contents", "A long page", {"items": LINKS}),
    Example(
        "empty-state",
        "Nothing found",
        {
            "title": "We found nothing for “snow boarding”",
            "text": "Try other words, or one of these.",
            "links": LINKS[:2],
            "phone": CONTACT["phone"],
            "phone_name": CONTACT["name"],
            "action_url": "#tell",
            "action_text": "Tell us what you could not find",
            "level": 4,
        },
    ),
    Example("short-answer", "With a number to ring", {"text": QUESTION["short_answer"], "contact": CONTACT}),
    Example("steps", "Three steps", {"items": STEPS, "level": 4}),
    Example("open-all", "Seen when its script runs"),
    Example("question-details", "Closed", {**CLOSED_QUESTION, "id": "gallery-closed"}),
    Example(
        "question-group",
        "One open, one closed",
        {"title": "Getting started", "id": "getting-started", "questions": [QUESTION, CLOSED_QUESTION], "level": 2},
    ),
    Example("contact-card", "Open now", {"contact": CONTACT, "title": "Who to ring", "level": 4}),
    Example("contact-card", "Closed, not yet checked", {"contact": COUNCIL_TEAM, "level": 4}),
    Example("contact-card", "By text", {"contact": {"name": "Shout", "text_number": "85258", "text_word": "SHOUT"}, "level": 4}),
    Example(
        "contact-card", "Out of reach, with a way round", {"contact": {"name": "Example Nurses", "no_call": "Ask your GP."}, "level": 4}
    ),
    Example("contact-card", "Out of reach, of the area", {"contact": {"name": "Example Bus Team", "is_local": True}, "level": 4}),
    Example(
        "law-note",
        "In force",
        {
            "source": "Children and Families Act 2014, section 36",
            "source_url": "https://www.legislation.gov.uk/ukpga/2014/6/section/36",
            "html": SAFE_TEXT,
            "in_force_from": date(2014, 9, 1),
            "checked_on": date(2026, 11, 23),
        },
    ),
    Example(
        "law-note",
        "Only a plan",
        {"source": "White Paper 2026", "text": "The government wants to change this.", "status": "proposed", "title": "What may change"},
    ),
    Example("note", "Information", {"text": "You can bring a friend to any meeting.", "title": "Good to know"}),
    Example("note", "About the area", {"html": SAFE_TEXT, "variant": "local", "source": "the council's page", "source_date": "undated"}),
    Example("note", "Warning", {"text": "You have two months to appeal.", "variant": "warning"}),
    Example("details", "Closed", {"summary": "What is a SENCO?", "text": "The teacher who leads on special educational needs."}),
    Example("details", "Open", {"summary": "What is an EHC plan?", "html": SAFE_TEXT, "id": "g-open", "is_open": True}),
    Example("inset", "Text", {"text": "You can apply whatever a checker says."}),
    Example(
        "data-table",
        "With row headings",
        {
            "caption": "Funded hours",
            "headers": ["Age", "Hours a week"],
            "rows": [["2 years", "15"], ["3 and 4 years", "15 to 30"]],
            "has_row_headers": True,
        },
    ),
    Example(
        "timeline",
        "Dates of a request",
        {
            "items": [
                {"title": "You ask", "date": date(2026, 11, 2), "state": "done", "state_text": "Done"},
                {
                    "title": "The council answers",
                    "date": date(2026, 12, 14),
                    "state": "now",
                    "state_text": "Next",
                    "text": "Yes or no to an assessment.",
                },
                {"title": "A draft plan", "when": "By week 16", "html": SAFE_TEXT},
                {"title": "The reply that did not come", "when": "Last week", "state": "late", "state_text": "Late"},
            ],
            "title": "What happens when",
            "level": 4,
            "item_level": 5,
        },
    ),
    *(
        Example("diagram", title, {"shape": shape, "diagram": words, "title": title, "level": 4, "part_level": 5})
        for title, shape, words in (
            ("Steps that go round", "cycle", ROUND),
            ("Bars along the weeks", "weeks", WEEKS),
            ("People around a child", "people", AROUND),
            ("Stops on a way", "path", WAY),
        )
    ),
    Example(
        "facts",
        "At a glance",
        {
            "items": [
                {"term": "Who for", "text": "5 to 11 years", "icon": "person"},
                {"term": "Where", "text": "1.2 miles from you", "icon": "pin"},
                {"term": "Cost", "text": "£3 a child", "icon": "coin"},
                {"term": "How to get a place", "html": SafeString('<a href="#place">Ask the club</a>'), "icon": "check"},
            ],
            "title": "At a glance",
            "level": 4,
            "variant": "panel",
        },
    ),
    Example(
        "feature-list",
        "What to expect",
        {"items": [*FEATURES, {"name": "One-to-one help", "icon": "people", "text": "ask first"}], "title": "What to expect", "level": 4},
    ),
    Example(
        "panel-urgent",
        "Before any result",
        {
            "title": "If somebody is in danger now, ring 999",
            "text": "You can ring any of these. They will not mind if it turns out to be nothing.",
            "contacts": URGENT,
            "reassurance": "Asking for help is not being reported.",
            "level": 4,
        },
    ),
    Example(
        "checked-line", "Checked", {"checked_on": date(2026, 11, 2), "checked_by": "SEN Assessment Team", "next_check_on": date(2027, 5, 2)}
    ),
    Example("checked-line", "Overdue", {"checked_on": date(2025, 1, 2), "is_overdue": True}),
    Example("checked-line", "Not yet checked"),
    Example("checked-line", "Not yet checked, the first check planned", {"checked_by": "Travel Team", "next_check_on": date(2027, 1, 15)}),
    Example("checked-line", "Not yet checked, the first check overdue", {"next_check_on": date(2025, 1, 2), "is_overdue": True}),
    Example(
        "share-print",
        "Everything in it",
        {
            "url": "https://localoffer.example.org/questions/transport/",
            "title": "Travel to school",
            "easy_read_url": "#easy",
            "list_url": "#list",
        },
    ),
    Example(
        "result-panel",
        "Likely",
        {"title": "You may well get help with travel", "text": "Your child is 9 and the school is more than 3 miles away.", "level": 4},
    ),
    Example(
        "chips",
        "Three words understood",
        {
            "items": [
                {"text": "near AB1 2CD", "remove_url": "#1"},
                {"text": "age 5", "remove_url": "#2"},
                {"text": "autism", "remove_url": "#3"},
            ],
            "clear_url": "#0",
        },
    ),
    Example("facet-group", "Boxes, open", {"name": "g-need", "title": "Need", "items": NEEDS, "is_open": True, "limit": 2}),
    Example("facet-group", "Radios, closed", {"name": "g-cost", "title": "Cost", "items": COSTS, "type": "radio"}),
    Example(
        "filter-panel",
        "Two questions, one answered",
        {
            "action": "#list",
            "facets": [
                {"name": "need", "title": "Need", "items": NEEDS, "is_open": True, "limit": 8},
                {"name": "cost", "title": "Cost", "items": COSTS, "type": "radio", "is_open": False, "limit": 8},
            ],
            "hidden": [{"name": "q", "value": "swim"}],
            "selected_count": 1,
            "clear_url": "#none",
            "level": 4,
        },
    ),
    Example(
        "result-card",
        "Best answer",
        {"title": QUESTION["title"], "url": "#r", "snippet": QUESTION["short_answer"], "is_best": True, "level": 4},
    ),
    Example(
        "result-card",
        "A service",
        {
            "title": SERVICE["title"],
            "url": "#s",
            "kind": "Service",
            "snippet_html": SafeString("A quiet pool for <mark>autistic</mark> children."),
            "facts": [SERVICE["distance"], SERVICE["cost"]],
            "level": 4,
        },
    ),
    Example("service-card", "Everything known", {"service": SERVICE, "level": 4}),
    Example("service-card", "A school that can be chosen", {"service": SCHOOL, "level": 4, "choose": "id", "chosen": ["school"]}),
    Example("service-card", "Little known, outside the area", {"service": PLAIN_SERVICE, "level": 4}),
    Example("freshness", "Fresh", {"state": "fresh", "text": "Checked 3 weeks ago by the club"}),
    Example("freshness", "Due", {"state": "due", "text": "Last checked 13 months ago"}),
    Example("freshness", "Held back", {"state": "held", "text": "Held back by the council"}),
    Example("tag", "Neutral", {"text": "Draft"}),
    Example("tag", "Good", {"text": "Answered", "variant": "good"}),
    Example("tag", "Bad", {"text": "Late", "variant": "bad"}),
    Example(
        "pagination", "In the middle", {"pages": PAGES, "previous_url": "?page=1", "next_url": "?page=3", "label": "Pages of the list"}
    ),
    Example(
        "error-summary",
        "Two mistakes",
        {"errors": [{"text": "Enter a full postcode.", "url": "#g6-near"}, {"text": "Choose at least one day."}]},
    ),
    Example("form-errors", "A form with mistakes", {"form": FORM_WITH_MISTAKES}),
    *(Example("field", f"Empty: {bound.label}", {"field": bound}) for bound in EMPTY_FORM),
    *(Example("field", f"Refused: {bound.label}", {"field": bound, "label_size": "m"}) for bound in FORM_WITH_MISTAKES if bound.errors),
    Example("button", "Main", {"text": "Send"}),
    Example("button", "A link", {"text": "Start", "url": "#start", "variant": "secondary", "icon": "arrow"}),
    Example("button", "Quiet", {"text": "Cancel", "url": "#cancel", "variant": "plain"}),
    Example("button", "Cannot be undone", {"text": "Delete", "variant": "warning", "name": "do", "value": "delete"}),
    Example("icon", "Small, middle, large", {"name": "phone", "size": "s"}),
    Example("icon", "Large", {"name": "calendar", "size": "l"}),
    Example("easy-picture", "At its own size", {"name": "wheelchair"}),
    Example(
        "easy-lines",
        "Every picture, with what it shows",
        {"title": "All pictures", "lines": [{"picture": name, "text": f"{name}: {words}"} for name, words in PICTURES.items()]},
    ),
    Example(
        "easy-lines",
        "Three lines of easy read",
        {
            "title": "How to ask",
            "lines": [
                {"picture": "email", "text": "You can send the council an email."},
                {"picture": "wheelchair", "text": "A young person can ask too."},
                {"picture": "calendar", "text": "The council must say yes or no in 6 weeks."},
            ],
            "level": 3,
        },
    ),
]
