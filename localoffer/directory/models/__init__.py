from .answer import ProviderAnswer
from .area import ServiceArea
from .cost import CostOption
from .custom import CustomField
from .duplicate import PossibleDuplicate
from .imports import ImportBatch, ImportRow
from .location import ACCESS, Location, ServiceAtLocation
from .open_record import OpenRecord
from .organisation import Organisation
from .postcode import Postcode
from .schedule import Schedule
from .school import School, SchoolUnit
from .service import Service
from .taxonomy import Taxonomy, TaxonomyTerm
from .term import SchoolTerm

__all__ = [
    "ACCESS",
    "CostOption",
    "CustomField",
    "ImportBatch",
    "ImportRow",
    "Location",
    "OpenRecord",
    "Organisation",
    "PossibleDuplicate",
    "Postcode",
    "ProviderAnswer",
    "Schedule",
    "School",
    "SchoolTerm",
    "SchoolUnit",
    "Service",
    "ServiceArea",
    "ServiceAtLocation",
    "Taxonomy",
    "TaxonomyTerm",
]
