"""The registers that the directory can be filled from, for whoever offers them: commands and the council desk."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.management.base import OutputWrapper
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from localoffer.core.models import CouncilSettings

from ..actions.imports import Reading
from ..errors import CannotReadFile
from ..queries import CQC, GIAS, ODS, OFSTED
from . import cqc, gias, ods, ofsted

OGL = _("Contains public sector information licensed under the Open Government Licence v3.0.")


@dataclass(frozen=True, slots=True)
class Order:
    """What somebody asks to be read: a file, whose rows of it (empty: the council's own), and the day that it speaks of."""

    path: Path
    area: str = ""
    as_of: date | None = None
    watched_on: OutputWrapper | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A register. `attribution` is the line that its licence asks for."""

    code: str
    name: str | Promise
    where: str | Promise
    attribution: str | Promise
    read: Callable[[Order], Reading]


def source_of(code: str) -> Source:
    """Raises KeyError for a code that is none of ours."""
    return {source.code: source for source in SOURCES}[code]


def _area(order: Order) -> str:
    area = order.area.strip() or CouncilSettings.load().local_authority
    if not area:
        raise CannotReadFile(
            "Say whose rows to take (--local-authority NAME, as the register writes it), or set it in the council's settings."
        )
    return area


def _words(name: str) -> Path:
    return Path(settings.SHIPPED_DATA_DIR) / "taxonomies" / f"{name}.yaml"


def _ofsted(order: Order) -> Reading:
    kinds = ofsted.Kinds.read(_words("ofsted_kinds"))
    return ofsted.read_register(order.path, area=_area(order), kinds=kinds, as_of=order.as_of, watched_on=order.watched_on)


def _gias(order: Order) -> Reading:
    kinds = gias.Kinds.read(_words("gias_kinds"))
    return gias.read_schools(order.path, area=_area(order), kinds=kinds, as_of=order.as_of, watched_on=order.watched_on)


def _cqc(order: Order) -> Reading:
    kinds = cqc.Kinds.read(_words("cqc_kinds"))
    return cqc.read_care(order.path, area=_area(order), kinds=kinds, as_of=order.as_of, watched_on=order.watched_on)


def _ods(order: Order) -> Reading:
    codes = CouncilSettings.load().outward_codes.split()
    if not codes:
        raise CannotReadFile("Set the first halves of the area's postcodes in the council's settings: the file names no local authority.")
    return ods.read_practices(order.path, area=_area(order), outward_codes=codes, as_of=order.as_of, watched_on=order.watched_on)


SOURCES = (
    Source(OFSTED, _("Childcare: Ofsted's register"), _("GOV.UK, “Childcare providers and inspections: management information”"), OGL, _ofsted),
    Source(GIAS, _("Schools: the register of the Department for Education (GIAS)"), _("“Get Information about Schools”, all fields"), OGL, _gias),
    Source(
        CQC, _("Adult care: the register of the Care Quality Commission"), _("cqc.org.uk, “Using CQC data”, the care directory"),
        _("Source: Care Quality Commission. Open Government Licence v3.0."), _cqc,
    ),
    Source(ODS, _("GP practices: the NHS file epraccur"), _("NHS Organisation Data Service, “GP practice related data”"), OGL, _ods),
)  # fmt: skip
