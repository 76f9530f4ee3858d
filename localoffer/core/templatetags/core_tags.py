"""Words for units, and the contacts a page prints. A tag reads what the view did not hand over; it decides nothing."""

from datetime import date
from urllib.parse import urlencode

from django import template
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..frame import contacts_now, urgent_contacts_now
from ..models import HelpContact
from ..visitor_forms import TOKEN_FIELD, VisitorForm

register = template.Library()
METRES_PER_MILE = 1609.344
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@register.filter
def miles(metres: float | None) -> str:
    """`1931` → "1.2 miles"."""
    if metres is None:
        return ""
    distance = metres / METRES_PER_MILE
    if distance < 0.1:
        return _("less than 0.1 miles")
    words = f"{distance:.1f}" if distance < 10 else f"{distance:.0f}"
    return _("1 mile") if words == "1.0" else _("%(distance)s miles") % {"distance": words.removesuffix(".0")}


@register.simple_tag
def age_range(min_months: int | None, max_months: int | None) -> str:
    """`24, 59` → "2 to 4 years"; nothing said → "Any age". The last month counts whole: 59 is up to 4 years 11 months."""
    if min_months is None and max_months is None:
        return _("Any age")
    if max_months is None:
        return _("From %(age)s") % {"age": age(min_months)}
    last = (max_months + 1) // 12 - 1 if (max_months + 1) % 12 == 0 else None
    end = ngettext("%d year", "%d years", last) % last if last else age(max_months)
    if not min_months:
        return _("Up to %(age)s") % {"age": end}
    if last is not None and min_months % 12 == 0:
        return _("%(start)d to %(end)d years") % {"start": min_months // 12, "end": last}
    return _("%(start)s to %(end)s") % {"start": age(min_months), "end": end}


@register.filter
def age(months: int) -> str:
    """`35` → "2 years 11 months"."""
    years, rest = divmod(months, 12)
    parts = [ngettext("%d year", "%d years", years) % years] if years else []
    if rest or not years:
        parts.append(ngettext("%d month", "%d months", rest) % rest)
    return " ".join(parts)


@register.filter
def on_date(day: date | None) -> str:
    """`2027-03-03` → "3 March 2027"."""
    return date_format(day, "j F Y") if day else ""


@register.simple_tag
def urgent_contacts() -> list[dict]:
    """The contacts of the urgent panel, in its order, as `contact-card` takes them."""
    return [contact_card(contact) for contact in urgent_contacts_now()]


@register.simple_tag
def contacts_for(keys: list[str]) -> list[dict]:
    """The contacts of these keys, in this order, as `contact-card` takes them."""
    return [contact_card(contact) for contact in contacts_now(list(keys))]


@register.filter
def contact_card(contact: HelpContact) -> dict:
    """A contact as the component `contact-card` takes it: the number, whether it is open now, and when it was checked."""
    return {
        "key": contact.key, "name": contact.name, "what": contact.what, "phone": contact.phone, "email": contact.email,
        "text_number": contact.text, "text": contact.text, "text_word": contact.text_word, "web": contact.web_link, "web_name": contact.web,
        "url": contact.web_link, "hours": contact.hours_in_words, "hours_in_words": contact.hours_in_words, "no_call": contact.no_call,
        "is_reachable": contact.is_reachable, "is_local": contact.is_local, "checked_on": contact.confirmed_on, "seen_on": contact.seen_on, "source": contact.source,
        **open_now(contact, timezone.localtime()),
    }  # fmt: skip


def open_now(contact: HelpContact, now) -> dict:
    """Whether the contact answers at `now` (local time), and in words when it next opens or closes."""
    hours = contact.opening_hours
    if not hours:
        return {"is_open": None, "opens_text": ""}
    if hours.is_open(now):
        closes = hours.closes_at(now)
        return {"is_open": True, "opens_text": _("Open now until %(time)s") % {"time": clock(closes)} if closes else _("Open now")}
    opens = hours.opens_next(now)
    words = _("Opens %(day)s at %(time)s") % {"day": _day(opens, now), "time": clock(opens)} if opens else ""
    return {"is_open": False, "opens_text": words}


def clock(moment) -> str:
    """`09:30` → "9:30am", `17:00` → "5pm"."""
    return date_format(moment, "g:ia" if moment.minute else "ga").replace(".", "").lower()


def _day(moment, now) -> str:
    days = (moment.date() - now.date()).days
    return {0: _("today"), 1: _("tomorrow")}.get(days) or _(WEEKDAYS[moment.weekday()])


@register.simple_tag(takes_context=True)
def address_with(context: dict, **changes) -> str:
    """The address of this page with these parameters set, or taken out when given as nothing; page 1 by default."""
    request: HttpRequest = context["request"]
    kept = [(k, v) for k, values in request.GET.lists() for v in values if k not in changes and k != "page"]
    return "?" + urlencode(kept + [(k, v) for k, v in changes.items() if v not in (None, "")])


@register.simple_tag
def form_token(form: VisitorForm) -> SafeString:
    """What a visitor's form needs inside it, so that it is taken when it is sent."""
    return format_html('<input type="hidden" name="{}" value="{}">', TOKEN_FIELD, form.token)
