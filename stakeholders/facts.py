"""Facts and words: one row of facts for all languages, written by publishing the home page.

What holds in every language is a row (`Facts`); what is said of it in one language is a Wagtail
page (`FactsPage`). The page in the home language carries the facts as draftable fields. When it is
saved live, its facts are written to the row in the same transaction; pages in other languages and
aliases take the row's facts back over their own columns.
"""

import logging
from collections.abc import Iterable
from typing import Any, ClassVar
from uuid import uuid4

from django.db import OperationalError, models, transaction
from django.forms import HiddenInput
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel, get_serializable_data_for_fields
from wagtail.admin.panels import FieldPanel
from wagtail.models import Locale

from .gone import refuse_gone, without_gone
from .writing import write

logger = logging.getLogger(__name__)


class FactsItem(models.Model):
    """One member of a list of facts, such as a session: draft on the page, fact on the row.

    Members are matched by `key`, since Wagtail writes children anew on every publish. A form
    posts the key of a member that it knows; a new member gets its key when it is first saved.
    ITEM_FACTS name its facts, ITEM_SETS its choices of other rows (the draft is a ClusterableModel
    then), ITEM_WORDS what is said of it in one language, which stays editable there on every page.
    """

    key = models.UUIDField(null=True, blank=True, default=None)

    ITEM_FACTS: ClassVar[tuple[str, ...]] = ()
    ITEM_SETS: ClassVar[tuple[str, ...]] = ()
    ITEM_WORDS: ClassVar[tuple[str, ...]] = ()

    class Meta:
        abstract = True

    key_panel = FieldPanel("key", widget=HiddenInput, classname="w-hidden")

    def ensure_key(self) -> None:
        if self.key is None:
            self.key = uuid4()

    def serializable_data(self) -> dict[str, Any]:
        self.ensure_key()
        if isinstance(self, ClusterableModel):
            return dict(ClusterableModel.serializable_data(self))
        return dict(get_serializable_data_for_fields(self))

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.ensure_key()
        super().save(*args, **kwargs)


class Facts(models.Model):
    """What holds in every language; pages say it in words, other rows point to it."""

    page_key = models.UUIDField(
        _("translation key of its pages"), unique=True, null=True, editable=False
    )
    home_locale = models.ForeignKey(
        Locale, on_delete=models.PROTECT, related_name="+", editable=False, null=True
    )

    FACTS: ClassVar[tuple[str, ...]] = ()
    FACT_SETS: ClassVar[tuple[str, ...]] = ()
    FACT_LISTS: ClassVar[tuple[str, ...]] = ()

    class Meta:
        abstract = True

    @classmethod
    def page_model(cls) -> Any:
        """The class of the pages that say it in words."""
        return cls._meta.get_field("pages").related_model

    def may_be_forgotten(self) -> bool:
        """Whether nothing is lost when the row goes with its last page."""
        return True


class FactsPage(models.Model):
    """A page whose facts live on a row: put before Page, beside the abstract model of the facts.

    The page type declares `facts = ForeignKey(<row>, PROTECT, null=True, editable=False,
    related_name="pages")`. Page and row both have what these names on the row's class say:

    - FACTS: fields.
    - FACT_SETS: choices of other rows, such as sectors or hosts; a ManyToManyField on the row, a
      ParentalManyToManyField of the same name on the page, where it is drafted.
    - FACT_LISTS: members (`FactsItem`), each with a ParentalKey to the page or a ForeignKey to the
      row under the same related name, and a `sort_order`.
    """

    is_draft_shown = False

    # The page type declares `facts`; Page brings the others.
    facts: Any
    facts_id: Any
    alias_of_id: Any
    locale_id: Any
    live: Any

    class Meta:
        abstract = True

    @classmethod
    def facts_model(cls) -> Any:
        """The class of the row, which names the facts."""
        return cls._meta.get_field("facts").related_model

    @property
    def facts_key(self) -> Any:
        """The key of the row: an alias in the same language shares its original's."""
        page: Any = self
        while page.alias_of_id:
            page = page.alias_of
        return page.translation_key

    @property
    def is_facts_home(self) -> bool:
        """Whether the facts are edited here, and not on the page in another language."""
        if self.alias_of_id:
            return False
        return self.facts is None or self.facts.home_locale_id in (None, self.locale_id)

    @property
    def shown_facts(self) -> Any:
        """What to show: the row; in a preview of the home page, or before publishing, the draft."""
        if self.facts is None or (self.is_draft_shown and self.is_facts_home):
            return self
        return self.facts

    @property
    def facts_home_page(self) -> Any:
        """The page on which the facts are edited, or None."""
        if self.is_facts_home or self.facts is None:
            return self
        return home_pages(self.facts).first()

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        self.is_draft_shown = bool(getattr(request, "is_preview", False))
        return super().get_context(request, *args, **kwargs)  # type: ignore[misc]  # Page has it

    def with_content_json(self, content: Any) -> Any:
        """A revision never says which row its page belongs to: the page knows."""
        content = without_gone(type(self), content | {"facts": None})
        page = super().with_content_json(content)  # type: ignore[misc]  # Page has it
        page.facts_id = self.facts_id
        return page

    def publish(self, revision: Any, *args: Any, **kwargs: Any) -> None:
        """When a scheduled time comes, nobody looks: what cannot be public stays a draft.

        So it stops no other page, and the page's history says that it is no longer scheduled. A
        database that is busy or away is asked again with the next round.
        """
        publish = super().publish  # type: ignore[misc]  # Page has it
        if kwargs.get("log_action") != "wagtail.publish.scheduled":
            publish(revision, *args, **kwargs)
            return
        try:
            refuse_gone(type(self), revision.content | {"facts": None})
            with transaction.atomic():
                publish(revision, *args, **kwargs)
        except OperationalError:
            raise
        except Exception:
            logger.exception("Not published as scheduled: %s", revision)
            revision.approved_go_live_at = None
            revision.save(update_fields=["approved_go_live_at"])

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the facts when live at home; elsewhere take them back from the row.

        With `update_fields` it is a draft revision, or housekeeping, and writes no facts.
        """
        if kwargs.get("update_fields") is not None:
            super().save(*args, **kwargs)
            return
        with transaction.atomic():
            is_first = self.settle_facts()
            pages: Any = type(self)._default_manager
            is_seen = self.live or pages.filter(pk=self.pk, live=True).exists()
            super().save(*args, **kwargs)
            if is_first or (self.live and self.facts is not None and self.is_facts_home):
                self.write_facts()
            elif is_seen:
                self.facts_saved(frozenset())

    def fact(self, name: str) -> Any:
        """The value of a field as publishing writes it to the row."""
        return getattr(self, name)

    def first_facts(self) -> dict[str, Any]:
        """What a new row is given once, besides the facts, such as a code from the page's slug."""
        return {}

    def write_facts(self) -> frozenset[str]:
        """Write the draft to the row and let happen what follows; says which facts changed.

        Publishing does it in its transaction. A rehearsal does it in one that is rolled back.
        """
        changed = frozenset(write(self, self.facts))
        self.facts_saved(changed)
        return changed

    def facts_saved(self, changed: frozenset[str]) -> None:
        """What follows, in its transaction, where a page is or was live: `changed` names facts."""

    def settle_facts(self) -> bool:
        """Find the row of this page, or make it at the first publication (then say so)."""
        page: Any = self
        if page.locale_id is None:
            page.locale = page.get_default_locale()
        row_model = self.facts_model()
        page.facts = row_model.objects.select_for_update().filter(page_key=page.facts_key).first()
        if page.facts is None and page.live:
            page.facts = row_model.objects.create(
                page_key=page.facts_key, home_locale=_first_locale(page), **self.first_facts()
            )
            return True
        if page.facts is not None and not self.is_facts_home:
            _settle_home(page)
        if page.facts is not None and not self.is_facts_home:
            take_back(page, page.facts)
        return False


def _settle_home(page: Any) -> None:
    """A row that has lost its pages is at home where it gets its first one again."""
    if page.alias_of_id is None and not page.facts.pages.exclude(pk=page.pk).exists():
        page.facts.home_locale = _first_locale(page)
        page.facts.save(update_fields=["home_locale"])


def _first_locale(page: Any) -> Locale:
    """The language in which the page was first made, even when that one is still a draft."""
    pages = type(page).objects.filter(translation_key=page.facts_key, alias_of=None)
    first = pages.select_related("locale").order_by("pk").first()
    return first.locale if first else page.locale


def take_back(page: Any, row: Any, *, complete: bool = False) -> None:
    """Lay the row's facts over the page's own columns, in memory.

    Members of lists that the page never had are added only when `complete`, since a page in
    another language may have words for each member, and a new one has none there yet.
    """
    for name in row.FACTS:
        setattr(page, name, getattr(row, name))
    for name in row.FACT_SETS:
        setattr(page, name, list(getattr(row, name).all()))
    for relation in row.FACT_LISTS:
        _take_list_back(page, row, relation, complete=complete)


def _take_list_back(page: Any, row: Any, relation: str, *, complete: bool) -> None:
    manager = getattr(page, relation)
    drafts = {item.key: item for item in manager.all()}
    kept = []
    for order, truth in enumerate(getattr(row, relation).all()):
        item = drafts.get(truth.key)
        if item is None:
            if not complete:
                continue
            item = manager.model(key=truth.key)
        for name in item.ITEM_FACTS:
            setattr(item, name, getattr(truth, name))
        for name in item.ITEM_SETS:
            setattr(item, name, list(getattr(truth, name).all()))
        item.sort_order = order
        kept.append(item)
    setattr(page, relation, kept)


def home_pages(row: Any) -> Any:
    """The page in the home language; a former alias has another key and does not count."""
    return row.pages.filter(locale=row.home_locale, alias_of=None, translation_key=row.page_key)


def by_language(pages: Iterable[Any], languages: Iterable[str]) -> Any:
    """The page in the first of these languages that has one, or any page at all, or None."""
    found = {page.locale.language_code: page for page in pages}
    for language in languages:
        if language in found:
            return found[language]
    return next(iter(found.values()), None)
