"""The team's own words in our letters: which letters there are, and the form for one of them."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin import messages

from events import conf
from events.letters.own_words import BESIDE_OURS
from events.letters.placeholders import explained, unknown
from events.letters.registry import LETTERS
from events.letters.sample import sample
from events.outbox import Kind
from events.own_wording import OwnWording, own_wording

from .preview import shown

PERMISSION = "events.change_ownwording"


class WordingForm(forms.ModelForm):
    """What stands in braces is checked, so that no letter shows a brace to anybody."""

    class Meta:
        model = OwnWording
        fields = ("opening", "notes")
        widgets = {
            "opening": forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
            "notes": forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        }

    def clean_opening(self) -> str:
        return self._known("opening")

    def clean_notes(self) -> str:
        return self._known("notes")

    def _known(self, name: str) -> str:
        text: str = self.cleaned_data[name]
        refuse_unknown(self.instance.kind, text)
        return text


def refuse_unknown(kind: str, text: str) -> None:
    """Raises ValidationError that names what is not on the list, and what is."""
    if found := unknown(kind, text):
        raise forms.ValidationError(
            _("%(found)s cannot be filled in here. What can: %(allowed)s."),
            params={
                "found": ", ".join(found),
                "allowed": ", ".join(f"{{{name}}}" for name in explained(kind)),
            },
        )


def list_wordings(request: HttpRequest) -> HttpResponse:
    """All kinds of letters and, for each language, whose words it speaks."""
    _demand(request)
    own = {(one.kind, one.language) for one in OwnWording.objects.all()}
    rows = [
        (label, [(language, kind, (kind, language) in own) for language, _name in conf.languages()])
        for kind, label in _kinds()
    ]
    context = {
        "rows": rows,
        "languages": conf.languages(),
        "page_title": _("Wording of letters"),
        "header_title": _("Wording of letters"),
        "header_icon": "mail",
    }
    return TemplateResponse(request, "events/admin/composing/wordings.html", context)


def edit_wording(request: HttpRequest, kind: str, language: str) -> HttpResponse:
    """The form for one kind of letter in one language; its buttons save, show, or take back."""
    _demand(request)
    names, languages = dict(_kinds()), dict(conf.languages())
    if kind not in names or language not in languages:
        raise Http404
    found = own_wording(kind, language) or OwnWording(kind=kind, language=language)
    form = WordingForm(request.POST or None, instance=found)
    if request.method == "POST":
        answer = _answer(request, form, kind, language)
        if answer is not None:
            return answer
    title = f"{names[kind]} ({languages[language]})"
    context = {
        "form": form,
        "ours": sample(kind, language),
        "is_own": found.pk is not None,
        "placeholders": explained(kind),
        "stands_beside": kind in BESIDE_OURS,
        "page_title": title,
        "header_title": title,
        "header_icon": "mail",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse("events_wordings"), "label": _("Wording of letters")},
            {"url": "", "label": title},
        ],
    }
    status = 422 if form.is_bound else 200
    return TemplateResponse(request, "events/admin/composing/wording.html", context, status=status)


def _answer(
    request: HttpRequest, form: WordingForm, kind: str, language: str
) -> HttpResponse | None:
    """What the pressed button does; nothing where the form must come back."""
    if "back" in request.POST:
        OwnWording.objects.filter(kind=kind, language=language).delete()
        messages.success(request, _("The letter speaks our words again."))
        return redirect("events_wordings")
    if not form.is_valid():
        return None
    if "preview" in request.POST:
        words = sample(kind, language, own=form.save(commit=False))
        return shown(words, language, as_plain=request.POST["preview"] == "text")
    if not (form.cleaned_data["opening"].strip() or form.cleaned_data["notes"].strip()):
        OwnWording.objects.filter(kind=kind, language=language).delete()
    else:
        said = {**form.cleaned_data, "changed_at": timezone.now(), "changed_by": request.user}
        OwnWording.objects.update_or_create(kind=kind, language=language, defaults=said)
    messages.success(request, _("The words are kept; letters speak them from now on."))
    return redirect("events_wordings")


def _kinds() -> list[tuple[str, Any]]:
    """Letters that have words of ours; the team's own letters have none."""
    return [(kind, label) for kind, label in Kind.choices if kind in LETTERS and kind != "mailing"]


def _demand(request: HttpRequest) -> None:
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
