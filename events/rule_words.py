"""A rule of repetition in words, in the active language."""

from datetime import date, datetime

from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .recurrence import Rule

DAYS = {"MO": 0, "TU": 1, "WE": 2, "TH": 3, "FR": 4, "SA": 5, "SU": 6}


def in_words(rule: Rule) -> str:
    """Such as “Every month on the second Tuesday, 10 times”; nothing for rules without words."""
    tell = {"DAILY": _daily, "WEEKLY": _weekly, "MONTHLY": _monthly, "YEARLY": _yearly}
    told = tell[rule.parts["FREQ"]](rule)
    return told and _with_end(told, rule)


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
    texts = {
        "1": _("on the first %(day)s"),
        "2": _("on the second %(day)s"),
        "3": _("on the third %(day)s"),
        "4": _("on the fourth %(day)s"),
        "5": _("on the fifth %(day)s"),
        "-1": _("on the last %(day)s"),
    }
    text = texts.get(number.removeprefix("+"))
    if text is None or code not in DAYS:
        return ""
    months = _interval(rule)
    every = ngettext("Every month %(when)s", "Every %(number)s months %(when)s", months)
    return every % {"number": months, "when": text % {"day": WEEKDAYS[DAYS[code]]}}


def _yearly(rule: Rule) -> str:
    if not _names_only(rule):
        return ""
    number = _interval(rule)
    text = ngettext("Every year on %(day)s", "Every %(number)s years on %(day)s", number)
    return text % {"number": number, "day": date_format(rule.first.date(), "MONTH_DAY_FORMAT")}


def _with_end(told: str, rule: Rule) -> str:
    if "COUNT" in rule.parts:
        number = int(rule.parts["COUNT"])
        text = ngettext("%(rule)s, once", "%(rule)s, %(number)s times", number)
        return text % {"rule": told, "number": number}
    if "UNTIL" in rule.parts:
        day: date = datetime.strptime(rule.parts["UNTIL"], "%Y%m%d").date()  # noqa: DTZ007 - a day
        return _("%(rule)s, until %(day)s") % {"rule": told, "day": date_format(day, "DATE_FORMAT")}
    return told
