from wagtail.models import Page


class HomePage(Page):
    """The start page: what this is, the search, and the three ways in. All its words come from the council's settings and topics."""

    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "guidance.AudiencePage",
        "guidance.TopicIndexPage",
        "guidance.QuestionIndexPage",
        "guidance.InformationPage",
    ]

    def get_context(self, request, *args, **kwargs):
        from ..queries import home_context

        return super().get_context(request, *args, **kwargs) | home_context()
