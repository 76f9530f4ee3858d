from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import ModelLogEntry, WorkflowContentType, WorkflowState
from wagtail.workflows import publish_workflow_state

from localoffer.directory.actions import services as actions
from localoffer.directory.errors import MayNot, NoReview, ReviewIsOpen
from localoffer.directory.models import Service

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)


def live_name(service):
    return Service.objects.get(pk=service.pk).name


def test_wagtail_publishes_the_latest_revision_and_not_the_one_that_was_reviewed(
    make_service, review_workflow, editor, reviewer, monkeypatch
):
    """The trap, as Wagtail behaves by itself: if this ever fails, Wagtail has mended it and our refusals can be thought over."""
    monkeypatch.setattr(WorkflowState, "on_finish", publish_workflow_state)  # not ours (core.reviews), which refuses
    service = make_service("As it was")
    service.name = "As it was reviewed"
    service.save_revision(user=editor)
    state = review_workflow.start(service, editor)
    service.name = "Slipped in during the review"
    service.save_revision(user=editor)
    state.refresh_from_db()
    state.current_task_state.approve(user=reviewer)
    assert live_name(service) == "Slipped in during the review"


def test_no_draft_is_saved_while_a_review_is_open(make_service, review_workflow, editor, reviewer):
    service = make_service("As it was")
    actions.save_draft(service, changes={"name": "As it was reviewed"}, by=editor)
    actions.submit_for_review(service, by=editor)
    with pytest.raises(ReviewIsOpen):
        actions.save_draft(service, changes={"name": "Slipped in"}, by=editor)
    actions.approve(service, by=reviewer)
    assert live_name(service) == "As it was reviewed"


def test_a_draft_that_slipped_in_by_another_door_is_not_approved_unseen(make_service, review_workflow, editor, reviewer):
    service = make_service("As it was")
    actions.save_draft(service, changes={"name": "As it was reviewed"}, by=editor)
    actions.submit_for_review(service, by=editor)
    service.refresh_from_db()
    service.name = "Slipped in"
    service.save_revision(user=editor)
    with pytest.raises(ReviewIsOpen):
        actions.approve(service, by=reviewer)
    assert live_name(service) == "As it was"


def test_a_draft_changes_nothing_that_families_see_until_it_is_published(make_service, editor, reviewer, told):
    service = make_service("Live name")
    actions.save_draft(service, changes={"name": "Draft name"}, by=editor)
    assert live_name(service) == "Live name"
    assert told == []
    actions.publish(service, by=reviewer)
    assert live_name(service) == "Draft name"
    assert told == [str(service.pk)]


def test_a_draft_that_makes_no_sense_is_refused(make_service, editor):
    with pytest.raises(ValidationError):
        actions.save_draft(make_service(), changes={"min_age_months": 60, "max_age_months": 2}, by=editor)


@pytest.mark.parametrize("field", Service.NOT_IN_REVISIONS)
def test_an_edit_never_sets_what_only_other_actions_may(make_service, editor, field):
    with pytest.raises(MayNot):
        actions.save_draft(make_service(), changes={field: "x"}, by=editor)


def test_nothing_is_reviewed_without_a_draft_a_workflow_or_twice(make_service, editor, reviewer, request):
    service = make_service()
    WorkflowContentType.objects.all().delete()
    with pytest.raises(NoReview):
        actions.submit_for_review(service, by=editor)
    request.getfixturevalue("review_workflow")
    with pytest.raises(NoReview):
        actions.submit_for_review(service, by=editor)
    with pytest.raises(NoReview):
        actions.approve(service, by=reviewer)
    with pytest.raises(NoReview):
        actions.publish(service, by=reviewer)
    actions.save_draft(service, changes={"name": "Draft"}, by=editor)
    actions.submit_for_review(service, by=editor)
    for refused in (actions.submit_for_review, actions.publish):
        with pytest.raises(ReviewIsOpen):
            refused(service, by=reviewer)
    assert WorkflowState.objects.for_instance(service).count() == 1


def test_only_a_persons_word_sets_the_day_of_assurance(make_service, editor, reviewer, told):
    service = make_service()
    actions.save_draft(service, changes={"summary": "Saved"}, by=editor)
    actions.publish(service, by=reviewer)
    service.refresh_from_db()
    service.save()
    assert Service.objects.get(pk=service.pk).assured_on is None
    told.clear()
    actions.confirm_service(service, by=editor, now=NOW)
    assert (service.assured_on.isoformat(), service.assured_by) == ("2026-11-24", editor)
    assert told == [str(service.pk)]
    assert ModelLogEntry.objects.filter(action="localoffer.confirm", object_id=str(service.pk)).count() == 1


def test_publishing_an_older_draft_keeps_the_confirmation_and_the_hold(make_service, editor, reviewer):
    service = make_service()
    actions.save_draft(service, changes={"summary": "Written before"}, by=editor)
    actions.confirm_service(service, by=editor, now=NOW)
    actions.hold_back(service, because="Is it closed?", by=editor, now=NOW)
    actions.publish(service, by=reviewer)
    service.refresh_from_db()
    assert service.summary == "Written before"
    assert service.assured_by == editor
    assert service.held_back_because == "Is it closed?"


def test_a_held_service_is_seen_by_nobody_until_a_reviewer_lets_it_go(make_service, editor, reviewer, told):
    service = make_service()
    with pytest.raises(MayNot):
        actions.hold_back(service, because=" ", by=editor, now=NOW)
    actions.hold_back(service, because="Is it closed?", by=editor, now=NOW)
    assert not Service.objects.published().exists()
    with pytest.raises(MayNot):
        actions.let_go(service, by=editor)
    actions.let_go(service, by=reviewer)
    assert Service.objects.published().get() == service
    assert told == [str(service.pk)] * 2


def test_unpublishing_tells_the_house_and_deletes_nothing(make_service, reviewer, told):
    service = make_service()
    actions.unpublish(service, by=reviewer)
    assert not Service.objects.get().live
    assert told == [str(service.pk)]


@pytest.mark.parametrize(
    ("action", "more"),
    [
        ("save_draft", {"changes": {}}),
        ("submit_for_review", {}),
        ("confirm_service", {"now": NOW}),
        ("hold_back", {"because": "x", "now": NOW}),
    ],
)
def test_a_provider_may_not_do_what_the_councils_staff_do(make_service, provider, action, more):
    with pytest.raises(MayNot):
        getattr(actions, action)(make_service(), by=provider, **more)


@pytest.mark.parametrize("action", ["approve", "publish", "unpublish", "let_go"])
def test_an_editor_may_not_do_what_a_reviewer_does(make_service, editor, action):
    with pytest.raises(MayNot):
        getattr(actions, action)(make_service(), by=editor)


def test_somebody_who_has_left_may_do_nothing(make_service, admin):
    admin.is_active = False
    with pytest.raises(MayNot):
        actions.confirm_service(make_service(), by=admin, now=NOW)


def test_a_change_of_place_organisation_or_word_tells_the_services_that_print_it(make_service, told):
    service, _other = make_service("One", at=(51.9, -0.4)), make_service("Other")
    for part in (service.locations[0], service.organisation):
        told.clear()
        part.save()
        assert told == [str(service.pk)]
    told.clear()
    service.kind.save()
    assert len(told) == 2


def test_children_and_words_of_a_service_travel_in_its_revision(make_service, editor, reviewer, kind):
    from localoffer.directory.models import CostOption, TaxonomyTerm

    service = make_service(at=(51.9, -0.4))
    CostOption.objects.create(service=service, amount_pence=500)
    hoist = TaxonomyTerm.objects.get(code="hoist")
    draft = service.get_latest_revision_as_object()
    draft.features = [hoist]
    draft.cost_options = [CostOption(amount_pence=0)]
    draft.save_revision(user=editor)
    service = Service.objects.get()
    assert [cost.amount_pence for cost in service.cost_options.all()] == [500]
    actions.publish(service, by=reviewer)
    service = Service.objects.get()
    assert [cost.amount_pence for cost in service.cost_options.all()] == [0]
    assert list(service.features.all()) == [hoist]
    assert len(service.locations) == 1
