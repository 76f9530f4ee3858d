"""The simple pictures of easy read pages: their names, and in words what each one shows.

They are drawn for this project and shipped: `static/img/easy-pictures.svg` holds one symbol a name, 96 by 96. An editor chooses one
by its words; nobody uploads any. On a page the words beside a picture say all that it says, so screen readers are not told of it.
A name is kept for ever, because pages and content files hold it.
"""

from django.utils.translation import gettext_lazy as _

PICTURES = {
    "ambulance": _("An ambulance"),
    "ask": _("A person asks a question"),
    "book": _("A book"),
    "bus": _("A bus"),
    "calendar": _("A calendar with a day marked"),
    "car": _("A car or taxi"),
    "child": _("A child"),
    "choose": _("A person chooses one of two things"),
    "clock": _("A clock"),
    "council": _("The council's building"),
    "danger": _("A warning sign"),
    "doctor": _("A doctor or nurse"),
    "ear-defenders": _("A child who wears ear defenders"),
    "email": _("An email"),
    "family": _("A family"),
    "form": _("A form to fill in"),
    "free": _("Nothing to pay"),
    "friends": _("Friends"),
    "glasses": _("A person who wears glasses"),
    "growing-up": _("A child, a young person and a grown-up"),
    "happy": _("A happy face"),
    "hearing-aid": _("A person who wears a hearing aid"),
    "help": _("One person helps another"),
    "home": _("A home"),
    "hospital": _("A hospital"),
    "judge": _("Scales: a court that is fair"),
    "letter": _("A letter"),
    "list": _("A list"),
    "listen": _("A person listens"),
    "locked": _("A padlock"),
    "look": _("A magnifying glass"),
    "medicine": _("Medicine"),
    "meeting": _("People at a meeting"),
    "money": _("Money"),
    "night": _("A bed at night"),
    "no": _("A cross: no"),
    "older": _("An older person with a stick"),
    "parent": _("A parent and a child"),
    "person": _("A person"),
    "phone": _("A telephone"),
    "plan": _("A plan on paper"),
    "play": _("Children play with a ball"),
    "rest": _("A person rests with a drink"),
    "sad": _("A sad face"),
    "school": _("A school"),
    "talk": _("Two people talk"),
    "teacher": _("A teacher at a board"),
    "thinking": _("A person's mind"),
    "walk": _("A person walks"),
    "website": _("A computer with a page on it"),
    "wheelchair": _("A person who uses a wheelchair"),
    "work": _("A person at work"),
    "worried": _("A worried person"),
    "write": _("A hand writes on paper"),
    "yes": _("A tick: yes"),
}


def pictures_offered() -> list[tuple[str, str]]:
    """(name, words) of each, by the words, as a drop-down offers them."""
    return sorted(((name, str(words)) for name, words in PICTURES.items()), key=lambda each: each[1])
