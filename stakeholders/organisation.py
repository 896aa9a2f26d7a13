"""The organisation: what it is, where it is and how to reach it."""

from collections.abc import Iterable
from typing import Any, ClassVar
from uuid import uuid4

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import ForeignObjectRel
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from .facts import Facts, FactsItem
from .folding import folded, folded_words
from .term import Term, Topic
from .whereabouts import check_whereabouts


def term_of(vocabulary: str) -> dict[str, str]:
    """The choices of a field that holds terms of one vocabulary."""
    return {"vocabulary": vocabulary}


class OrganisationFacts(models.Model):
    """What holds of an organisation in every language; drafted on the page, true on the row."""

    class Listing(models.TextChoices):
        LISTED = "listed", _("Listed in the directory")
        UNLISTED = "unlisted", _("Not listed: only who has the address finds the page")
        CLOSED = "closed", _("Has ceased to exist: not listed, and the page says so")

    name = models.CharField(
        _("official name"),
        max_length=255,
        blank=True,
        help_text=_("As in its statutes or register. Leave empty if it is the title of the page."),
    )
    kind = models.ForeignKey(
        Term,
        on_delete=models.PROTECT,
        null=True,
        limit_choices_to=term_of(Term.Vocabulary.KIND),
        related_name="+",
        verbose_name=_("kind"),
        help_text=_("What it is. One kind; sectors and levels can be several."),
    )
    website = models.URLField(_("website"), blank=True)
    listing = models.CharField(_("listing"), max_length=10, choices=Listing, default=Listing.LISTED)
    is_sample = models.BooleanField(
        _("sample"),
        default=False,
        help_text=_("Made up to show how the site works; the page says so."),
    )

    FACTS: ClassVar[tuple[str, ...]] = ("name", "kind", "website", "listing", "is_sample")
    FACT_SETS: ClassVar[tuple[str, ...]] = ("sectors", "levels", "districts", "topics")
    FACT_LISTS: ClassVar[tuple[str, ...]] = (
        "locations",
        "contact_points",
        "identifiers",
        "figures",
    )

    class Meta:
        abstract = True


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def listed(self) -> "OrganisationQuerySet":
        return self.filter(listing=Organisation.Listing.LISTED)

    def matching(self, words: str) -> "OrganisationQuerySet":
        """Organisations in whose names or summaries, in any language, all these words occur."""
        found = self
        for word in folded_words(words):
            found = found.filter(search_text__contains=word)
        return found

    def with_terms(self) -> "OrganisationQuerySet":
        """With the terms that a card shows, in as many queries for many as for one."""
        return self.select_related("kind").prefetch_related("sectors", "levels")

    def with_lists(self) -> "OrganisationQuerySet":
        """With places, contact points, identifiers and districts, likewise."""
        return self.prefetch_related("locations", "contact_points", "identifiers", "districts")


class Organisation(OrganisationFacts, Facts):  # type: ignore[django-manager-missing]  # pages: Any
    """Somebody who gathers, hosts or is invited: one row, said in words by a page per language."""

    uuid = models.UUIDField(_("public key"), default=uuid4, unique=True, editable=False)
    code = models.SlugField(
        _("code"),
        max_length=100,
        unique=True,
        editable=False,
        help_text=_("Stands in addresses, filters and feeds; it never changes."),
    )
    sectors = models.ManyToManyField(
        Term, blank=True, related_name="+", limit_choices_to=term_of(Term.Vocabulary.SECTOR)
    )
    levels = models.ManyToManyField(
        Term, blank=True, related_name="+", limit_choices_to=term_of(Term.Vocabulary.LEVEL)
    )
    districts = models.ManyToManyField(
        Term, blank=True, related_name="+", limit_choices_to=term_of(Term.Vocabulary.DISTRICT)
    )
    topics = models.ManyToManyField(Topic, blank=True, related_name="organisations")
    search_text = models.TextField(editable=False, blank=True)

    objects: ClassVar[models.Manager] = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")

    def __str__(self) -> str:
        return self.name or self.code

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.code:
            self.code = free_code(self.name)
        super().save(*args, **kwargs)

    def may_be_forgotten(self) -> bool:
        """Not as long as anything points to it besides its own lists, sets and pages."""
        own = {field.remote_field.through for field in self._meta.many_to_many}
        own |= {self._meta.get_field(name).related_model for name in (*self.FACT_LISTS, "pages")}
        pointing = (
            relation.field
            for relation in self._meta.get_fields(include_hidden=True)
            if isinstance(relation, ForeignObjectRel)
            and relation.one_to_many
            and relation.related_model not in own
        )
        return not any(
            field.model._base_manager.filter(**{field.name: self}).exists() for field in pointing
        )


def remember_words(organisations: Iterable[Organisation]) -> None:
    """Keep what their public pages call them, folded, so that they are found in every language."""
    rows = {row.pk: row for row in organisations}
    said = {key: [row.name] for key, row in rows.items()}
    pages = Organisation.page_model().objects.live().public().filter(facts__in=rows)
    for key, *words in pages.values_list("facts", "title", "summary"):
        said[key] += words
    texts = {key: folded(" · ".join(words)) for key, words in said.items()}
    changed = [row for key, row in rows.items() if row.search_text != texts[key]]
    for row in changed:
        row.search_text = texts[row.pk]
    Organisation.objects.bulk_update(changed, ["search_text"])


def free_code(name: str) -> str:
    """A code for a new organisation that no other one has."""
    stem = slugify(name)[:90] or "organisation"
    taken = set(Organisation.objects.filter(code__startswith=stem).values_list("code", flat=True))
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return stem if stem not in taken else next(code for code in numbered if code not in taken)


class LocationFacts(FactsItem):
    """A place where an organisation can be found."""

    label = models.CharField(
        _("label"), max_length=120, blank=True, help_text=_("Such as: main building.")
    )
    address = models.CharField(_("street and number"), max_length=200, blank=True)
    postcode = models.CharField(_("postcode"), max_length=20, blank=True)
    locality = models.CharField(_("town"), max_length=120, blank=True)
    country = models.CharField(
        _("country"), max_length=2, blank=True, help_text=_("Two letters, such as NL.")
    )
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )
    access = models.TextField(
        _("how to get in"),
        blank=True,
        help_text=_("Steps, lifts, doors: what somebody in a wheelchair needs to know."),
    )

    ITEM_FACTS = (
        "label",
        "address",
        "postcode",
        "locality",
        "country",
        "latitude",
        "longitude",
        "access",
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return ", ".join(part for part in (self.label, self.address, self.locality) if part)

    @property
    def has_point(self) -> bool:
        return self.latitude is not None and self.longitude is not None

    def clean(self) -> None:
        super().clean()
        check_whereabouts(self)


class Location(LocationFacts):
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="locations"
    )
    sort_order = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["sort_order", "pk"]


class ContactPointFacts(FactsItem):
    """A role that can be reached, never a person."""

    class Purpose(models.TextChoices):
        GENERAL = "general", _("General")
        PRESS = "press", _("Press")
        ADMISSIONS = "admissions", _("Admissions")
        EVENTS = "events", _("Events")

    purpose = models.CharField(
        _("purpose"), max_length=12, choices=Purpose, default=Purpose.GENERAL
    )
    email = models.EmailField(
        _("e-mail"), blank=True, help_text=_("A mailbox of the organisation, not of a person.")
    )
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    url = models.URLField(_("address of a contact page"), blank=True)

    ITEM_FACTS = ("purpose", "email", "phone", "url")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.get_purpose_display()


class ContactPoint(ContactPointFacts):
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="contact_points"
    )
    sort_order = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["sort_order", "pk"]


class IdentifierFacts(FactsItem):
    """The number under which a register knows an organisation."""

    class Scheme(models.TextChoices):
        ROR = "ror", _("ROR (research organisations)")
        WIKIDATA = "wikidata", _("Wikidata")
        ISNI = "isni", _("ISNI")
        REGISTER = "register", _("National register of organisations")
        SCHOOL = "school", _("National register of schools")

    scheme = models.CharField(_("register"), max_length=12, choices=Scheme)
    value = models.CharField(_("number"), max_length=120)

    ITEM_FACTS = ("scheme", "value")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.get_scheme_display()}: {self.value}"


class Identifier(IdentifierFacts):
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="identifiers"
    )
    sort_order = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["sort_order", "pk"]
