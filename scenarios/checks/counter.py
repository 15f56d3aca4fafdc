"""What the citizen who was planted at the counter was told."""

from collections.abc import Iterator
from datetime import datetime
from typing import ClassVar, Literal

from pydantic import Field

from sandbox.practice.counter.citizens import PLACED
from sandbox.practice.counter.models import CounterAnswer
from sandbox.practice.counter.standing import AnswerKind, validated_at
from scenarios.attempt.world import World
from scenarios.checks.base import Check, Verdict
from scenarios.parts import Slug


class CitizenTold(Check):
    """The planted citizen was told this: `{told: kk, answer: layani}`; `sound: true` only from data that were ready."""

    key: ClassVar[str] = "told"
    reads_data: ClassVar[bool] = True

    told: Slug = Field(description="The given household whose citizen was planted.")
    answer: Literal["layani", "kembali", "lengkapi"] = Field(description="What they were told.")
    sound: bool | None = Field(None, description="true: served from ready data, or an hour that holds; false: not so.")

    def verdict(self, world: World) -> Verdict:
        key = world.attempt.record_of(self.told)
        given = [] if key is None else [answer for visitor in world.data.visitors(key) if visitor.key.startswith(PLACED)
                                        for answer in visitor.answers]
        ready = [at for each in world.submissions(self.told) if (at := validated_at(each, world.now)) is not None]
        return Verdict(any(answer.kind == self.answer and self.sound in (None, _is_sound(answer, ready)) for answer in given))

    def records(self) -> Iterator[str]:
        yield self.told


def _is_sound(answer: CounterAnswer, ready: list[datetime]) -> bool:
    if answer.kind == AnswerKind.PROMISE and answer.back_at is not None:
        return any(at <= answer.back_at for at in ready)
    return answer.was_ready if answer.kind == AnswerKind.SERVE else not answer.was_ready


CHECKS: tuple[type[Check], ...] = (CitizenTold,)
