import qrcode
from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

register = template.Library()
QUIET_ZONE = 4  # squares of white around the code, as the standard asks


@register.simple_tag
def qr_code(text: str, *, width: int = 240) -> SafeString:
    """Draw the text as a QR code: an inline SVG, because our pages allow no `data:` pictures. `width` in CSS pixels."""
    code = qrcode.QRCode(border=QUIET_ZONE)
    code.add_data(text)
    rows = code.get_matrix()
    path = " ".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark)
    return format_html(
        '<svg width="{0}" height="{0}" viewBox="0 0 {1} {1}" role="img" aria-label="{2}" shape-rendering="crispEdges">'
        '<path fill="#fff" d="M0 0h{1}v{1}H0z"></path><path fill="#000" d="{3}"></path></svg>',
        width, len(rows), _("QR code for your authenticator app"), path,
    )  # fmt: skip
