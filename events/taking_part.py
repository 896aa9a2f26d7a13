"""How one takes part in an event or a session: there, online, or either way."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Mode(models.TextChoices):
    """How one takes part."""

    IN_PERSON = "in-person", _("in person")
    ONLINE = "online", _("online")
    HYBRID = "hybrid", _("in person and online")


ONLINE_MODES = frozenset({Mode.ONLINE, Mode.HYBRID})
