"""Under which licence a picture or recording may be used, and where it can be read."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Licence(models.TextChoices):
    """Licences that say by themselves what others may do."""

    CC0 = "cc0", _("No rights reserved (CC0)")
    BY = "by", _("Attribution (CC BY 4.0)")
    BY_SA = "by-sa", _("Attribution, share alike (CC BY-SA 4.0)")
    BY_ND = "by-nd", _("Attribution, no changes (CC BY-ND 4.0)")
    BY_NC = "by-nc", _("Attribution, not commercial (CC BY-NC 4.0)")
    BY_NC_SA = "by-nc-sa", _("Attribution, not commercial, share alike (CC BY-NC-SA 4.0)")
    BY_NC_ND = "by-nc-nd", _("Attribution, not commercial, no changes (CC BY-NC-ND 4.0)")


def licence_url(licence: str) -> str:
    """Where the licence can be read; empty if there is none."""
    if licence == Licence.CC0:
        return "https://creativecommons.org/publicdomain/zero/1.0/"
    return f"https://creativecommons.org/licenses/{licence}/4.0/" if licence else ""
