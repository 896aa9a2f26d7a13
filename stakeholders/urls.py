"""The addresses of this app; they stand without a language."""

from django.urls import path
from django.views.decorators.http import conditional_page

from . import views

urlpatterns = [
    path(
        "organisations.jsonld",
        conditional_page(views.organisations_jsonld),
        name="stakeholders_jsonld",
    ),
    path("network.opml", conditional_page(views.network_opml), name="stakeholders_opml"),
]
