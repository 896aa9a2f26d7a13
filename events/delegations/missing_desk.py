"""Who is missing, in the admin: as tables and pictures, and as a file to take along."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from events.desk.overview import event_at, framed
from events.desk.policy import demand
from events.event import Event
from events.role import may

from .bars import pictures_of
from .inviting_desk import PERMISSION
from .missing import LABELS, STEPS, Line, Standing, Table, standing_of, tables_of, whole_of
from .missing_file import MissingFile, rows_of


def see(request: HttpRequest, pk: int) -> HttpResponse:
    event = event_at(pk)
    demand(request.user, "view_invitation", event)
    standing = standing_of(event)
    tables = tables_of(standing)
    if (wanted := request.GET.get("export")) in MissingFile.FORMATS:
        answer: HttpResponse = MissingFile().as_spreadsheet(rows_of(tables), wanted)
        return answer
    may_invite = may(request.user, PERMISSION, event)
    context = {
        **framed(event, _("Who is missing")),
        "event": event,
        "sums": _sums(standing),
        "left_out": len(standing.left_out),
        "headings": [(step, LABELS[step]) for step in STEPS],
        "tables": [
            {
                "table": table,
                "rows": [(line, _invite_url(event, table, line)) for line in table.lines],
                "pictures": pictures_of(table),
            }
            for table in tables
        ],
        "may_invite": may_invite,
        "invite_url": f"{_pick_url(event)}?left_out=1",
    }
    return TemplateResponse(request, "events/delegations/admin/missing.html", context)


def _sums(standing: Standing) -> list[tuple[Any, int]]:
    """Of all organisations together, and the only numbers of people that there are."""
    whole = whole_of(standing)
    return [
        *((LABELS[step], whole.numbers[step]) for step in STEPS),
        (_("Left out"), whole.left_out),
        (_("People registered, in all"), standing.people["registered"]),
        (_("People who came, in all"), standing.people["came"]),
    ]


def _invite_url(event: Event, table: Table, line: Line) -> str:
    """The one step that leads to inviting those of a line who were left out."""
    wanted = {table.name: line.code} if line.code else {"without": table.name}
    asked = urlencode({**wanted, "left_out": "1"})
    return f"{_pick_url(event)}?{asked}"


def _pick_url(event: Event) -> str:
    return reverse("events_invite", args=[event.pk])
