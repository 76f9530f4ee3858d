import pytest
from django.core.management import call_command

COUNCIL = """
name: Example Council
shown_name: Exampleshire
area_name: Exampleshire
site_title: SEND Local Offer
one_line: Help, free, no account.
main_site: https://www.example.org
postcode_example: LU1 2BQ
outward_codes: [LU1]
footer_contacts: [advice]
urgent_contacts: [emergency]
"""
CONTACTS = """
- {key: advice, name: Example advice, role: Advice service, what: Talks with you., phone: "01632 960001", hours: "Mo-Fr 09:00-17:00", place: local}
- {key: emergency, name: Emergency services, what: Comes at once., phone: "999", hours: 24/7, place: national}
"""
TOPICS = """
- slug: travel
  title: Travel
  summary: Getting there.
  introduction: How to get there.
  children: [{slug: school-travel, title: Travel to school, summary: Taxi and bus., introduction: To school.}]
"""
AUDIENCES = """
- {slug: parents, audience: parent-carer, title: I am a parent or carer, introduction: For you.}
"""
QUESTION = """---
id: {id}
title: "{title}"
short_answer: "{short}"
audiences: [parent-carer]
topics: [travel/school-travel]
asked_as: ["school taxi", "who pays for the bus"]
related: {related}
contacts: [advice]
owner: Travel Team
checked_on:
review_every_months: 6
keeps: ["ask in writing"]
---
::: steps what-to-do-now "What to do now"
1. Tell the school.
2. Then ask in writing.
:::

::: text more "More about it"
See [the other question](question:{other}) and [travel](topic:travel).
:::

::: table grounds "Grounds"
| age | miles |
|---|---|
| under 8 | **2** |
:::

::: law act "What the law says"
source: "Education Act 1996, section 508B"
in_force_from: 2007-04-01
checked_on: 2026-11-23

The council must make travel arrangements.
:::
"""
PAGE = """---
id: about
title: About this site
short_answer: What this is.
contacts: [advice]
owner: Team
---
::: text what "What it is"
Words.
:::
"""


@pytest.fixture
def council_files(tmp_path):
    """A small council's content files: two questions that name each other, a topic of two levels, a page."""
    folder = tmp_path / "council"
    (folder / "questions").mkdir(parents=True)
    (folder / "pages").mkdir()
    for name, text in (("council", COUNCIL), ("contacts", CONTACTS), ("topics", TOPICS), ("audiences", AUDIENCES)):
        (folder / f"{name}.yaml").write_text(text)
    write_question(folder, "taxi", other="bus")
    write_question(folder, "bus", other="taxi")
    (folder / "pages/about.md").write_text(PAGE)
    return folder


def write_question(folder, slug, *, other, short="You can ask for help with travel.", related=None):
    text = QUESTION.format(
        id=slug, title=f"Can we get a {slug}?", short=short, other=other, related=f"[{other}]" if related is None else related
    )
    (folder / f"questions/{slug}.md").write_text(text)


LOCAL_NOTE = """::: note local-ask "Asking in Exampleshire"
local: yes
slot: Where requests are sent.
national: The council's website says where. See [the bus](question:bus).
{lines}
:::

"""
LOCAL_FACT = """source: The council's page on travel
source_date: 19 October 2023

Send it to **Example House**. Ask for [travel](topic:travel)."""


def write_local_note(folder, slug, *, lines=LOCAL_FACT, note=LOCAL_NOTE):
    """Put a local note into a question, before the law; with `lines=""` its slot is empty."""
    path = folder / f"questions/{slug}.md"
    path.write_text(path.read_text().replace("::: law", note.format(lines=lines) + "::: law", 1))
    return path


@pytest.fixture
def taxonomies(db):
    call_command("load_taxonomies", verbosity=0)


@pytest.fixture
def council(council_files, taxonomies):
    """That council, loaded."""
    from localoffer.guidance.actions import load_content

    load_content(council_files)
    return council_files
