"""Where the villages of a subdistrict lie: a plan of squares, so that what is north of one has that one in its south.

By the sea the first line of squares is the shore; the wilder a village (forest, plantation), the nearer it lies to the
subdistrict's forests. What lies beyond the plan's edge is told by the facts of the subdistrict, never invented.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

SIDES = ("north", "south", "east", "west")
OPPOSITE = {"north": "south", "south": "north", "east": "west", "west": "east"}
STEP = {"north": (0, 1), "south": (0, -1), "east": (1, 0), "west": (-1, 0)}
"""The way from a square to its neighbour: x grows to the east, y to the north."""
SEA = "Laut"
"""What lies in the south of a village by the sea of which no more is known."""

Square = tuple[int, int]
Edge = tuple[tuple[str, float], ...]
"""What lies along one side of a subdistrict, from the west or north on, with its part of the side."""
Neighbour = tuple[str, str]
"""A village or what else lies there, and its subdistrict or ''."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What lies around a subdistrict."""

    edges: Mapping[str, Edge]
    seas: frozenset[str]
    forests: frozenset[str]

    def facing(self, names: frozenset[str]) -> str:
        """The side along which most of these lie, or ''."""
        share = {side: sum(weight for name, weight in self.edges.get(side, ()) if name in names) for side in SIDES}
        best = max(SIDES, key=share.__getitem__)
        return best if share[best] else ""


@dataclass(frozen=True, slots=True)
class Villager:
    """A village to be placed."""

    name: str
    by_sea: bool
    wildness: int
    """0 for a town, the higher the nearer to a forest."""
    beyond: str
    """What lies behind it where nothing is known."""


@dataclass(frozen=True, slots=True)
class Plot:
    """Where a village lies within its subdistrict, and what borders it."""

    east: float
    """How far east of the middle of the subdistrict, in squares; negative to the west."""
    north: float
    """Likewise to the north."""
    wildness: float
    """From 0, the nearest to the front, to 1, the nearest to the forests."""
    borders: tuple[Neighbour, ...]
    """In the order of SIDES."""
    by_sea: bool


def plots(villages: Sequence[Villager], district: str, around: Surroundings) -> list[Plot]:
    """The plot of each village, in their order. `district`: the subdistrict's name; `around`: what lies beyond it."""
    sea = around.facing(around.seas) or ("south" if any(one.by_sea for one in villages) else "")
    front = sea or OPPOSITE.get(around.facing(around.forests), "south")
    squares = _squares(len(villages), front, shore=sum(one.by_sea for one in villages))
    wildness = _wildness(squares, front, around.facing(around.forests))
    placed = _placed(villages, squares, wildness)
    who = {square: index for index, square in enumerate(placed)}
    middle_x, middle_y = (sum(square[axis] for square in squares) / len(squares) for axis in (0, 1))
    found = []
    for x, y in placed:
        borders = tuple(_border(villages, who, (x, y), side, district, around) for side in SIDES)
        by_sea = any(name in around.seas or name == SEA for name, _ in borders)
        found.append(Plot(x - middle_x, y - middle_y, wildness[x, y], borders, by_sea))
    return found


def _squares(count: int, front: str, shore: int) -> list[Square]:
    """Full lines along the front, the first of them at it; the last line may be short. At least `shore` squares at the front."""
    length = max(shore, round(count ** .5), 1)
    along, inland = (0, 1) if front in ("north", "south") else (1, 0)
    away = -STEP[front][inland]
    squares = []
    for index in range(count):
        square = [0, 0]
        square[along], square[inland] = index % length, away * (index // length)
        squares.append((square[0], square[1]))
    return squares


def _wildness(squares: Sequence[Square], front: str, wild: str) -> dict[Square, float]:
    """How near each square is to the forests, or else how far from the front."""
    towards, away = STEP[wild or OPPOSITE[front]], STEP[OPPOSITE[front]]
    reach = {(x, y): x * towards[0] + y * towards[1] + .1 * (x * away[0] + y * away[1]) for x, y in squares}
    low, high = min(reach.values()), max(reach.values())
    return {square: (value - low) / (high - low or 1) for square, value in reach.items()}


def _placed(villages: Sequence[Villager], squares: Sequence[Square], wildness: Mapping[Square, float]) -> list[Square]:
    """The shore's villages take the first squares, which are the front; the others by wildness."""
    shore = [index for index, one in enumerate(villages) if one.by_sea]
    others = sorted((index for index, one in enumerate(villages) if not one.by_sea), key=lambda i: (-villages[i].wildness, i))
    inland = sorted(squares[len(shore):], key=lambda square: (-wildness[square], square))
    where = dict(zip([*shore, *others], [*squares[:len(shore)], *inland], strict=True))
    return [where[index] for index in range(len(villages))]


def _border(villages: Sequence[Villager], who: Mapping[Square, int], at: Square, side: str, district: str,
            around: Surroundings) -> Neighbour:
    """What lies beside the square `at` on that side: a village of the subdistrict, or what is known or likely beyond it."""
    there = (at[0] + STEP[side][0], at[1] + STEP[side][1])
    if there in who:
        return villages[who[there]].name, district
    one = villages[who[at]]
    fitting = _fitting(one, around.edges.get(side, ()), around)
    if not fitting:
        return (SEA if one.by_sea and not around.facing(around.seas) and side == "south" else one.beyond), ""
    return _neighbour(_along(fitting, _position(who, at, side)))


def _fitting(one: Villager, edge: Edge, around: Surroundings) -> Edge:
    """What of an edge suits the village: the sea a shore, the forest a wild one; the sea comes last for the others."""
    liked = around.seas if one.by_sea else around.forests if one.wildness > 1 else frozenset()
    shunned = (around.seas | around.forests) - liked
    tries = (tuple(part for part in edge if part[0] in liked), tuple(part for part in edge if part[0] not in shunned),
             tuple(part for part in edge if part[0] not in around.seas), edge)
    return next((found for found in tries if found), ())


def _position(who: Mapping[Square, int], at: Square, side: str) -> float:
    """Where along the plan's side a square lies: from 0, the west or north end, to 1."""
    axis = 0 if side in ("north", "south") else 1
    values = [square[axis] for square in who]
    share = (at[axis] - min(values) + .5) / (max(values) - min(values) + 1)
    return share if axis == 0 else 1 - share


def _along(edge: Edge, position: float) -> str:
    """What lies at that place, from 0 to 1, of an edge."""
    bounds = list(accumulate(weight for _, weight in edge))
    return edge[min(bisect_right(bounds, position * bounds[-1]), len(edge) - 1)][0]


def _neighbour(told: str) -> Neighbour:
    """Kecamatan Contoh → (Kecamatan Contoh, Contoh); Kabupaten Lain, Kecamatan Contoh → (Kabupaten Lain, Contoh)."""
    before, word, district = told.rpartition("Kecamatan ")
    return (before.rstrip(", ") or told, district) if word else (told, "")
