"""What the village sent up in the weeks before the training: a few households, validated, with their receipts.

So that outbox and public profile are not empty on the first day.
"""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import numpy as np

from sandbox.practice.forms.packing import unpacked
from sandbox.practice.keys import HOUSEHOLD_KIND
from seed.chance.odds import Rng
from seed.village.population import OFFICE_OPENS, OFFICE_SECONDS, Population

FEWEST, MOST = 8, 14
FIRST_DAY, LAST_DAY = 18, 3
"""Days before the training."""
SENT_BY = "Operator"
STORED = "%Y-%m-%d %H:%M:%S.%f"

SUBMISSION_COLUMNS = ("reference", "kind", "record_id", "number", "title", "revision", "content", "queued_at", "first_sent_at",
                      "resent", "sent_by", "explained")
RECEIPT_COLUMNS = ("reference", "issued_at", "printed")


@dataclass(frozen=True, slots=True)
class Sent:
    """One submission that was never held: it was validated minutes after it was queued."""

    reference: str
    household_id: int
    number: str
    title: str
    content: str
    queued_at: datetime

    def submission_row(self) -> tuple[Any, ...]:
        """In the order of SUBMISSION_COLUMNS."""
        at = self.queued_at.strftime(STORED)
        return self.reference, HOUSEHOLD_KIND, self.household_id, self.number, self.title, 1, self.content, at, at, 0, SENT_BY, ""

    def receipt_row(self) -> tuple[Any, ...]:
        """In the order of RECEIPT_COLUMNS."""
        return self.reference, self.queued_at.strftime(STORED), 0


def sent(rng: Rng, village: Population, day: int) -> list[Sent]:
    """Draw submissions of complete households, in the order of their references. `day`: the training day in days since 1970."""
    count = min(int(rng.integers(FEWEST, MOST + 1)), len(village.complete))
    chosen = rng.choice(village.complete, size=count, replace=False)
    drawn = (day - rng.integers(LAST_DAY, FIRST_DAY + 1, count)) * 86_400 + OFFICE_OPENS + rng.integers(0, OFFICE_SECONDS, count)
    queued = np.maximum(drawn, village.saved[chosen] + 600)
    order = np.argsort(queued, kind="stable")
    members = _members(village, set(chosen.tolist()))
    numbers: dict[int, int] = {}
    found = []
    for index, seconds in zip(chosen[order].tolist(), queued[order].tolist(), strict=True):
        queued_at = datetime.fromtimestamp(seconds, UTC)
        numbers[queued_at.year] = numbers.get(queued_at.year, 0) + 1
        found.append(Sent(
            f"K-{queued_at.year}-{numbers[queued_at.year]:04d}", village.households["id"][index],
            village.households["number"][index], village.households["head_name"][index],
            _content(village, index, members[index]), queued_at))
    return found


def _members(village: Population, households: set[int]) -> dict[int, list[int]]:
    """Indices of the persons of each of these households."""
    members: dict[int, list[int]] = {index: [] for index in households}
    for person, household_id in enumerate(village.persons["household_id"]):
        if household_id - 1 in members:
            members[household_id - 1].append(person)
    return members


def _content(village: Population, index: int, members: list[int]) -> str:
    """The household and its members as they were sent: the shape of households.content_of."""
    card = {name: village.households[name][index] for name in ("number", "head_name", "address", "hamlet", "rw", "rt")}
    people = [{**{name: village.persons[name][person] for name in ("nik", "name", "sex", "birth_place", "birth_date")},
               "answers": unpacked("ddk_member", json.loads(village.persons["answers"][person]))} for person in members]
    content = {**card, "answers": unpacked("ddk_household", json.loads(village.households["answers"][index])), "members": people}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))
