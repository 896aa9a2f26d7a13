"""Sample registrations in any number, spread over the sample gatherings that are to come."""

from collections import Counter

from django.db import models, transaction
from django.utils import timezone

from events import capacity
from events.models import Occurrence, Pool, Registration

from .registrations import draft
from .samples import LANGUAGES, chance

KIND = "registrations"


def load_registrations(count: int, *, seed: int) -> int:
    """Make those of the first `count` that are missing, as far as there are seats; how many."""
    known = Registration.objects.filter(consent_version=_mark(seed)).count()
    wanted = range(known, count)
    occurrences = list(_open_occurrences().values_list("pk", flat=True))
    if not wanted or not occurrences:
        return 0
    where = [chance(seed, KIND, number).choice(occurrences) for number in wanted]
    with transaction.atomic():
        seated = {pk for pk, people in Counter(where).items() if _take(pk, people)}
        chosen = _open_occurrences().select_related("event").in_bulk(seated)
        people = [
            _person(chosen[pk], number, seed)
            for number, pk in zip(wanted, where, strict=True)
            if pk in chosen
        ]
        Registration.objects.bulk_create(people, batch_size=500)
    return len(people)


def _open_occurrences() -> models.QuerySet[Occurrence]:
    """Those to come whose seats are not shared out: these people come for no sector."""
    coming = Occurrence.objects.taking_place().filter(starts_at__gt=timezone.now())
    return (
        coming.exclude(pools__is_divided=True)
        .filter(event__is_sample=True, event__is_registration_needed=True)
        .order_by("code", "event__uid")
    )


def _take(occurrence: int, people: int) -> bool:
    """Seats for all of them, or for none where there are too few."""
    pools = Pool.objects.of_occurrences().filter(occurrence=occurrence)
    return capacity.take(list(pools), seats=people) is None


def _person(occurrence: Occurrence, number: int, seed: int) -> Registration:
    person = draft(occurrence, number, language=LANGUAGES[number % 2])
    person.consent_version = _mark(seed)
    person.email = f"person-{seed}-{number + 1}@sample.example"
    return person


def _mark(seed: int) -> str:
    return f"sample {seed}"
