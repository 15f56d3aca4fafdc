"""The villages of a training by their official names, and which of them is meant by what somebody wrote."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from itertools import chain

from sandbox.words.folding import folded

LIKE, AS_LIKE = 0.72, 0.03
"""How like a name must be to be proposed (1 is the same), and by how much less another still counts as equally like."""
MOST_LIKE = 4
SAME_DISTRICT = 0.1
ALIKE = 0.75
"""How like the name beside a code must be to be that village's, misspelt."""
_KIND = r"(?:desa|ds|kelurahan|kel)"
BEFORE, AFTER = re.compile(rf"^(?:{_KIND} )+(?=\w)"), re.compile(rf"(?<=\w) {_KIND}$")


@dataclass(frozen=True, slots=True)
class OfficialVillage:
    """A village as the training has it."""

    code: str
    name: str
    kind: str
    district: str


def key_of(name: str) -> str:
    """What a village's name is compared by: 'Kel. LATENG ' and 'Lateng' are the same."""
    text = " ".join(re.findall(r"\w+", folded(name).replace("'", "")))
    return AFTER.sub("", BEFORE.sub("", text))


def district_key(name: str) -> str:
    """'Kec. Licin' and 'licin' alike."""
    return re.sub(r"^(?:kecamatan|kec) (?=\w)", "", " ".join(re.findall(r"\w+", folded(name))))


def code_in(text: str) -> tuple[str, bool]:
    """The code that a cell shows, with dots, and whether zeros had to be put back; empty if it is none.

    3510132008, 35 10 13 2008 and 35.10.13.2008 are whole; 35.10.5.2001 has lost a zero.
    """
    digits = re.sub(r"\D", "", text)
    parts = re.findall(r"\d+", text)
    if len(digits) == 10 and (len(parts) == 1 or [len(part) for part in parts] == [2, 2, 2, 4]):
        return f"{digits[:2]}.{digits[2:4]}.{digits[4:6]}.{digits[6:]}", False
    if len(parts) == 4 and all(len(part) <= width for part, width in zip(parts, (2, 2, 2, 4), strict=True)):
        province, regency, district, serial = (int(part) for part in parts)
        return f"{province:02d}.{regency:02d}.{district:02d}.{serial:04d}", True
    return "", False


class OfficialVillages:
    """All villages of a training, to be found by code and by name."""

    def __init__(self, villages: Iterable[OfficialVillage]) -> None:
        self.all: Sequence[OfficialVillage] = tuple(villages)
        self.by_code: Mapping[str, OfficialVillage] = {village.code: village for village in self.all}

    @cached_property
    def _by_key(self) -> Mapping[str, Sequence[OfficialVillage]]:
        found: dict[str, list[OfficialVillage]] = defaultdict(list)
        for village in self.all:
            found[key_of(village.name)].append(village)
        return found

    @cached_property
    def _pieces(self) -> Sequence[tuple[OfficialVillage, str, int]]:
        """Each village with its squashed name and how many pairs of letters that has."""
        return [(village, squashed, len(_pairs(squashed))) for village in self.all for squashed in [_squashed(village.name)]]

    @cached_property
    def _by_pair(self) -> Mapping[str, Sequence[int]]:
        """Places in `_pieces` by a pair of letters: so a name is compared with the few that are like it at all."""
        found: dict[str, list[int]] = defaultdict(list)
        for place, (_, squashed, _count) in enumerate(self._pieces):
            for pair in _pairs(squashed):
                found[pair].append(place)
        return found

    @cached_property
    def districts(self) -> frozenset[str]:
        """Their subdistricts, as they are compared."""
        return frozenset(district_key(village.district) for village in self.all)

    def named(self, name: str) -> Sequence[OfficialVillage]:
        """Those of exactly that name, whatever the capitals."""
        return self._by_key.get(key_of(name), ())

    def near(self, name: str, district: str = "") -> list[OfficialVillage]:
        """Those whose names are most like it, several only where they are equally like; none where nothing is."""
        wanted, there = _squashed(name), district_key(district)
        scored = sorted(((_likeness(wanted, squashed) + SAME_DISTRICT * (district_key(village.district) == there), village)
                         for village, squashed in self._likely(wanted)), key=lambda pair: (-pair[0], pair[1].code))
        if not scored or scored[0][0] < LIKE:
            return []
        return [village for score, village in scored if scored[0][0] - score <= AS_LIKE][:MOST_LIKE]

    def _likely(self, wanted: str) -> Iterator[tuple[OfficialVillage, str]]:
        """Those that share a third of their pairs of letters with it."""
        pairs = _pairs(wanted)
        shared = Counter(chain.from_iterable(self._by_pair.get(pair, ()) for pair in pairs))
        for place, both in shared.items():
            village, squashed, count = self._pieces[place]
            if 4 * both >= len(pairs) + count:
                yield village, squashed

    def is_alike(self, name: str, village: OfficialVillage) -> bool:
        """Whether it may be that village's name, misspelt."""
        return _likeness(_squashed(name), _squashed(village.name)) >= ALIKE


def _squashed(name: str) -> str:
    return key_of(name).replace(" ", "")


def _pairs(text: str) -> frozenset[str]:
    """Its letters two by two: names that share few of these are not alike."""
    return frozenset(text[place:place + 2] for place in range(len(text) - 1)) or frozenset({text})


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
