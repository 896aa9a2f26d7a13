"""Where people gather: a venue, its address and its rooms."""

from typing import Any

from django import forms
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.search import index

from stakeholders.in_order import InOrder
from stakeholders.term import Named, NamesField, name_in
from stakeholders.whereabouts import check_whereabouts


class Venue(index.Indexed, Named, ClusterableModel):
    """A place that gatherings share; its names stand beside each other, one per language."""

    code = models.SlugField(
        _("code"),
        max_length=80,
        unique=True,
        help_text=_("A short name for files and addresses, such as town-hall."),
    )
    street = models.CharField(_("street and number"), max_length=200, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=20, blank=True)
    locality = models.CharField(_("town or city"), max_length=100, blank=True)
    country = models.CharField(
        _("country"),
        max_length=2,
        blank=True,
        help_text=_("Two letters, such as NL."),
    )
    latitude = models.DecimalField(
        _("latitude"), max_digits=8, decimal_places=6, null=True, blank=True
    )
    longitude = models.DecimalField(
        _("longitude"), max_digits=9, decimal_places=6, null=True, blank=True
    )
    directions = NamesField(
        _("how to get there"),
        blank=True,
        help_text=_("From the station, where to park a bicycle or a car, which door."),
    )
    is_step_free = models.BooleanField(
        _("step-free access"),
        null=True,
        blank=True,
        help_text=_("Whether one can get in without a step. Leave it unknown if you are not sure."),
    )
    is_sample = models.BooleanField(
        _("sample"), default=False, help_text=_("Made up to show how the site works.")
    )

    panels = [
        FieldPanel("names"),
        FieldPanel("code"),
        MultiFieldPanel(
            [
                FieldPanel("street"),
                FieldPanel("postal_code"),
                FieldPanel("locality"),
                FieldPanel("country"),
                FieldPanel("latitude"),
                FieldPanel("longitude"),
            ],
            heading=_("Address"),
        ),
        FieldPanel("directions"),
        FieldPanel("is_step_free"),
        InlinePanel("rooms", label=_("Room"), heading=_("Rooms")),
        FieldPanel("is_sample"),
    ]
    search_fields = [
        index.SearchField("searchable_names"),
        index.AutocompleteField("searchable_names"),
    ]

    class Meta:
        ordering = ["code"]
        verbose_name = _("venue")
        verbose_name_plural = _("venues")

    def clean(self) -> None:
        super().clean()
        check_whereabouts(self)

    def searchable_names(self) -> str:
        return " ".join([*self.names.values(), self.street, self.locality])

    @property
    def address(self) -> str:
        """The address in one line, as letters carry it."""
        town = f"{self.postal_code} {self.locality}".strip()
        return ", ".join(part for part in (self.street, town) if part)

    @property
    def way_there(self) -> str:
        """How to get there, in the active language."""
        return name_in(self.directions, get_language(), default="")

    @property
    def coordinates(self) -> tuple[float, float] | None:
        if self.latitude is None or self.longitude is None:
            return None
        return float(self.latitude), float(self.longitude)

    def described_in(self, language: str | None, room: Any = None) -> str:
        """Room, name and address in one line, as a calendar shows them."""
        first = room.name_in(language) if room else ""
        return ", ".join(part for part in (first, self.name_in(language), self.address) if part)


class Room(InOrder, Named):
    """A room of a venue."""

    venue = ParentalKey(Venue, on_delete=models.CASCADE, related_name="rooms")
    code = models.SlugField(_("code"), max_length=80)

    panels = [FieldPanel("names"), FieldPanel("code")]

    class Meta(InOrder.Meta):
        verbose_name = _("room")
        verbose_name_plural = _("rooms")
        constraints = [models.UniqueConstraint(fields=["venue", "code"], name="one_room_per_code")]


class RoomChoiceField(forms.ModelChoiceField):
    """Rooms by the name of their venue: there may be a hall in each."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.venue.label}: {obj.label}"


class RoomField(models.ForeignKey):
    """A room that editors choose."""

    def formfield(self, **kwargs: Any) -> Any:
        rooms = Room.objects.select_related("venue").order_by("venue__code", "sort_order", "pk")
        return super().formfield(**{"form_class": RoomChoiceField, "queryset": rooms, **kwargs})

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.ForeignKey", args, kwargs
