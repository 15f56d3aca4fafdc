"""Checks made of checks, and all kinds of checks in one place: those that each file names, and these."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from scenarios.attempt.world import World
from scenarios.checks import counter, data, deeds, doubled, files, leaving
from scenarios.checks.base import Check, Verdict
from scenarios.parts import keyed_union


class _Several(Check):
    """Base of checks that hold other checks."""

    def inner(self) -> "tuple[AnyCheck, ...]":
        raise NotImplementedError

    def parts(self) -> Iterator[Check]:
        for check in self.inner():
            yield from check.parts()

    def tells_fate(self) -> bool:
        return any(check.tells_fate() for check in self.inner())

    def faults(self) -> Iterator[str]:
        for check in self.inner():
            yield from check.faults()

    def records(self) -> Iterator[str]:
        for check in self.inner():
            yield from check.records()

    def questions(self) -> Iterator[str]:
        for check in self.inner():
            yield from check.questions()


class All(_Several):
    """Every one of these checks holds: `{all: [{…}, {…}]}`."""

    key: ClassVar[str] = "all"

    checks: "tuple[AnyCheck, ...]" = Field(alias="all", min_length=1, description="The checks.")

    def inner(self) -> "tuple[AnyCheck, ...]":
        return self.checks

    def verdict(self, world: World) -> Verdict:
        verdicts = [check.verdict(world) for check in self.checks]
        met = sum(verdict.met for verdict in verdicts)
        part = next((verdict.part for verdict in verdicts if verdict.part), None)
        return Verdict(met == len(verdicts), part, _earliest(verdicts))


class Any_(_Several):
    """At least one of these checks holds: `{any: [{…}, {…}]}`. For ways that are equally right."""

    key: ClassVar[str] = "any"

    checks: "tuple[AnyCheck, ...]" = Field(alias="any", min_length=1, description="The checks.")

    def inner(self) -> "tuple[AnyCheck, ...]":
        return self.checks

    def verdict(self, world: World) -> Verdict:
        verdicts = [check.verdict(world) for check in self.checks]
        return Verdict(any(verdict.met for verdict in verdicts), None, _earliest(verdicts))


class Not(_Several):
    """The check does not hold: `{not: {unchanged: kk}}`."""

    key: ClassVar[str] = "not"

    check: "AnyCheck" = Field(alias="not", description="The check.")

    def inner(self) -> "tuple[AnyCheck, ...]":
        return (self.check,)

    def verdict(self, world: World) -> Verdict:
        verdict = self.check.verdict(world)
        return Verdict(not verdict.met, None, verdict.next_change_at)


CHECKS: tuple[type[Check], ...] = (
    *deeds.CHECKS, *data.CHECKS, *doubled.CHECKS, *counter.CHECKS, *files.CHECKS, *leaving.CHECKS, All, Any_, Not)

if TYPE_CHECKING:
    AnyCheck = Check
else:
    AnyCheck = keyed_union(CHECKS, error="check", message="pemeriksaan tidak dikenal")


def _earliest(verdicts: list[Verdict]) -> datetime | None:
    return min((verdict.next_change_at for verdict in verdicts if verdict.next_change_at), default=None)


for _holder in (All, Any_, Not):
    _holder.model_rebuild()
