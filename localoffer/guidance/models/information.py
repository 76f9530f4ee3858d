from .reviewed import ReviewedPage


class InformationPage(ReviewedPage):
    """A plain page: about, privacy, other formats, urgent help."""

    parent_page_types = ["guidance.HomePage"]
    subpage_types: list[str] = []

    def get_context(self, request, *args, **kwargs):
        from ..queries import information_context

        return super().get_context(request, *args, **kwargs) | information_context(self)


InformationPage.edit_handler = InformationPage.desk_form()
