"""When a repeating event happens, told to machines in the words of schema.org."""

from typing import Any

from .recurrence import BadRule

LETTERS = {"DAILY": "D", "WEEKLY": "W", "MONTHLY": "M", "YEARLY": "Y"}


def schedule_data(facts: Any) -> dict[str, Any]:
    """The rule of an event on its own clock; nothing where there is none."""
    try:
        rule = facts.rule
    except BadRule:
        rule = None
    if rule is None:
        return {}
    parts = rule.parts
    told: dict[str, Any] = {
        "@type": "Schedule",
        "startDate": rule.first.date().isoformat(),
        "endDate": rule.last.date().isoformat() if rule.last else None,
        "repeatFrequency": f"P{parts.get('INTERVAL', '1')}{LETTERS[parts['FREQ']]}",
        "repeatCount": int(parts["COUNT"]) if "COUNT" in parts else None,
        "byDay": parts["BYDAY"].split(",") if "BYDAY" in parts else None,
        "byMonth": _numbers(parts.get("BYMONTH", "")),
        "byMonthDay": _numbers(parts.get("BYMONTHDAY", "")),
        "exceptDate": sorted(day.isoformat() for day in rule.left_out),
        "scheduleTimezone": facts.time_zone,
    }
    if facts.has_times:
        told["startTime"] = rule.first.time().isoformat()
        told["endTime"] = facts.end_of(rule.first).astimezone(facts.zone).time().isoformat()
    return {name: value for name, value in told.items() if value not in (None, [])}


def _numbers(text: str) -> list[int]:
    return [int(number) for number in text.split(",") if number]
