"""The speaker: an organisation or a person who speaks in sessions, of any event."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from stakeholders.organisation import Organisation


class SpeakerQuerySet(models.QuerySet["Speaker"]):
    def shown(self) -> "SpeakerQuerySet":
        """Those whom anybody may know of: organisations, and people who agreed to be named."""
        return self.filter(Q(name="") | Q(has_agreed=True) | ~Q(organisation=None))


class Speaker(index.Indexed, models.Model):
    """Somebody who speaks: a person, an organisation, or a person of an organisation.

    One row is one speaker wherever they speak. A person's name is for the team alone until they
    have agreed to be named; then, too, only the name is kept.
    """

    name = models.CharField(
        _("name of the person"),
        max_length=200,
        blank=True,
        help_text=_("Leave empty if the organisation speaks and it does not matter who."),
    )
    has_agreed = models.BooleanField(
        _("has agreed to be named"),
        default=False,
        help_text=_("Without it the name is shown to nobody outside of the team."),
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="speakers",
        verbose_name=_("organisation"),
    )

    objects: ClassVar[SpeakerQuerySet] = SpeakerQuerySet.as_manager()  # type: ignore[assignment]  # stubs

    panels = [FieldPanel("name"), FieldPanel("has_agreed"), FieldPanel("organisation")]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        ordering = ["name", "organisation__name", "pk"]
        verbose_name = _("speaker")
        verbose_name_plural = _("speakers")
        constraints = [
            models.CheckConstraint(
                condition=~Q(name="") | Q(organisation__isnull=False),
                name="speaker_is_person_or_organisation",
            )
        ]

    def __str__(self) -> str:
        """As the team knows them."""
        return " · ".join(str(part) for part in (self.name, self.organisation) if part)

    @property
    def shown_name(self) -> str:
        """The person's name, for everybody; nothing as long as they have not agreed."""
        return self.name if self.has_agreed else ""

    @property
    def is_shown(self) -> bool:
        return bool(self.shown_name or self.organisation_id)

    def clean(self) -> None:
        super().clean()
        if not self.name and self.organisation is None:
            raise ValidationError(
                {"name": _("Give the name of a person, or choose an organisation.")}
            )
