"""Plants a mark in every text column that belongs to a person, and looks for it everywhere.

The columns are found and not listed: one that is new is planted, too, and found again unless it
is forgotten.
"""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

from django.apps import apps
from django.core.files.base import ContentFile
from django.db import models
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, PageLogEntry

from events.answer import Answer, QuestionVersion
from events.appointment import Appointment
from events.certificate import Certificate
from events.check_in import CheckIn
from events.contribution import contribute
from events.delegate import Delegate
from events.invitation import Invitation
from events.join_link import JoinLink
from events.note import write_note
from events.own_calendar import OwnCalendar, make_own_calendar
from events.registration import Registration
from stakeholders.organisation import Organisation

MARK = "zqzqzq"
ADDRESS = f"{MARK}@sample.example"

KEPT = {
    "registration.language": "counted in reports",
    "registration.consent_version": "that they agreed, and to what",
    "registration.consent_language": "that they agreed, and to what",
    "registration.told": "a hash of the date's own facts",
    "delegate.language": "a language is no person",
    "invitation.language": "counted in reports",
    "invitation.key_hash": "a hash of a secret that nobody has any more",
    "certificate.number_hash": "by which a paper proves true; it names nobody",
    "owncalendar.language": "a language is no person",
}
"""Text columns that may stay, and why."""


def whole_person(registration: Registration) -> None:
    """Let there be a row of every model that belongs to a registration, and mark all of them."""
    organisation = Organisation.objects.create(name="Sample library")
    event = registration.occurrence.event
    invitation = Invitation.objects.create(
        event=event, organisation=organisation, email=ADDRESS, language="en"
    )
    Delegate.objects.create(invitation=invitation, registration=registration, language="en")
    invitation.letters.create(kind="mailing", number=1)
    version = QuestionVersion(
        key=uuid4(), kind="file", language="en", label="A file", forget_after_days=300
    ).written()
    answer = Answer(registration=registration, version=version, key=version.key)
    answer.file.save("any", ContentFile(b"secret"), save=True)
    write_note(registration, "needs a ramp")
    Appointment.objects.create(registration=registration)
    JoinLink.objects.create(registration=registration)
    Certificate.objects.create(registration=registration)
    CheckIn.objects.create(uuid=uuid4(), registration=registration)
    given = {"kind": "idea", "text": "…", "language": "en", "shown_as": "name", "stays": False}
    contribute(registration, **given)
    make_own_calendar(registration)
    log(registration, "events.cancel_registration", title=MARK, data={"comment": MARK})
    for model in _models_of_a_person():
        assert model._base_manager.exists(), f"plant a row of {model.__name__} here"
        _mark(model)


def _models_of_a_person() -> list[Any]:
    """Those that belong to a registration or an invitation, and calendars by their address."""
    relations = (*Registration._meta.related_objects, *Invitation._meta.related_objects)
    owners = {one.related_model for one in relations if not one.many_to_many}
    return [Registration, Invitation, OwnCalendar, *sorted(owners - {Registration}, key=str)]


def _mark(model: Any) -> None:
    fields = [field for field in text_columns(model) if _name(field) not in KEPT]
    for row in model._base_manager.all():
        values = {field.name: _marked(field, row.pk) for field in fields}
        model._base_manager.filter(pk=row.pk).update(**values)


def _marked(field: Any, pk: int) -> Any:
    if isinstance(field, models.EmailField):
        return ADDRESS
    if isinstance(field, models.JSONField):
        return {"said": MARK}
    return f"{MARK}{pk}" if field.unique else MARK


def text_columns(model: Any) -> list[Any]:
    """All that could hold a person's words: no choices, and no files, which have names of ours."""
    text = (models.CharField, models.TextField, models.JSONField)
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, text) and not field.choices
    ]


def _name(field: Any) -> str:
    return f"{field.model._meta.model_name}.{field.name}"


def marked_columns() -> set[str]:
    """Where the mark stands now, in any row of this app and in Wagtail's history."""
    return set(_marked_columns())


def _marked_columns() -> Iterator[str]:
    for model in (*apps.get_app_config("events").get_models(), ModelLogEntry, PageLogEntry):
        for field in text_columns(model):
            if any(MARK in str(value) for (value,) in model._base_manager.values_list(field.name)):
                yield _name(field)


def planted_columns() -> set[str]:
    """Where the mark was planted."""
    columns = {_name(field) for one in _models_of_a_person() for field in text_columns(one)}
    return columns - KEPT.keys() | {"modellogentry.label", "modellogentry.data"}
