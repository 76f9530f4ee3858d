"""Wagtail's signals, and saves at the desk, turned into what the house listens to. No rule lives here: each calls an action."""

from django.db.models import Q
from django.db.models.signals import post_delete, post_save
from django.utils import timezone
from wagtail.signals import published, unpublished

from localoffer.core.versions import raise_version

from .actions.services import note_changes_by_person, tell
from .models import CustomField, Location, Organisation, School, SchoolTerm, Service, TaxonomyTerm


def listen() -> None:
    """Connect. Called once, from `AppConfig.ready()`."""
    published.connect(_published, sender=Service, dispatch_uid="directory-published")
    unpublished.connect(_unpublished, sender=Service, dispatch_uid="directory-unpublished")
    post_delete.connect(_unpublished, sender=Service, dispatch_uid="directory-deleted")
    for model in (CustomField, SchoolTerm):
        post_save.connect(_every_page_changed, sender=model, dispatch_uid=f"directory-saved-{model.__name__}")
        post_delete.connect(_every_page_changed, sender=model, dispatch_uid=f"directory-deleted-{model.__name__}")
    for model in (Location, Organisation, School, TaxonomyTerm):
        post_save.connect(_part_saved, sender=model, dispatch_uid=f"directory-saved-{model.__name__}")


def _published(sender, instance: Service, revision=None, **_ignored) -> None:
    note_changes_by_person(instance, by=revision.user if revision else None, now=timezone.now())
    tell([instance.pk])


def _unpublished(sender, instance: Service, **_ignored) -> None:
    tell([instance.pk])


def _every_page_changed(sender, **_ignored) -> None:
    """A term or a field of the council's own was changed: any service's page may print it. The index holds neither."""
    raise_version()


def _part_saved(sender, instance, created: bool = False, **_ignored) -> None:
    """A place, a school, an organisation or a word was changed at the desk: the services that print it have changed."""
    if not created or isinstance(instance, School):
        keys = list(Service.objects.filter(_prints(instance)).order_by().values_list("pk", flat=True).distinct())
        if keys:
            tell(keys)


def _prints(part) -> Q:
    if isinstance(part, Location):
        return Q(at_locations__location=part)
    if isinstance(part, Organisation):
        return Q(organisation=part)
    if isinstance(part, School):
        return Q(pk=part.service_id)
    return Q(kind=part) | Q(topics=part) | Q(needs=part) | Q(features=part) | Q(languages=part) | Q(answers__question=part)
