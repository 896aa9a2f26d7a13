"""The address at which a person turns off letters that they do not need."""

from django.urls import reverse

from events.sealed_key import seal
from events.subject import Subject

PURPOSE = "letters"
"""What the key opens; it opens nothing else."""


def turn_off_url(subject: Subject) -> str:
    key = seal(PURPOSE, subject.registration.uuid)
    return subject.root_url + reverse("events_letters_off", args=[key])
