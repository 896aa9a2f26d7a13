"""A rule of repetition in words, in the active language."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .recurrence import Rule

DAYS = {"MO": 0, "TU": 1, "WE": 2, "TH": 3, "FR": 4, "SA": 5, "SU": 6}


def in_words(rule: Rule) -> str:
    """Such as “Every month on the second Tuesday, 10 times”; any rule that we keep has words."""
    tell = {"DAILY": _daily, "WEEKLY": _weekly, "MONTHLY": _monthly, "YEARLY": _yearly}
    told = tell[rule.parts["FREQ"]](rule) or _by_its_parts(rule)
    return _with_end(told, rule)


def _names_only(rule: Rule, *names: str) -> bool:
    return rule.parts.keys() <= {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", *names}


def _interval(rule: Rule) -> int:
    return int(rule.parts.get("INTERVAL", "1"))


def _daily(rule: Rule) -> str:
    if not _names_only(rule):
        return ""
    number = _interval(rule)
    return ngettext("Every day", "Every %(number)s days", number) % {"number": number}


def _weekly(rule: Rule) -> str:
    if not _names_only(rule, "BYDAY"):
        return ""
    codes = rule.parts.get("BYDAY", "").split(",") if "BYDAY" in rule.parts else []
    numbers = sorted(DAYS[code] for code in codes) or [rule.first.weekday()]
    days = get_text_list([str(WEEKDAYS[number]) for number in numbers], _("and"))
    number = _interval(rule)
    text = ngettext("Every week on %(days)s", "Every %(number)s weeks on %(days)s", number)
    return text % {"number": number, "days": days}


def _monthly(rule: Rule) -> str:
    if _names_only(rule, "BYDAY") and "BYDAY" in rule.parts:
        return _on_weekday(rule)
    if not _names_only(rule, "BYMONTHDAY"):
        return ""
    day = rule.parts.get("BYMONTHDAY", str(rule.first.day))
    number = _interval(rule)
    if day == "-1":
        text = ngettext(
            "Every month on the last day", "Every %(number)s months on the last day", number
        )
    elif day.isdecimal():
        text = ngettext(
            "Every month on day %(day)s", "Every %(number)s months on day %(day)s", number
        )
    else:
        return ""
    return text % {"number": number, "day": day}


def _on_weekday(rule: Rule) -> str:
    number, code = rule.parts["BYDAY"][:-2], rule.parts["BYDAY"][-2:]
    text = _places().get(number.removeprefix("+"))
    if text is None or code not in DAYS:
        return ""
    months = _interval(rule)
    every = ngettext("Every month %(when)s", "Every %(number)s months %(when)s", months)
    return every % {"number": months, "when": text % {"day": WEEKDAYS[DAYS[code]]}}


def _places() -> dict[str, str]:
    """Which of the weekdays of a month."""
    return {
        "1": _("on the first %(day)s"),
        "2": _("on the second %(day)s"),
        "3": _("on the third %(day)s"),
        "4": _("on the fourth %(day)s"),
        "5": _("on the fifth %(day)s"),
        "-1": _("on the last %(day)s"),
    }


def _yearly(rule: Rule) -> str:
    if not _names_only(rule):
        return ""
    number = _interval(rule)
    text = ngettext("Every year on %(day)s", "Every %(number)s years on %(day)s", number)
    return text % {"number": number, "day": date_format(rule.first.date(), "MONTH_DAY_FORMAT")}


# Rules that only the parts can tell


def _by_its_parts(rule: Rule) -> str:
    """Such as “Every year: in May; on the second Sunday”: all conditions, one after another."""
    told = [
        _either(_condition(name, value) for value in rule.parts[name].split(","))
        for name in ("BYMONTH", "BYWEEKNO", "BYYEARDAY", "BYMONTHDAY", "BYDAY", "BYSETPOS")
        if name in rule.parts
    ]
    number = _interval(rule)
    every = {
        "DAILY": ngettext("Every day", "Every %(number)s days", number),
        "WEEKLY": ngettext("Every week", "Every %(number)s weeks", number),
        "MONTHLY": ngettext("Every month", "Every %(number)s months", number),
        "YEARLY": ngettext("Every year", "Every %(number)s years", number),
    }[rule.parts["FREQ"]] % {"number": number}
    # Translators: how often, and after the colon in which months and on which days.
    text = _("%(every)s: %(conditions)s") if told else "%(every)s"
    return text % {"every": every, "conditions": "; ".join(told)}


def _either(names: Iterable[str]) -> str:
    return get_text_list(list(names), _("or"))


def _condition(name: str, value: str) -> str:
    if name == "BYMONTH":
        return _("in %(month)s") % {"month": MONTHS[int(value)]}
    if name == "BYDAY":
        return _on_one_weekday(value[:-2], value[-2:])
    number = int(value)
    nth, last, from_the_end = _counted(name)
    text = nth if number > 0 else last if number == -1 else from_the_end
    return text % {"number": abs(number)}


def _counted(name: str) -> tuple[str, str, str]:
    """What is counted, said of the nth, of the last, and of the nth from the end."""
    return {
        "BYMONTHDAY": (
            _("on day %(number)s of the month"),
            _("on the last day of the month"),
            _("on day %(number)s from the end of the month"),
        ),
        "BYYEARDAY": (
            _("on day %(number)s of the year"),
            _("on the last day of the year"),
            _("on day %(number)s from the end of the year"),
        ),
        "BYWEEKNO": (
            _("in week %(number)s of the year"),
            _("in the last week of the year"),
            _("in week %(number)s from the end of the year"),
        ),
        "BYSETPOS": (
            _("of these dates number %(number)s"),
            _("of these dates the last"),
            _("of these dates number %(number)s from the end"),
        ),
    }[name]


def _on_one_weekday(number: str, code: str) -> str:
    day = WEEKDAYS[DAYS[code]]
    if not number:
        return _("on a %(day)s") % {"day": day}
    text = _places().get(number.removeprefix("+"))
    if text is None and int(number) > 0:
        text = _("on %(day)s number %(number)s")
    text = text or _("on %(day)s number %(number)s from the end")
    return text % {"day": day, "number": abs(int(number))}


def _with_end(told: str, rule: Rule) -> str:
    if "COUNT" in rule.parts:
        number = int(rule.parts["COUNT"])
        text = ngettext("%(rule)s, once", "%(rule)s, %(number)s times", number)
        return text % {"rule": told, "number": number}
    if "UNTIL" in rule.parts:
        day: date = datetime.strptime(rule.parts["UNTIL"], "%Y%m%d").date()  # noqa: DTZ007 - a day
        return _("%(rule)s, until %(day)s") % {"rule": told, "day": date_format(day, "DATE_FORMAT")}
    return told
