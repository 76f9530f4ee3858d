"""What people do with a place."""

from ..models import Location, Postcode


def hide_address(location: Location) -> None:
    """Mark the place as one whose address families do not see, and forget its exact point. Does not save.

    Only the middle of the postcode's first half is kept: from a few distances anybody could work out where a better point is.
    """
    location.is_masked = True
    middle = Postcode.objects.filter(code=location.outward, level=Postcode.Level.OUTWARD).first()
    if middle is None:
        location.latitude, location.longitude, location.precision = None, None, ""
    else:
        location.latitude, location.longitude, location.precision = middle.latitude, middle.longitude, Location.Precision.OUTWARD
