"""What publishing changes in the lists of an event: who is added, who goes, what is another."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from stakeholders.panels import fact_label, told_value

from .rehearsal import Promise

Line = tuple[str, str, str]
"""What it is, until now, from now on."""


def list_lines(promise: Promise) -> Iterator[Line]:
    """A line for each choice and each member that changes.

    The rehearsal is over and taken back: the database has what was, the draft what will be.
    """
    page, row = promise.page, promise.impact.before.row
    changed = promise.impact.changed
    for name in row.FACT_SETS:
        if name in changed:
            yield fact_label(page, name), _chosen(row, name), _chosen(page, name)
    published = type(page).objects.filter(pk=page.pk).first()
    for name in row.FACT_LISTS:
        if name in changed:
            yield from _Members(page, row, published, name).lines()


def _chosen(row: Any, name: str) -> str:
    return " · ".join(map(str, getattr(row, name).all())) or "–"


class _Members:
    """The members of one list, as they were and as they will be."""

    def __init__(self, page: Any, row: Any, published: Any, name: str) -> None:
        self.label = fact_label(page, name)
        self.old = {one.key: one for one in getattr(row, name).order_by("sort_order", "pk")}
        self.new = {one.key: one for one in getattr(page, name).all()}
        said = getattr(published, name).all() if published else ()
        self.words = {**self.old, **{one.key: one for one in said}, **self.new}
        self.old_zone, self.new_zone = row.zone, page.zone

    def lines(self) -> Iterator[Line]:
        for key in {**self.new, **self.old}:
            old, new = self.old.get(key), self.new.get(key)
            names = _differing(old, new)
            if names:
                told = self._told(old, names, self.old_zone), self._told(new, names, self.new_zone)
                yield f"{self.label}: {self.words[key]}", *told
        before = [key for key in self.old if key in self.new]
        after = [key for key in self.new if key in self.old]
        if before != after:
            yield self.label, self._in_order(before), self._in_order(after)

    def _in_order(self, keys: Iterable[Any]) -> str:
        return " · ".join(str(self.words[key]) for key in keys)

    def _told(self, item: Any, names: Iterable[str], zone: Any) -> str:
        """These facts of a member for people to read."""
        if item is None:
            return "–"
        pairs = [(fact_label(item, name), self._value(item, name, zone)) for name in names]
        return "; ".join(f"{label}: {value}" for label, value in pairs)

    def _value(self, item: Any, name: str, zone: Any) -> str:
        if name in item.ITEM_SETS:
            return _chosen(item, name)
        if name == "only_if":
            return self._condition(item) or "–"
        return told_value(item, name, zone=zone) or "–"

    def _condition(self, question: Any) -> str:
        """The question on which one depends and its answer, in words."""
        key, answer = question.condition
        asked = next((one for one in self.words.values() if str(one.key) == key), None)
        if asked is None:
            return key
        choices = getattr(asked, "choices", ())
        given = next((one.value for one in choices if one.id == answer), "")
        return f"{asked}: {given}" if given else _("%s: any answer") % asked


def _differing(old: Any, new: Any) -> list[str]:
    """What of a member is another; of one that comes or goes, all that is said."""
    item = old or new
    if old is None or new is None:
        values = {name: getattr(item, name) for name in item.ITEM_FACTS}
        sets = {name: getattr(item, name).exists() for name in item.ITEM_SETS}
        return [name for name, value in (values | sets).items() if value not in (None, "", False)]
    facts = [name for name in item.ITEM_FACTS if getattr(old, name) != getattr(new, name)]
    return facts + [name for name in item.ITEM_SETS if _chosen(old, name) != _chosen(new, name)]
