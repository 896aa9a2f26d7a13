"""Where an editor carries a story in: the file, what would come of it, and then the draft."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import FormView
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from story_pages.pages import StoryPage
from story_pages.story_index_page import StoryIndexPage

from .making import make, shelves
from .parcel import Refused
from .reading import ENDINGS, read_upload, report


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "An outline as plain text, a zip of an outline with its pictures, or the zip that "
            "Pageflow exports."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(ENDINGS)}),
    )
    only_look = forms.BooleanField(
        label=_("Only show what would come"),
        required=False,
        help_text=_("Nothing is made yet. Untick it and choose the file again to make the draft."),
    )


class CarryIn(WagtailAdminTemplateMixin, FormView):  # type: ignore[misc]  # Wagtail has no types
    """GET asks for the file; POST says what would come of it, or makes the draft."""

    form_class = UploadForm
    template_name = "story_pages/carrying_in/carry_in.html"
    page_title = _("Carry a story in")
    header_icon = "upload"
    initial = {"only_look": True}

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.parent = get_object_or_404(StoryIndexPage, pk=kwargs["page_id"])
        if not may_carry_in(self.parent, request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[no-any-return]

    def get_page_subtitle(self) -> str:
        return self.parent.get_admin_display_title()

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        edit = reverse("wagtailadmin_pages:edit", args=[self.parent.pk])
        page = {"url": edit, "label": self.get_page_subtitle()}
        return [*self.breadcrumbs_items, page, {"url": "", "label": self.page_title}]

    def form_valid(self, form: UploadForm) -> HttpResponse:
        upload = form.cleaned_data["file"]
        try:
            draft, parcel = read_upload(upload.name, upload)
            if form.cleaned_data["only_look"]:
                context = self.get_context_data(form=form, report=list(report(draft, parcel)))
                return render(self.request, self.template_name, context)
            page = make(draft, parcel, parent=self.parent, user=self.request.user)
        except Refused as refused:
            form.add_error("file", str(refused))
            return self.form_invalid(form)
        messages.success(self.request, _("The story is a draft now. Readers do not see it."))
        if count := len(draft.notes):
            told = ngettext(
                "%(count)s thing was not clear: it stands as a comment at its place.",
                "%(count)s things were not clear: they stand as comments at their place.",
                count,
            )
            messages.warning(self.request, told % {"count": count})
        return redirect("wagtailadmin_pages:edit", page.pk)

    def form_invalid(self, form: UploadForm) -> HttpResponse:
        return render(
            self.request, self.template_name, self.get_context_data(form=form), status=422
        )


def may_carry_in(parent: Page, user: Any) -> bool:
    """Whoever may add a page here, and may put its files into the libraries."""
    may_add = parent.permissions_for_user(user).can_add_subpage()
    return bool(may_add and StoryPage.can_create_at(parent) and all(shelves(user)))


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    return [path("stories/<int:page_id>/in/", CarryIn.as_view(), name="story_pages_carry_in")]


@hooks.register("register_page_header_buttons")
def offer(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Any:
    """Beside the other things that can be done with a list of stories."""
    if isinstance(page, StoryIndexPage) and may_carry_in(page, user):
        url = reverse("story_pages_carry_in", args=[page.pk])
        yield Button(_("Carry a story in"), url, icon_name="upload", priority=63)
