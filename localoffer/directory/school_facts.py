"""A school's own facts in words."""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from .models import School, SchoolUnit, Service


@dataclass(frozen=True, slots=True)
class UnitInWords:
    """One unit: what it is, for whom, how many places and as of when, and how to get one."""

    title: str
    needs: str
    places: str
    route: str


def school_of(service: Service) -> School | None:
    """The school facts of a service; None where it has none. Runs no query on one fetched with `school`."""
    return getattr(service, "school", None)


def school_facts(school: School) -> list[dict[str, str]]:
    """What `components/facts.html` takes. What nobody has said is left out."""
    facts = [
        (_("Type"), school.type_name, "school"),
        (_("Phase"), school.get_phase_display() if school.phase else "", "education"),
        (_("For"), school.get_gender_display() if school.gender else "", "people"),
        (_("Religious character"), school.religion, ""),
        (_("Nursery"), _yes(school.has_nursery), "child"),
        (_("Sixth form"), _yes(school.has_sixth_form), ""),
        (_("Staying overnight"), _yes(school.has_boarding), "home"),
        (_("Children on roll"), f"{school.pupils:,}" if school.pupils else "", "list"),
        (_("Section 41"), section_41_in_words(school), "law"),
    ]
    return [{"term": term, "text": text, "icon": icon} for term, text, icon in facts if text]


def section_41_in_words(school: School) -> str:
    """Whether the Secretary of State has approved it (Children and Families Act 2014, section 41), with the day that was read."""
    if school.is_section_41 is None:
        return ""
    day = {"day": date_format(school.section_41_on, "j F Y")}
    return _("Approved, as the list was on %(day)s") % day if school.is_section_41 else _("Not on the list on %(day)s") % day


def naming_in_words(school: School) -> str:
    """What a plan can do about this school; nothing when its type is not known. Never a plain no."""
    if school.can_be_named:
        return _("You can ask for this school in an EHC plan. If the plan names it, the school must take your child.")
    if school.can_be_named is False:
        return _("You can still ask the council for this school in an EHC plan. The school then decides whether to offer a place.")
    return ""


def units_in_words(school: School) -> list[UnitInWords]:
    return [_unit(unit) for unit in school.units.all()]


def unit_in_words(unit: SchoolUnit) -> str:
    """ "The Nest: SEN unit (Autism)", for a card."""
    words = _unit(unit)
    return f"{words.title} ({words.needs})" if words.needs else words.title


def report_of(school: School) -> dict[str, str]:
    """The SEN information report as a card links to it: `url`, and `text` with its date; without a link, where to ask."""
    if not school.sen_report_url:
        return {"url": "", "text": _("SEN information report: we do not have the link yet. Ask the school.")}
    dated = _("dated %(day)s") % {"day": date_format(school.sen_report_on, "j F Y")} if school.sen_report_on else _("no date known")
    return {"url": school.sen_report_url, "text": _("SEN information report"), "dated": dated}


def school_words(service: Service) -> list[str]:
    """What search reads of a school."""
    school = school_of(service)
    if school is None:
        return []
    units = [part for unit in units_in_words(school) for part in (unit.title, unit.needs)]
    report = [_("SEN information report")] if school.sen_report_url else []
    return [word for word in (school.type_name, str(school.get_phase_display()) if school.phase else "", *units, *report) if word]


def _unit(unit: SchoolUnit) -> UnitInWords:
    places = str(unit.places or "")
    if unit.places and unit.places_on:
        places = _("%(places)s, as it was on %(day)s") % {"places": unit.places, "day": date_format(unit.places_on, "j F Y")}
    kind = str(unit.get_kind_display())
    title = f"{unit.name}: {kind}" if unit.name else kind
    return UnitInWords(title, ", ".join(term.name for term in unit.needs.all()), places, unit.route_words)


def _yes(holds: bool | None) -> str:
    return "" if holds is None else _("Yes") if holds else _("No")
