"""Made-up people, places and forms that the examples of the gallery show."""

from datetime import date

from django import forms
from django.utils.safestring import mark_safe

from .date_parts import DatePartsField


class ExampleForm(forms.Form):
    """Every kind of control that `field` draws."""

    name = forms.CharField(label="Your name", required=False)
    email = forms.EmailField(
        label="Your email address",
        help_text="We only use it to answer you.",
        error_messages={"invalid": "Enter an email address like name@example.org."},
    )
    message = forms.CharField(
        label="What happened?", widget=forms.Textarea(attrs={"rows": 4}), error_messages={"required": "Say what happened."}
    )
    topic = forms.ChoiceField(
        label="What is it about?",
        choices=[("", "Choose one"), ("school", "School"), ("health", "Health")],
        error_messages={"required": "Choose what it is about."},
    )
    answer = forms.ChoiceField(
        label="Would you like an answer?",
        widget=forms.RadioSelect,
        choices=[("yes", "Yes, by email"), ("no", "No, thank you")],
        error_messages={"required": "Choose whether you would like an answer."},
    )
    days = forms.MultipleChoiceField(
        label="Which days suit you?",
        widget=forms.CheckboxSelectMultiple,
        choices=[("mon", "Monday"), ("sat", "Saturday")],
        error_messages={"required": "Choose at least one day."},
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
    "is_reachable": True,
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
SCHOOL = {
    "title": "Example River School",
    "url": "#school",
    "key": "school",
    "summary": "Special school for children with autism.",
    "who_for": "4 to 18 years",
    "free_places": "Free places: 2, on 3 November 2026",
    "serves": "Serves your address",
    "route": "Named in an EHC plan",
    "units": "The Nest: SEN unit (Autism)",
    "report": {"url": "#report", "text": "SEN information report", "dated": "dated 1 September 2026"},
    "freshness": {"state": "due", "text": "Checked 8 months ago. A new check is due."},
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
ROUND = {
    "lead": "Four steps, round and round.",
    "parts": [
        {"title": "Assess", "text": "Find out what is hard, and why.", "ask": "What have you seen?"},
        {"title": "Plan", "text": "Agree what to try, and by when.", "ask": "Who gives this help?"},
        {"title": "Do", "text": "The help happens.", "ask": "Has it started?"},
        {"title": "Review", "text": "Look together at what worked.", "ask": "What comes next?"},
    ],
    "ask_label": "You can ask:",
    "after": "Then it starts again with Assess.",
}
WEEKS = {
    "lead": "Each bar starts with your request.",
    "marks": [{"week": 0, "day": 0}, {"week": 10, "day": 70}, {"week": 20, "day": 140}],
    "parts": [
        {"when": "By week 6", "title": "Will it assess?", "text": "Yes or no.", "kind": "limit", "from_day": 0, "to_day": 42},
        {"when": "At least 15 days", "title": "You check the draft", "text": "Say what to change.", "kind": "window", "from_day": 125, "to_day": 140},
    ],
}  # fmt: skip
AROUND = {
    "lead": "You are in the middle.",
    "centre": "Your child and you",
    "groups": [
        {"icon": "school", "title": "At school", "parts": [{"title": "Teacher", "text": "Is in charge every day."}, {"title": "SENCO", "text": "Leads."}]},
        {"icon": "document", "title": "At the council", "parts": [{"title": "Case officer", "text": "Looks after the papers."}]},
        {"icon": "health", "title": "In health", "parts": [{"title": "GP", "text": "Is your doctor."}]},
        {"icon": "shield", "title": "On your side", "parts": [{"title": "Advice service", "text": "Is free, and takes no side."}]},
    ],
}  # fmt: skip
WAY = {
    "lead": "The stops on the way.",
    "parts": [
        {"icon": "signpost", "when": "Year 9", "title": "Start to plan", "text": "Work, home, friends and health."},
        {"icon": "person", "when": "16th birthday", "title": "More decisions are theirs", "text": "About health and money."},
        {"icon": "family", "when": "18th birthday", "title": "Adult services", "text": "Adult care and adult health begin."},
    ],
}
