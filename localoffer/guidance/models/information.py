from .reviewed import ReviewedPage


class InformationPage(ReviewedPage):
    """A plain page: about, privacy, other formats, urgent help."""

    parent_page_types = ["guidance.HomePage"]
    subpage_types: list[str] = []

    def own_context(self) -> dict:
        from ..queries import information_context

        return information_context(self)


InformationPage.edit_handler = InformationPage.desk_form()
