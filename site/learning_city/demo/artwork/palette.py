"""The colours in which the demo's learning city is drawn."""

INK = "#10302f"
INK_SOFT = "#123c3a"
DEEP = "#0a2223"
TEAL = "#2b5d5a"
LAGOON = "#4a8781"
SEA = "#7fb8ad"
MIST = "#b9d8cf"
PAPER = "#faf6ef"
CREAM = "#f4ead8"
SAND = "#e9dcc3"
DUNE = "#d6bf98"
CLAY = "#b98f63"
EMBER = "#d9480f"
GLOW = "#ff8a4c"
PEACH = "#ffc79a"
RUST = "#a63a12"
DUSK = "#4b3f72"
LILAC = "#8a7fae"


def mixed(first: str, second: str, share: float) -> str:
    """Return the colour that lies `share` (0 to 1) of the way from first to second."""
    ends = (_channels(first), _channels(second))
    blend = (round(a + (b - a) * share) for a, b in zip(*ends, strict=True))
    return "#" + "".join(f"{channel:02x}" for channel in blend)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
