import pytest
from wagtail.models import Page, Site

from localoffer.directory.models import Organisation, Service, Taxonomy, TaxonomyTerm
from localoffer.guidance.models import HomePage, InformationPage, QuestionIndexPage, QuestionPage


@pytest.fixture
def home(db):
    home = Page.objects.get(depth=1).add_child(instance=HomePage(title="Start", slug="start"))
    Site.objects.all().delete()
    Site.objects.create(hostname="localhost", root_page=home, is_default_site=True)
    return home


@pytest.fixture
def question(home):
    """A published answer that nobody has checked."""
    index = home.add_child(instance=QuestionIndexPage(title="All questions", slug="questions"))
    page = index.add_child(instance=QuestionPage(title="How do we get help?", slug="help", short_answer="Ask the school."))
    page.save_revision().publish()
    return QuestionPage.objects.get(pk=page.pk)


@pytest.fixture
def information(home):
    page = home.add_child(instance=InformationPage(title="About", slug="about", short_answer="What this is."))
    page.save_revision().publish()
    return InformationPage.objects.get(pk=page.pk)


@pytest.fixture
def service(db):
    """A published nursery that no person has confirmed."""
    kinds, _made = Taxonomy.objects.get_or_create(code="service-kinds", defaults={"name": "Kinds"})
    kind, _made = TaxonomyTerm.objects.get_or_create(taxonomy=kinds, code="nursery", defaults={"name": "Nursery"})
    owner = Organisation.objects.create(name="Example Nurseries")
    service = Service.objects.create(name="Example Nursery", summary="Live words.", organisation=owner, kind=kind)
    service.save_revision().publish()
    return Service.objects.get(pk=service.pk)
