"""What every kind of doubt promises, and what one doubt is."""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum

from sandbox.practice.doubts.looked_at import LookedAt
from sandbox.practice.keys import RecordKey
from sandbox.practice.parts import member_part


class DoubtEffect(Enum):
    """What a doubt leads to."""

    HOLDS = "menahan kiriman"
    ASKED = "ditanyakan"


class DoubtGroup(Enum):
    """What a doubt is about, as the page groups them; the value is the heading."""

    FAMILY = "Keluarga"
    MEMBER = "Anggota"
    SHEET = "Lembar"


HOLDS, ASKED = DoubtEffect.HOLDS, DoubtEffect.ASKED
FAMILY, MEMBER, SHEET = DoubtGroup.FAMILY, DoubtGroup.MEMBER, DoubtGroup.SHEET
COUNTED = {FAMILY: "keluarga", MEMBER: "orang", SHEET: "lembar"}


@dataclass(frozen=True, slots=True)
class Doubt:
    """One doubtful record. `title` and `text`: who it is and what is seen; `pair`: two persons who may be one.

    `facts`: what makes it doubtful. An answer to it holds as long as they stay as they are.
    """

    record: RecordKey
    title: str
    text: str
    facts: tuple[str, ...]
    person: int | None = None
    pair: tuple[int, int] | None = None
    reason: str = ""
    """What was written on the member's page to the same question: an answer too."""

    @property
    def subject(self) -> str:
        """Names what is doubtful within its kind: household/12, household/12/34."""
        return f"{self.record}/{self.person}" if self.person else str(self.record)

    @property
    def part(self) -> str:
        """The part of the record's form on which it is seen; empty for a whole record."""
        return member_part(self.person) if self.person else ""

    @property
    def state(self) -> str:
        """Names the facts, so that it is seen when they change."""
        return hashlib.sha256(json.dumps(self.facts).encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class DoubtKind:
    """One kind. `rule`: that of the member's form which asks the same; a reason given here answers it there too."""

    id: str
    area: DoubtGroup
    effect: DoubtEffect
    title: str
    find: Callable[[LookedAt], Iterator[Doubt]]
    rule: str = ""

    @property
    def unit(self) -> str:
        """What is counted: keluarga, orang, lembar."""
        return COUNTED[self.area]
