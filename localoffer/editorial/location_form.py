from wagtail.admin.forms.models import WagtailAdminModelForm

from localoffer.directory.actions.places import hide_address


class LocationForm(WagtailAdminModelForm):
    """Wagtail's form; a place whose address is hidden loses its exact point before it is saved."""

    def _post_clean(self) -> None:
        """Here, before the model's own checks: the database refuses a hidden place with an exact point."""
        if self.cleaned_data.get("is_masked"):
            self.instance.postcode = self.cleaned_data.get("postcode", self.instance.postcode)
            hide_address(self.instance)
            names = ("latitude", "longitude", "precision")
            self.cleaned_data |= {name: getattr(self.instance, name) for name in names}
        super()._post_clean()
