"""Links to the pages of a list, as the component `pagination` takes them."""

from typing import Any

from django.core.paginator import Page
from django.http import QueryDict

AROUND = 1


def page_links(page: Page, query: QueryDict) -> dict[str, Any]:
    """Return `pages` (number, url, is_current, is_gap), `previous_url` and `next_url` for a page of a Paginator.

    `query` is `request.GET`: its filters stay in every link. One page gives no links.
    """
    if page.paginator.num_pages < 2:
        return {"pages": [], "previous_url": "", "next_url": ""}
    shown = page.paginator.get_elided_page_range(page.number, on_each_side=AROUND, on_ends=1)
    return {
        "pages": [_link(number, page, query) for number in shown],
        "previous_url": page_url(page.previous_page_number(), query) if page.has_previous() else "",
        "next_url": page_url(page.next_page_number(), query) if page.has_next() else "",
    }


def page_url(number: int, query: QueryDict) -> str:
    """The address of page `number` of the list that `query` asks for; the first page has no number."""
    asked = query.copy()
    asked.pop("page", None)
    if number > 1:
        asked["page"] = str(number)
    return f"?{asked.urlencode()}"


def _link(number: int | str, page: Page, query: QueryDict) -> dict[str, Any]:
    if not isinstance(number, int):
        return {"number": "", "url": "", "is_current": False, "is_gap": True}
    return {"number": number, "url": page_url(number, query), "is_current": number == page.number, "is_gap": False}
