"""Which tools there are, by their ids, in the order of their list. An id is an address (`/tools/<id>/`) and never changes."""

from .tool import CHOICE, TEXT, WORDS, Ask, Tool
from .tools import (
    after_tribunal,
    annual_review,
    appeal,
    assessment_request,
    ehc_timeline,
    growing_up,
    moving_council,
    reassessment,
    route_finder,
)

_ALL = (
    Tool(
        ehc_timeline.ID,
        ehc_timeline.work_out,
        asks=(
            Ask("request"),
            Ask("draft", is_more=True, not_before="request"),
            Ask("advice-asked", is_more=True, not_before="request"),
            Ask("school-asked", is_more=True, not_before="request"),
            Ask("school-closes", is_more=True),
            Ask("school-opens", is_more=True, not_before="school-closes"),
        ),
    ),
    Tool(
        appeal.ID,
        appeal.work_out,
        asks=(
            Ask("decision", CHOICE, is_needed=True),
            Ask("letter", needed_with=("decision", appeal.DECISIONS)),
            Ask("certificate", not_before="letter"),
            Ask("said-no", is_more=True, not_before="letter"),
            Ask("said-yes", is_more=True, not_before="letter"),
            Ask("mediation-ended", is_more=True, not_before="said-yes"),
        ),
    ),
    Tool(
        assessment_request.ID,
        assessment_request.work_out,
        asks=(
            Ask("who", CHOICE),
            Ask("child", WORDS),
            Ask("born", is_past=True),
            Ask("place", WORDS),
            Ask("hard", TEXT),
        ),
    ),
    Tool(route_finder.ID, route_finder.work_out, asks=(Ask("problem", CHOICE, is_needed=True), Ask("happened", is_past=True))),
    Tool(
        annual_review.ID,
        annual_review.work_out,
        asks=(
            Ask("last"),
            Ask("meeting"),
            Ask("amendment-notice", not_before="meeting"),
            Ask("move", CHOICE),
            Ask("move-on", needed_with=("move", annual_review.MOVES)),
        ),
    ),
    Tool(reassessment.ID, reassessment.work_out, asks=(Ask("asked-again"), Ask("told-again", not_before="asked-again"))),
    Tool(
        after_tribunal.ID,
        after_tribunal.work_out,
        asks=(
            Ask("outcome", CHOICE, is_needed=True),
            Ask("order", needed_with=("outcome", ("assess", "make", "amend", "school", "continue"))),
        ),
    ),
    Tool(moving_council.ID, moving_council.work_out, asks=(Ask("move", is_needed=True), Ask("told-old"), Ask("last"))),
    Tool(growing_up.ID, growing_up.work_out, asks=(Ask("born", is_needed=True, is_past=True),)),
)
TOOLS = {tool.id: tool for tool in _ALL}
