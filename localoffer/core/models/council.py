from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

HEX_COLOUR = RegexValidator(r"^#[0-9a-fA-F]{6}$", _("Write a colour as # and six digits, for example #1d5f5a."))


@register_setting(icon="home")
class CouncilSettings(BaseGenericSetting):
    """Everything that differs between councils and stands on every page. One row: an install serves one council."""

    name = models.CharField(max_length=120, default="Your council")
    area_name = models.CharField(_("name of the area"), max_length=120, default="your area", help_text=_("As in: help in …"))
    site_title = models.CharField(max_length=120, default="SEND Local Offer")
    one_line = models.CharField(_("what this site is, in one line"), max_length=300, blank=True)
    main_site = models.URLField(_("the council's main site"), blank=True)
    brand_colour = models.CharField(max_length=7, default="#14505c", validators=[HEX_COLOUR])
    brand_dark_colour = models.CharField(max_length=7, default="#0b3640", validators=[HEX_COLOUR])
    accent_colour = models.CharField(max_length=7, default="#f3b33d", validators=[HEX_COLOUR])
    alert = models.CharField(_("alert on every page"), max_length=300, blank=True)
    law_notice = models.CharField(_("line on changes to the law"), max_length=300, blank=True)
    demo_notice = models.CharField(max_length=300, blank=True, help_text=_("Shown in demo mode only."))
    licence_line = models.TextField(_("sources and licences of the data"), blank=True)
    postcode_example = models.CharField(max_length=10, default="AB1 2CD")
    outward_codes = models.CharField(max_length=200, blank=True, help_text=_("First halves of the area's postcodes, with spaces between."))
    district_code = models.CharField(
        max_length=9, blank=True, help_text=_("The area's code at the Office for National Statistics, as E06000032.")
    )
    local_authority = models.CharField(_("name in the national registers"), max_length=120, blank=True)
    local_authority_code = models.CharField(_("the Department for Education's number"), max_length=3, blank=True)
    childminder_search = models.URLField(_("where to look for childminders"), blank=True)

    class Meta:
        verbose_name = _("council")
