"""The draft on a page becomes the truth on its row: fields, choices of other rows, lists."""

from typing import Any


def write(page: Any, row: Any) -> set[str]:
    """Write facts, sets and lists of a live home page to its row; say which ones changed."""
    values = {name: page.fact(name) for name in row.FACTS}
    changed = {name for name in row.FACTS if getattr(row, name) != values[name]}
    for name in changed:
        setattr(row, name, values[name])
    if changed:
        row.save(update_fields=sorted(changed))
    sets = {name for name in row.FACT_SETS if _write_set(getattr(page, name), row, name)}
    lists = {name for name in row.FACT_LISTS if _write_list(getattr(page, name), row, name)}
    return changed | sets | lists


def _write_set(drafts: Any, row: Any, name: str) -> bool:
    chosen = {choice.pk for choice in drafts.all()}
    manager = getattr(row, name)
    if chosen == set(manager.values_list("pk", flat=True)):
        return False
    manager.set(chosen)
    return True


def _write_list(drafts: Any, row: Any, relation: str) -> bool:
    """Match members by key, so that what points to one keeps pointing to it."""
    manager = getattr(row, relation)
    known = {item.key: item for item in manager.all()}
    changed, seen = False, set()
    for order, draft in enumerate(drafts.all()):
        draft.ensure_key()
        seen.add(draft.key)
        values = {name: getattr(draft, name) for name in draft.ITEM_FACTS} | {"sort_order": order}
        item = known.get(draft.key)
        if item is None:
            item = manager.create(key=draft.key, **values)
            changed = True
        elif any(getattr(item, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(item, name, value)
            item.save()
            changed = True
        for name in draft.ITEM_SETS:
            changed |= _write_set(getattr(draft, name), item, name)
    for key in known.keys() - seen:
        known[key].delete()
    return changed or bool(known.keys() - seen)
