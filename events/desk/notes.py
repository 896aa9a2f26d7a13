"""Notes of the team about one registration, written on its page in the admin."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from events.note import RegistrationNote, write_note
from events.registration import Registration

from .policy import demand
from .told import inspect_url


class NoteForm(forms.ModelForm):
    class Meta:
        model = RegistrationNote
        fields = ("text",)
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}
        labels = {"text": gettext_lazy("A new note")}
        help_texts = {
            "text": gettext_lazy(
                "For the team. Write only what the person may read: who asks for their data gets"
                " the notes, too."
            )
        }


@require_POST
def add_note(request: HttpRequest, pk: int) -> HttpResponse:
    rows: Any = Registration.objects.select_related("occurrence")
    registration = get_object_or_404(rows, pk=pk)
    demand(request.user, "add_registrationnote", registration.occurrence.event_id)
    form = NoteForm(request.POST)
    if form.is_valid():
        write_note(registration, form.cleaned_data["text"], user=request.user)
        messages.success(request, _("The note is kept."))
    else:
        messages.error(request, _("Write something, at most 2,000 letters."))
    return redirect(inspect_url(registration))
