"""The bare form, and the page that says thank you."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path

from bench.bare.models import Guest


class GuestForm(forms.ModelForm):
    class Meta:
        model = Guest
        fields = ["name", "email", "organisation", "seats", "consent"]


def register(request: HttpRequest) -> HttpResponse:
    form = GuestForm(request.POST or None)
    if form.is_valid():
        form.save()
        return redirect("sent")
    return render(request, "bare.html", {"form": form}, status=422 if form.errors else 200)


def sent(request: HttpRequest) -> HttpResponse:
    return render(request, "bare_sent.html")


urlpatterns = [path("register/", register), path("register/sent/", sent, name="sent")]
