"""What stands on every page: the council and its contacts, read once a content version. What is given is shared: only read it."""

from .models import CouncilSettings, HelpContact
from .versions import KeptForVersion

_council = KeptForVersion(lambda _key: CouncilSettings.load())
_contacts = KeptForVersion(lambda _key: {contact.key: contact for contact in HelpContact.objects.all()})


def council_now() -> CouncilSettings:
    return _council.get()


def contacts_now(keys: list[str]) -> list[HelpContact]:
    """The contacts of these keys, in the order asked for; unknown keys are left out."""
    known = _contacts.get()
    return [known[key] for key in keys if key in known]


def footer_contacts_now() -> list[HelpContact]:
    return _in_order("footer_order")


def urgent_contacts_now() -> list[HelpContact]:
    return _in_order("urgent_order")


def _in_order(place: str) -> list[HelpContact]:
    """Those that have a place in this list, by it."""
    placed = [contact for contact in _contacts.get().values() if getattr(contact, place) is not None]
    return sorted(placed, key=lambda contact: (getattr(contact, place), contact.key))
