from .cost import CostOption
from .imports import ImportBatch, ImportRow
from .location import Location, ServiceAtLocation
from .organisation import Organisation
from .postcode import Postcode
from .schedule import Schedule
from .service import Service
from .taxonomy import Taxonomy, TaxonomyTerm

__all__ = [
    "CostOption",
    "ImportBatch",
    "ImportRow",
    "Location",
    "Organisation",
    "Postcode",
    "Schedule",
    "Service",
    "ServiceAtLocation",
    "Taxonomy",
    "TaxonomyTerm",
]
