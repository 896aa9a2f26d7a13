"""Questions in the editor's form: their panel, on which others one can depend, what is wrong."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms.widgets import Script
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, InlinePanel

from .question import READY_MADE, WITH_CHOICES, QuestionFacts

ALWAYS = gettext_lazy("– everybody is asked –")


class OnlyIfSelect(forms.Select):
    """The questions before this one and their answers; a script keeps them up to date."""

    class Media:
        js = (Script("events/only_if.js", type="module"),)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        known = {str(code) for code, _label in self.choices}
        if value and str(value) not in known:
            self.choices = [*self.choices, (value, value)]
        context: dict[str, Any] = super().get_context(name, value, attrs)
        context["widget"]["attrs"] |= {
            "data-only-if-select": True,
            "data-always": str(ALWAYS),
            "data-answered": _("%s: any answer"),
        }
        return context


def offer_conditions(questions: Iterable[Any]) -> None:
    """Let each of these forms offer the questions that stand before it, as they are saved."""
    offered: list[tuple[str, str]] = [("", str(ALWAYS))]
    for form in questions:
        field = form.fields.get("only_if")
        if field is not None:
            field.widget.choices = list(offered)
        item = form.instance
        if item.key is not None:
            offered.append((str(item.key), _("%s: any answer") % item))
            offered += [(f"{item.key}/{one.id}", f"{item}: {one.value}") for one in item.choices]


def check_questions(questions: list[Any]) -> None:
    """Say at its field what a question lacks, and on what it cannot depend."""
    earlier: dict[str, Any] = {}
    for form in sorted(questions, key=lambda one: one.cleaned_data.get("ORDER") or 0):
        typed = form.cleaned_data
        if typed.get("DELETE"):
            continue
        for name, said in _refusals(typed, earlier):
            form.add_error(name, said)
        earlier[str(typed.get("key") or form.instance.key or "")] = typed


def _refusals(typed: dict[str, Any], earlier: dict[str, Any]) -> list[tuple[str, str]]:
    found = []
    if typed.get("kind") not in READY_MADE:
        if not typed.get("label"):
            found.append(("label", _("Write what you ask.")))
        if not typed.get("purpose"):
            found.append(("purpose", _("Say what you use the answer for; people read it.")))
    if typed.get("kind") in WITH_CHOICES and len(typed.get("choices") or ()) < 2:
        found.append(("choices", _("Give at least two answers to choose from.")))
    if not _is_earlier(typed.get("only_if", ""), earlier):
        found.append(("only_if", _("Choose a question before this one, and its answer.")))
    return found


def _is_earlier(only_if: str, earlier: dict[str, Any]) -> bool:
    key, _sign, answer = only_if.partition("/")
    if not key:
        return True
    asked = earlier.get(key)
    if asked is None:
        return False
    return not answer or answer in {one.id for one in asked.get("choices") or ()}


QUESTIONS_PANEL = InlinePanel(
    "questions",
    label=gettext_lazy("Question"),
    heading=gettext_lazy("What you ask besides name and address"),
    panels=[
        FieldPanel("kind"),
        FieldPanel("label"),
        FieldPanel("help"),
        FieldPanel("choices"),
        FieldPanel("purpose"),
        FieldPanel("is_required"),
        FieldPanel("only_if", widget=OnlyIfSelect),
        FieldPanel("forget_after_days"),
        QuestionFacts.key_panel,
    ],
)
