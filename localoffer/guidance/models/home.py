from django.http import Http404, HttpRequest
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from .public import PublicPage


class HomePage(PublicPage):
    """The start page: what this is, the search, and the three ways in. All its words come from the council's settings and topics."""

    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "guidance.AudiencePage",
        "guidance.TopicIndexPage",
        "guidance.QuestionIndexPage",
        "guidance.InformationPage",
    ]

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find the page of an address at once. Wagtail walks down from the root, two queries a level. Raises Http404."""
        if not path_components:
            return super().route(request, path_components)
        address = f"{self.url_path}{'/'.join(path_components)}/"
        page = Page.objects.filter(slug=path_components[-1], url_path=address).first()
        if page is None:
            raise Http404
        return page.specific.route(request, [])

    def own_context(self) -> dict:
        from ..queries import home_context

        return home_context()

    def say_in(self, code: str) -> str:
        """All the words of the start page are the frame's, so it stands in every language of the site."""
        return code
