from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Page, PageViewRestriction

from localoffer.core.languages import ENGLISH, language


class PublicPage(Page):
    """A page that anybody may read, at an address that never changes.

    Addresses are for ever: they stand in print, in letters and in other sites, and they are the keys by which search and
    lists name a page. So a page that was once published keeps its address and its place; a new address is a new page.
    A page is published or it is not. Wagtail's private pages are off, because lists and search would still name them.
    """

    private_page_options: list[str] = []

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if self.pk and self.first_published_at:
            slug = type(self).objects.filter(pk=self.pk).values_list("slug", flat=True).first()
            if slug is not None and slug != self.slug:
                words = _("This address has been published as “%(slug)s” and never changes. Make a new page instead.")
                raise ValidationError({"slug": words % {"slug": slug}})

    def can_move_to(self, parent: Page) -> bool:
        """Only where it is: another place is another address."""
        return bool(self.pk) and parent.pk == self.get_parent().pk

    def get_context(self, request, *args, **kwargs):
        """What templates print. In another language the frame is translated; the page's own words are in `content_language`. A page
        that is English inside is one more address of the English page, so search engines are told not to list it."""
        content = self.say_in(language().code)
        context = super().get_context(request, *args, **kwargs) | {"content_language": content}
        if content != language().code:
            context["is_not_indexed"] = True
        with override(content):
            return context | self.own_context()

    def own_context(self) -> dict:
        """What this kind of page prints besides itself, in the language being drawn."""
        return {}

    def say_in(self, code: str) -> str:
        """Put this page's words in the language of this code as far as they are translated; return the code they are in now. The
        object is for one answer and is never saved."""
        return ENGLISH

    def get_view_restrictions(self):
        return PageViewRestriction.objects.none()
