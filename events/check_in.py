"""Checking in: that somebody came, in the room or online, and who let them in.

A tap carries a number that its device made, so it may be sent as often as the network needs:
it counts once. Each deed is one transaction that begins with an UPDATE of the person's own row,
after the gate's where a seat may go, so the taps of many helpers happen one after the other.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, ClassVar
from uuid import UUID, uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from . import capacity, sign_up
from .busy import in_one_go
from .helper_link import HelperLink
from .occurrence import Occurrence
from .pool import Pool
from .registration import Registration
from .sealed_key import is_sealed, named_by, seal
from .taking_part import Mode
from .wish import Wish


class CheckInQuerySet(models.QuerySet["CheckIn"]):
    def standing(self) -> "CheckInQuerySet":
        """Those that count: not undone, and not the second tap for the same person."""
        return self.filter(undone_at=None, seats__gt=0)

    def in_person(self) -> "CheckInQuerySet":
        return self.filter(mode=Mode.IN_PERSON)

    def online(self) -> "CheckInQuerySet":
        return self.filter(mode=Mode.ONLINE)

    def seats_of(self) -> int:
        """How many people these are."""
        return int(self.aggregate(seats=Sum("seats"))["seats"] or 0)


class CheckIn(models.Model):
    """One tap: that so many people of one registration came."""

    MODES = ((Mode.IN_PERSON, _("in the room")), (Mode.ONLINE, _("online")))

    uuid = models.UUIDField(
        unique=True, editable=False, help_text=_("Made by the device, so that it counts once.")
    )
    registration = models.ForeignKey(
        Registration, on_delete=models.CASCADE, related_name="check_ins"
    )
    mode = models.CharField(_("came"), max_length=20, choices=MODES, default=Mode.IN_PERSON)
    seats = models.PositiveSmallIntegerField(
        _("people"), default=1, help_text=_("0: they were checked in already.")
    )
    is_walk_in = models.BooleanField(_("came without signing up"), default=False)
    by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("let in by"),
    )
    by_helper = models.ForeignKey(
        HelperLink,
        on_delete=models.SET_NULL,
        null=True,
        related_name="check_ins",
        verbose_name=_("let in at"),
    )
    at = models.DateTimeField(_("when"), default=timezone.now)
    undone_at = models.DateTimeField(_("undone"), null=True)

    objects: ClassVar[CheckInQuerySet] = CheckInQuerySet.as_manager()  # type: ignore[assignment]  # stubs

    class Meta:
        ordering = ["at", "pk"]
        default_permissions = ()
        permissions = [
            ("check_in_checkin", _("Can check people in")),
            ("exceed_checkin", _("Can let in more people than there are seats")),
        ]
        verbose_name = _("check-in")
        verbose_name_plural = _("check-ins")
        constraints = [
            models.UniqueConstraint(
                fields=["registration"], condition=Q(mode="online"), name="one_join_per_person"
            )
        ]

    def __str__(self) -> str:
        return f"{self.registration}, {self.at:%Y-%m-%d %H:%M}"

    @property
    def by(self) -> str:
        """Who let them in, in words for the team."""
        if self.by_helper is not None:
            return self.by_helper.role
        return (self.by_user.get_full_name() or self.by_user.get_username()) if self.by_user else ""


@dataclass(frozen=True)
class By:
    """Who checks in: somebody with an account, a helper with a link, or the guests themselves."""

    user: int | None = None
    helper: int | None = None


@dataclass(frozen=True)
class Tap:
    """One tap of a helper: its number, made by the device, and who tapped when."""

    uuid: UUID
    by: By
    at: datetime
    may_exceed: bool = False


class NoSeat(Exception):  # noqa: N818 - an honest answer, no error
    """There is no seat for them: they wait, have left, or the room is full."""


class _Known(Exception):  # noqa: N818 - it is no error
    """The same tap came before: takes back what was taken for it a second time."""

    def __init__(self, check_in: "CheckIn") -> None:
        super().__init__(check_in)
        self.check_in = check_in


def let_in(registration: Registration, tap: Tap, *, seats: int = 1) -> CheckIn:
    """So many people of this registration came now; never more than it has seats.

    The answer has 0 seats where they were all in already. Who waits for a seat gets one where
    the tap may exceed. Raises NoSeat or Busy; nothing is changed then.
    """
    known = CheckIn.objects.filter(uuid=tap.uuid).first()
    if known is not None:
        return known
    if registration.state == Registration.State.WAITING and tap.may_exceed:
        in_one_go(partial(_seat_who_waits, registration))
    # Where the seat may be given back in this moment, only one of the two happens.
    gates = [capacity.gate_of(registration.occurrence)] if registration.hold_until else []
    return in_one_go(partial(_let_in, registration, tap, seats, gates))


def _lock(registration: Registration, gates: list[Pool]) -> None:
    capacity.lock(gates)
    Registration.objects.filter(pk=registration.pk).update(seats=F("seats"))


def _let_in(registration: Registration, tap: Tap, seats: int, gates: list[Pool]) -> CheckIn:
    _lock(registration, gates)
    known = CheckIn.objects.filter(uuid=tap.uuid).first()
    if known is not None:
        return known
    registration.refresh_from_db()
    if registration.state not in Registration.SEATED:
        raise NoSeat
    there = registration.check_ins.standing().in_person().seats_of()
    still = max(registration.seats - there, 0)
    return _write(registration, tap, seats=min(seats, still))


def _write(registration: Registration, tap: Tap, *, seats: int, walks_in: bool = False) -> CheckIn:
    return CheckIn.objects.create(
        uuid=tap.uuid,
        registration=registration,
        seats=seats,
        is_walk_in=walks_in,
        by_user_id=tap.by.user,
        by_helper_id=tap.by.helper,
        at=tap.at,
    )


def _seat_who_waits(registration: Registration) -> None:
    """At the door the list is over: whoever stands there comes before who does not."""
    pools = sign_up.pools_of(registration)
    capacity.lock(pools[:1])
    seated = {"state": Registration.State.CONFIRMED, "position": None, "hold_until": None}
    if Registration.objects.waiting().filter(pk=registration.pk).update(**seated):
        capacity.leave_waiting_list(pools)
        capacity.take_beyond(pools, seats=registration.seats)


def undo(registration: Registration, taps: Iterable[UUID]) -> int:
    """They did not come after all: take back these taps. How many people that were.

    A walk-in gives the seat back.
    """
    gate = capacity.gate_of(registration.occurrence)
    return in_one_go(partial(_undo, registration, list(taps), gate))


def _undo(registration: Registration, taps: list[UUID], gate: Pool) -> int:
    _lock(registration, [gate])
    chosen = registration.check_ins.in_person().standing().filter(uuid__in=taps)
    found = list(chosen)
    if chosen.update(undone_at=timezone.now()) and any(one.is_walk_in for one in found):
        sign_up.cancel(registration)
    Registration.objects.took_an_offer_by_coming().filter(pk=registration.pk).update(
        state=Registration.State.OFFERED
    )
    return sum(one.seats for one in found)


def walk_in(occurrence: Occurrence, name: str, tap: Tap, *, language: str) -> CheckIn:
    """Somebody came without signing up: a seat, if there is one, and their name.

    Where there is none, the tap must be one that may exceed. Raises NoSeat or Busy.
    """
    mode = Mode.IN_PERSON.value if occurrence.event.mode == Mode.HYBRID else ""
    wish = Wish(name=name, email="", language=language, mode=mode)
    try:
        made: CheckIn = sign_up.at_its_pools(partial(_walk_in, occurrence, tap), occurrence, wish)
    except _Known as known:
        return known.check_in
    return made


def _walk_in(occurrence: Occurrence, tap: Tap, pools: list[Pool], wish: Wish) -> CheckIn:
    refused = capacity.take(pools, seats=1)
    known = CheckIn.objects.filter(uuid=tap.uuid).first()
    if known is None and refused is not None:
        if not tap.may_exceed:
            raise NoSeat
        # From this statement on the pool is ours, so we look once more.
        capacity.take_beyond(pools, seats=1)
        known = CheckIn.objects.filter(uuid=tap.uuid).first()
    if known is not None:
        raise _Known(known)
    registration = Registration.objects.create(
        occurrence=occurrence,
        name=wish.name,
        language=wish.language,
        share_id=next((pool.share_id for pool in pools if pool.share_id), None),
        mode=wish.mode,
        state=Registration.State.CONFIRMED,
        consent_at=None,
    )
    registration.told = registration.occurrence_facts()
    registration.save(update_fields=["told"])
    return _write(registration, tap, seats=1, walks_in=True)


def join(registration: Registration) -> None:
    """They go in online: counted once, however often they come back."""
    CheckIn.objects.get_or_create(
        registration=registration, mode=Mode.ONLINE, defaults={"uuid": uuid4()}
    )


# The code in the QR


PURPOSE = "check_in"


def code_of(registration: Registration) -> str:
    """What stands in the QR: it says who is at the door, and opens nothing else."""
    return seal(PURPOSE, registration.uuid)


def with_code(code: str) -> Registration | None:
    """Whose code it is, as long as we know who they are."""
    uuid = named_by(code)
    if uuid is None or not is_sealed(code, PURPOSE, uuid):
        return None
    return Registration.objects.filter(uuid=uuid, forgotten_at=None).first()


# Who came


def came(registrations: "models.QuerySet[Registration] | None" = None) -> Any:
    """Of these registrations those of whom somebody came, with how many: `came_in_person`,
    `came_online`, `came_seats`. One can count and sum over them."""
    rows = Registration.objects.all() if registrations is None else registrations
    in_person, online = CheckIn.objects.in_person(), CheckIn.objects.online()
    return (
        rows.annotate(came_in_person=_seats(in_person), came_online=_seats(online))
        .annotate(came_seats=F("came_in_person") + F("came_online"))
        .filter(came_seats__gt=0)
    )


def _seats(check_ins: CheckInQuerySet) -> Coalesce:
    of_one = check_ins.standing().filter(registration=models.OuterRef("pk")).order_by()
    summed = of_one.values("registration").annotate(sum=Sum("seats")).values("sum")
    return Coalesce(models.Subquery(summed, output_field=models.IntegerField()), 0)
