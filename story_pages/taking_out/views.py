"""Where an editor takes a story out: which languages, and the zip."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail import hooks
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from story_pages.told import Told

from .story import editions, take_out


class LanguagesForm(forms.Form):
    """The languages that come along, each a page that is live."""

    languages = forms.MultipleChoiceField(
        label=_("Languages"), widget=forms.CheckboxSelectMultiple, help_text=_("Live pages only.")
    )

    def __init__(self, *args: Any, pages: list[Page], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(page.locale.language_code, str(page.locale)) for page in pages]
        self.fields["languages"].choices = choices  # type: ignore[attr-defined]  # a choice field
        self.fields["languages"].initial = [code for code, _name in choices]


class TakeOut(WagtailAdminTemplateMixin, FormView):  # type: ignore[misc]  # Wagtail has no types
    """GET asks for the languages, POST answers with the zip while it is made."""

    form_class = LanguagesForm
    template_name = "story_pages/taking_out/take_out.html"
    page_title = _("Take out as a zip")
    header_icon = "download"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.page = get_object_or_404(Page, pk=kwargs["page_id"]).specific
        if not isinstance(self.page, Told) or not may_take_out(self.page, request.user):
            raise PermissionDenied
        self.editions = [
            one for one in editions(self.page) if one.pk == self.page.pk or may_see(one, request)
        ]
        return super().dispatch(request, *args, **kwargs)  # type: ignore[no-any-return]

    def get_page_subtitle(self) -> str:
        return self.page.get_admin_display_title()

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        edit = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        page = {"url": edit, "label": self.get_page_subtitle()}
        return [*self.breadcrumbs_items, page, {"url": "", "label": self.page_title}]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"pages": self.editions}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"page": self.page, "editions": self.editions}

    def form_valid(  # type: ignore[override]  # it streams
        self, form: LanguagesForm
    ) -> HttpResponseBase:
        wanted = form.cleaned_data["languages"]
        chosen = [page for page in self.editions if page.locale.language_code in wanted]
        response = StreamingHttpResponse(take_out(chosen), content_type="application/zip")
        name = content_disposition_header(as_attachment=True, filename=f"{self.page.slug}.zip")
        response["Content-Disposition"] = name or "attachment"
        return response


def may_take_out(page: Page, user: Any) -> bool:
    return bool(page.permissions_for_user(user).can_edit())


def may_see(page: Page, request: HttpRequest) -> bool:
    """Whether a page is for everybody, or at least for whoever asks."""
    return all(rule.accept_request(request) for rule in page.get_view_restrictions())


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    return [path("stories/<int:page_id>/out/", TakeOut.as_view(), name="story_pages_take_out")]


@hooks.register("register_page_header_buttons")
def offer(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """Beside the other things that can be done with a story."""
    if isinstance(page, Told) and page.pk and may_take_out(page, user):
        url = reverse("story_pages_take_out", args=[page.pk])
        yield Button(_("Take out as a zip"), url, icon_name="download", priority=62)
