"""What was done twice, or besides: a record sent a second time, a family that nobody asked for."""

from collections import Counter
from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field

from sandbox.practice.keys import RecordKey
from scenarios.attempt.world import World
from scenarios.checks.base import BOTH, Check, Verdict
from scenarios.parts import Count, Slug, listed


class SentTwice(Check):
    """One of these records has a second submission, more than it had at the beginning: `{doubled: kk}`, `{doubled: [a, b]}`."""

    key: ClassVar[str] = "doubled"
    about: ClassVar[tuple[str, ...]] = BOTH
    reads_data: ClassVar[bool] = True

    doubled: Annotated[tuple[Slug, ...], BeforeValidator(listed, json_schema_input_type=Slug | tuple[Slug, ...])] = Field(
        min_length=1, description="The given households or sheets.")

    def verdict(self, world: World) -> Verdict:
        began, stand, before = world.attempt.began_at, Counter[RecordKey](), Counter[RecordKey]()
        keys = [key for name in self.doubled if (key := world.attempt.record_of(name)) is not None]
        for kind in {key.kind for key in keys}:
            for id_, sent, withdrawn in world.data.sent_times(kind, tuple(key.id for key in keys if key.kind == kind)):
                stand[RecordKey(kind, id_)] += withdrawn is None
                before[RecordKey(kind, id_)] += sent < began and (withdrawn is None or withdrawn >= began)
        return Verdict(any(stand[key] > max(1, before[key]) for key in keys))

    def records(self) -> Iterator[str]:
        yield from self.doubled


class NewHouseholds(Check):
    """So many households more than at the beginning, the card of the berkas left out: `{new_households: {min: 1}}`."""

    key: ClassVar[str] = "new_households"
    reads_data: ClassVar[bool] = True

    new_households: Count = Field(description="How many more.")

    def verdict(self, world: World) -> Verdict:
        attempt = world.attempt
        new = world.data.households_since(attempt.detail.newest_household)
        if new:  # asked only then: most enter none, and where one works alone nobody else does
            new = new - {here.id for name in attempt.household_names if (here := world.household(name))}
            new = new.difference(*(world.bearing(name) for name in attempt.card_names))
        if new:
            new = new - world.data.entered_by_others(attempt)
        return Verdict(self.new_households.holds(len(new)))


CHECKS: tuple[type[Check], ...] = (SentTwice, NewHouseholds)
