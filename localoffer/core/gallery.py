"""The gallery: each component with examples, for designers, reviewers and tests.

Names here are made up and the number is one kept for fiction (Ofcom), but for the helplines that everybody knows. Words
are not marked for translation: no family sees this page. A component without an example here fails a test.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django import forms
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe

from .date_parts import DatePartsField


@dataclass(frozen=True, slots=True)
class Example:
    """One component in one state. `context` holds what a page would pass with `with … only`."""

    component: str
    title: str
    context: dict[str, Any] = field(default_factory=dict)

    @property
    def html(self) -> SafeString:
        return get_template(f"components/{self.component}.html").render(self.context)


class ExampleForm(forms.Form):
    """Every kind of control that `field` draws."""

    name = forms.CharField(label="Your name", required=False)
    email = forms.EmailField(label="Your email address", help_text="We only use it to answer you.")
    message = forms.CharField(label="What happened?", widget=forms.Textarea(attrs={"rows": 4}))
    topic = forms.ChoiceField(label="What is it about?", choices=[("", "Choose one"), ("school", "School"), ("health", "Health")])
    answer = forms.ChoiceField(
        label="Would you like an answer?", widget=forms.RadioSelect, choices=[("yes", "Yes, by email"), ("no", "No, thank you")]
    )
    days = forms.MultipleChoiceField(
        label="Which days suit you?", widget=forms.CheckboxSelectMultiple, choices=[("mon", "Monday"), ("sat", "Saturday")]
    )
    agrees = forms.BooleanField(label="You may publish my comment without my name", required=False)
    born_on = DatePartsField(label="When was your child born?", help_text="For example, 27 3 2019.")
    letter = forms.FileField(label="Add a letter", required=False)


EMPTY_FORM = ExampleForm(prefix="new")
FORM_WITH_MISTAKES = ExampleForm(
    {"bad-email": "sam", "bad-born_on_day": "30", "bad-born_on_month": "2", "bad-born_on_year": "2019"}, {}, prefix="bad"
)

SAFE_STEP = mark_safe("Talk to the <strong>teacher</strong> or the person who leads on special needs (the SENCO).")  # noqa: S308 # nosec B703 B308: our own constant
SAFE_TEXT = mark_safe("<p>The council must decide within <strong>6 weeks</strong>.</p>")  # noqa: S308 # nosec B703 B308: our own constant

LANGUAGES = [
    {"code": "en", "name": "English", "url": "/", "is_current": True},
    {"code": "ro", "name": "Română", "url": "/ro/"},
    {"code": "ur", "name": "اردو", "url": "/ur/", "dir": "rtl"},
    {"code": "pl", "name": "Polski", "url": "/pl/"},
    {"code": "bn", "name": "বাংলা", "url": "/bn/"},
]
CONTACT = {
    "name": "Example Parents' Helpline",
    "what": "Advice on any worry about a disabled child.",
    "phone": "01632 960 001",
    "web": "https://helpline.example.org",
    "web_name": "helpline.example.org",
    "hours": "Monday to Friday, 9:30am to 5pm",
    "is_open": True,
    "opens_text": "Open now until 5pm",
    "no_call": "Use the form on their site.",
    "checked_on": date(2026, 11, 2),
}
COUNCIL_TEAM = {"name": "SEN Assessment Team", "what": "Questions on EHC plans", "is_open": False, "opens_text": "Opens Monday at 9am"}
URGENT = [
    {"name": "Emergency services", "phone": "999", "what": "Somebody may die or be badly hurt"},
    {"name": "NHS 111, mental health option", "phone": "111", "what": "Urgent help, day and night", "is_open": True},
    {"name": "Samaritans", "phone": "116 123", "what": "Somebody to talk to, free", "hours": "24 hours a day, every day"},
    {"name": "Childline", "phone": "0800 1111", "what": "For anybody under 19, free"},
]
LINKS = [
    {"title": "How do I ask for an EHC plan?", "url": "#a"},
    {"title": "What is SEN support?", "url": "#b"},
    {"title": "How will my child get to school?", "url": "#c"},
]
STEPS = [
    {"title": "Today: write down what you see", "text": "When it happens, how long it lasts, what helps."},
    {"html": SAFE_STEP},
    {"text": "Ask what the school does now, and when you will look at it together again."},
]
QUESTION = {
    "title": "I am worried about my child's progress. What should I do?",
    "url": "#full",
    "id": "worried-about-progress",
    "short_answer": "Talk to somebody who knows your child: the teacher, the SENCO, your health visitor or your GP. You do not need a diagnosis first.",
    "steps": STEPS,
    "contact": CONTACT,
    "related": LINKS,
    "body_html": SAFE_TEXT,
    "is_open": True,
}
CLOSED_QUESTION = {**QUESTION, "id": "ask-for-a-plan", "title": "How do I ask for an EHC plan?", "is_open": False}
FEATURES = [
    {"name": "Quiet hour", "icon": "quiet"},
    {"name": "Changing place", "icon": "accessible"},
    {"name": "Brothers and sisters welcome", "icon": "family"},
]
SERVICE = {
    "title": "Saturday swim",
    "url": "#swim",
    "organisation": "Example Leisure Centre",
    "summary": "A quiet pool with warm water. Helpers are in the water with you.",
    "who_for": "5 to 11 years",
    "distance": "1.2 miles from you",
    "when": "Saturday 28 November, 10am to 11am",
    "cost": "£3 a child",
    "features": FEATURES,
    "freshness": {"state": "fresh", "text": "Checked 3 weeks ago by the club"},
    "save_url": "#save",
}
PLAIN_SERVICE = {
    "title": "Stay and play",
    "url": "#play",
    "who_for": "Any age",
    "outside": "Outside the area",
    "freshness": {"state": "unconfirmed", "text": "Could not be confirmed since March 2026"},
}
NEEDS = [
    {"value": "autism", "text": "Autism", "count": 24, "is_selected": True},
    {"value": "hearing", "text": "Hearing", "count": 7},
    {"value": "sight", "text": "Sight", "count": 0},
]
COSTS = [{"value": "", "text": "Any cost", "count": None, "is_selected": True}, {"value": "free", "text": "Free", "count": 12}]
TOPICS = [
    {"title": "Getting started and help in school", "url": "#1", "text": "Worried? First steps", "icon": "signpost"},
    {"title": "EHC assessments and plans", "url": "#2", "text": "Asking, what happens when, reviews", "icon": "document"},
    {
        "title": "Under 5s and childcare",
        "url": "#3",
        "text": "Funded hours and nurseries",
        "icon": "growing",
        "count": 31,
        "count_text": "places",
    },
]
AUDIENCES = [
    {"title": "I am a parent or carer", "url": "#p", "text": "", "icon": "family"},
    {"title": "I am a young person", "url": "#y", "icon": "person"},
    {"title": "I am a professional", "url": "#w", "icon": "people"},
]
PAGES = [
    {"number": 1, "url": "?page=1"},
    {"number": 2, "url": "?page=2", "is_current": True},
    {"number": 3, "url": "?page=3"},
    {"is_gap": True},
    {"number": 12, "url": "?page=12"},
]

GALLERY: list[Example] = [
    Example("skip-link", "Seen when it has the focus"),
    Example(
        "council-bar",
        "With languages",
        {"council_name": "Example Council", "home_url": "/", "exit_url": "https://www.bbc.co.uk/weather", "languages": LANGUAGES},
    ),
    Example("language-list", "One line", {"languages": LANGUAGES, "variant": "row"}),
    Example(
        "search-box",
        "Plain, with filters kept",
        {"id": "g1", "query": "autism clubs", "hidden": [{"name": "near", "value": "AB1 2CD"}], "label": "Plain search"},
    ),
    Example("search-box", "Large, for Home", {"id": "g2", "variant": "large", "label": "Large search"}),
    Example(
        "search-box", "Compact, for the header", {"id": "g3", "variant": "compact", "example": "help at nursery", "label": "Compact search"}
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
]
