"""A waveform: how loud a sound is from its beginning to its end, small enough to be drawn."""

from itertools import pairwise

BARS = 120
HIGHEST = 100


def peaks(samples: bytes) -> list[int]:
    """The loudest moment of each of BARS equal parts, from 0 to HIGHEST; of signed bytes.

    The loudest of all reaches HIGHEST, so that a quiet recording can be seen as well.
    """
    loud = [_loudest(part) for part in _parts(samples)]
    most = max(loud, default=0)
    return [round(HIGHEST * one / most) for one in loud] if most else []


def path(peaks: list[int]) -> str:
    """The bars as the path of an SVG that is as wide as there are bars, and 2 × HIGHEST high."""
    return "".join(
        f"M{number}.5 {HIGHEST - height}v{2 * height}"
        for number, height in enumerate(max(1, peak) for peak in peaks)
    )


def _parts(samples: bytes) -> list[bytes]:
    count = len(samples)
    edges = [count * number // BARS for number in range(BARS + 1)]
    return [samples[start:stop] for start, stop in pairwise(edges)]


def _loudest(part: bytes) -> int:
    """Signed bytes: 0 … 127 swing up, 255 … 128 swing down."""
    up = max((byte for byte in set(part) if byte < 128), default=0)
    down = 256 - min((byte for byte in set(part) if byte >= 128), default=256)
    return max(up, down)
