"""What was done twice, or besides: a record sent a second time, a family that nobody asked for."""

from collections.abc import Iterator, Sequence
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field

from sandbox.practice.models import Submission
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
        return Verdict(any(_is_doubled(world, world.submissions(name)) for name in self.doubled))

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


def _is_doubled(world: World, sent: Sequence[Submission]) -> bool:
    """Whether more of them stand than one, or than stood when the exercise began."""
    began = world.attempt.began_at
    before = [each for each in sent if each.first_sent_at < began and not (each.withdrawn_at and each.withdrawn_at < began)]
    return sum(each.withdrawn_at is None for each in sent) > max(1, len(before))


CHECKS: tuple[type[Check], ...] = (SentTwice, NewHouseholds)
