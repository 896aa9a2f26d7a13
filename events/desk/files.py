"""Files that people handed in, opened by who of the team may."""

from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from events.answer import Answer
from events.asking.uploads import content_type

from .policy import demand
from .trace import leave_trace


@require_safe
def open_file(request: HttpRequest, pk: int) -> FileResponse:
    """To be saved and never shown in the site's own name: it comes from a stranger."""
    answer = get_object_or_404(Answer.objects.select_related("registration__occurrence"), pk=pk)
    demand(request.user, "download_answer", answer.registration.occurrence.event_id)
    if not answer.file:
        raise Http404
    try:
        opened = answer.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    leave_trace(answer.registration, "open_file", user=request.user)
    response = FileResponse(
        opened,
        as_attachment=True,
        filename=answer.file_name,
        content_type=content_type(answer.file_name),
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox"
    return response
