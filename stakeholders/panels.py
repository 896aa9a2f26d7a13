"""Facts in the editor: fields on the home page, a reading copy with a way there elsewhere."""

from collections.abc import Container, Iterator
from datetime import datetime, tzinfo
from typing import Any

from django.urls import reverse
from django.utils.encoding import force_str
from django.utils.formats import localize
from django.utils.text import capfirst
from django.utils.timezone import is_aware, localtime
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import MultiFieldPanel

from .facts import FactsPage


class FactsPageForm(WagtailAdminPageForm):
    """The `base_form_class` of a facts page: away from home it has no fields for facts."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        page = self.instance
        if page.is_facts_home:
            return
        row_model = page.facts_model()
        for name in (*row_model.FACTS, *row_model.FACT_SETS):
            self.fields.pop(name, None)
        for relation in row_model.FACT_LISTS:
            if relation in self.formsets:
                self._leave_words_of(relation)

    def _leave_words_of(self, relation: str) -> None:
        formset = self.formsets[relation]
        if not formset.model.ITEM_WORDS:
            del self.formsets[relation]
            return
        formset.max_num = formset.initial_form_count()
        for form in formset.forms:
            for name in (*form.instance.ITEM_FACTS, *form.instance.ITEM_SETS):
                form.fields.pop(name, None)


class FactsPanel(MultiFieldPanel):
    """Panels of facts; on pages whose facts are edited elsewhere, what they are and where.

    Lists whose members have words keep their panel on every page.
    """

    class BoundPanel(MultiFieldPanel.BoundPanel):
        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            self.is_elsewhere = self.form is not None and not self.instance.is_facts_home
            self.facts: list[tuple[str, str]] = []
            if self.is_elsewhere and self.instance.facts is not None:
                self.template_name = "stakeholders/panels/facts_elsewhere.html"
                self.facts = told_facts(self.instance, names=set(_names_in(self.panel)))

        def is_shown(self) -> bool:
            return bool(self.facts) or super().is_shown()

        @property
        def children(self) -> list[Any]:
            """Away from home, only panels of lists that the form still has."""
            if "_children" not in self.__dict__:
                pairs = zip(self.panel.children, self.panel.child_identifiers, strict=True)
                self._children = [
                    child.get_bound_panel(
                        instance=self.instance,
                        request=self.request,
                        form=self.form,
                        prefix=f"{self.prefix}-child-{identifier}",
                    )
                    for child, identifier in pairs
                    if not self.is_elsewhere
                    or getattr(child, "relation_name", None) in self.form.formsets
                ]
            return self._children

        @property
        def visible_children_with_identifiers(self) -> list[tuple[Any, str]]:
            return [(child, child.prefix.rsplit("-", 1)[-1]) for child in self.visible_children]

        def get_context_data(self, parent_context: Any = None) -> Any:
            context = super().get_context_data(parent_context)
            if self.is_elsewhere:
                home = self.instance.facts_home_page
                context["facts"] = self.facts
                context["home"] = home
                context["edit_url"] = edit_url(home, self.request.user)
            return context


def edit_url(home: FactsPage | None, user: Any) -> str | None:
    """Where this user may edit the facts, if at all."""
    page: Any = home
    if page is None or not page.permissions_for_user(user).can_edit():
        return None
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def _names_in(panel: Any) -> Iterator[str]:
    """The fields and lists that a panel and the panels inside it show."""
    name = getattr(panel, "field_name", None) or getattr(panel, "relation_name", None)
    if name:
        yield name
    for child in getattr(panel, "children", ()):
        yield from _names_in(child)


def told_facts(page: Any, *, names: Container[str]) -> list[tuple[str, str]]:
    """These facts of a page's row as (name, value), for people to read; without what is empty."""
    row = page.facts
    told = [(fact_label(page, name), told_value(row, name)) for name in row.FACTS if name in names]
    told += [
        (fact_label(page, name), " · ".join(map(str, getattr(row, name).all())))
        for name in (*row.FACT_SETS, *row.FACT_LISTS)
        if name in names
    ]
    return [(name, value) for name, value in told if value]


def fact_label(page: Any, name: str) -> str:
    """How people call a field or a list of a page."""
    field = page._meta.get_field(name)
    label = getattr(field, "verbose_name", None) or field.related_model._meta.verbose_name_plural
    return capfirst(force_str(label))


def told_value(row: Any, name: str, *, zone: tzinfo | None = None) -> str:
    """A fact of a row for people to read, by the clock of its zone; empty where there is none."""
    value = getattr(row, name)
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime) and is_aware(value):
        value = localtime(value, zone or getattr(row, "zone", None))
    display = getattr(row, f"get_{name}_display", None)
    return force_str(display() if display else localize(value))
