"""Words for the history in the desk: what people do with a service that is no edit."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks


@hooks.register("register_log_actions")
def register_log_actions(actions):
    actions.register_action("localoffer.confirm", _("Confirm"), _("Confirmed that the record is right"))
    actions.register_action("localoffer.hold_back", _("Hold back"), _("Held back"))
    actions.register_action("localoffer.let_go", _("Let go"), _("Ended the hold"))
