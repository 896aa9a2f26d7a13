"""The scale of a chart: from where to where it goes, and the round numbers that stand beside it."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

MOST_STEPS = 5


@dataclass(frozen=True)
class Scale:
    """Numbers from low to high, with a tick every `step`."""

    low: Decimal
    high: Decimal
    step: Decimal

    def share(self, value: float) -> float:
        """Where a value lies between the two ends: 0 to 1."""
        return (value - float(self.low)) / float(self.high - self.low)

    @property
    def ticks(self) -> list[Decimal]:
        count = int((self.high - self.low) / self.step)
        return [self.low + self.step * number for number in range(count + 1)]

    @property
    def places(self) -> int:
        """How many decimals its ticks need."""
        exponent = self.step.normalize().as_tuple().exponent
        return max(0, -exponent) if isinstance(exponent, int) else 0


def scale(values: Iterable[Decimal], *, from_zero: bool) -> Scale:
    """The least scale of round numbers that holds all values; it is never without a length."""
    given = [*values, *([Decimal()] if from_zero else [])]
    low, high = min(given, default=Decimal()), max(given, default=Decimal())
    if low == high:
        low, high = (low, low + 1) if low >= 0 else (low, Decimal())
    step = _round_step((high - low) / MOST_STEPS)
    return Scale(
        (low / step).to_integral_value(ROUND_FLOOR) * step,
        (high / step).to_integral_value(ROUND_CEILING) * step,
        step,
    )


def _round_step(least: Decimal) -> Decimal:
    """The next of 1, 2, 5, 10, 20, 50 … and of their tenths."""
    power = Decimal(10) ** least.adjusted()
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor >= least)
