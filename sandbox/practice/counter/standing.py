"""Where a citizen is at a moment, and how the family's data stand, as the queue says it: functions of rows and hall time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, StrEnum

from sandbox.practice.counter.letters import LetterNeed, letter
from sandbox.practice.counter.models import CounterAnswer, Visitor
from sandbox.practice.models import Submission
from sandbox.practice.submissions.stages import Stage, next_change_at, reached_at, stage_at
from sandbox.practice.submissions.submissions import way_of
from sandbox.practice.submissions.tracking import track
from sandbox.practice.submissions.validated import questions
from sandbox.practice.words import BASELINE

COMES_BACK_FOR = timedelta(minutes=20)
"""So long somebody waits again who came back at the hour that was promised."""


class AnswerKind(StrEnum):
    """What a citizen can be told."""

    SERVE = "layani"
    PROMISE = "kembali"
    PAPERS = "lengkapi"


class CitizenPlace(Enum):
    """Where a citizen is."""

    WAITING = "menunggu"
    AWAY = "kembali nanti"
    SERVED = "dilayani"
    FOR_PAPERS = "melengkapi berkas"
    LEFT = "pergi"


def where(visitor: Visitor, now: datetime) -> CitizenPlace:
    """Where they are at `now`. Who was promised an hour is away until then, and waits again from then on."""
    answer = visitor.answer
    if answer is None:
        return CitizenPlace.WAITING if now < visitor.leaves_at else CitizenPlace.LEFT
    if answer.kind == AnswerKind.SERVE:
        return CitizenPlace.SERVED
    if answer.back_at is None:
        return CitizenPlace.FOR_PAPERS
    if now < answer.back_at:
        return CitizenPlace.AWAY
    return CitizenPlace.WAITING if now < answer.back_at + COMES_BACK_FOR else CitizenPlace.LEFT


def waits_since(visitor: Visitor) -> datetime:
    """Since when they stand in the queue: since they came, or came back."""
    answer = visitor.answer
    return visitor.arrived_at if answer is None or answer.back_at is None else answer.back_at


def left_at(visitor: Visitor) -> datetime:
    """When somebody who was not served goes."""
    answer = visitor.answer
    return visitor.leaves_at if answer is None or answer.back_at is None else answer.back_at + COMES_BACK_FOR


@dataclass(frozen=True, slots=True)
class FamilyBrief:
    """A household as far as the queue looks at it."""

    filled: int
    saved_by: str


@dataclass(frozen=True, slots=True)
class DataStanding:
    """How a family's data stand for a letter. `state`: a stage's glyph; `ready_at`: when they are validated, if time alone does
    it; `reference`: the submission that is waited for."""

    state: str
    text: str
    ready_at: datetime | None = None
    reference: str = ""


def standing(visitor: Visitor, family: FamilyBrief | None, sent: Sequence[Submission], now: datetime) -> DataStanding:
    """`family`: None for one that has gone. `sent`: its submissions, oldest first."""
    if family is None:
        return DataStanding("none", "Keluarga tidak ada lagi")
    live = [each for each in sent if stage_at(way_of(each), now) is not Stage.WITHDRAWN]
    counting = next((each for each in live if stage_at(way_of(each), now) is Stage.VALIDATED), live[-1] if live else None)
    if counting is not None:
        return _of_sent(counting, now)
    is_complete = family.filled >= questions()
    if not is_complete:
        return DataStanding("none", "Isian belum lengkap")
    if family.saved_by != BASELINE or sent:
        return DataStanding("unsent", "Belum dikirim")
    if LetterNeed.THIS_PERIOD in letter(visitor.letter).needs:
        return DataStanding("unsent", "Belum dikirim tahun ini")
    return DataStanding("done", "Data tervalidasi", visitor.arrived_at)


def validated_at(submission: Submission, now: datetime) -> datetime | None:
    """When it is, or will be, validated if no deed comes between; None if it will not."""
    way = way_of(submission)
    if stage_at(way, now) is Stage.VALIDATED:
        return reached_at(way, Stage.VALIDATED)
    at, step = now, next_change_at(way, now)
    while step is not None:
        at, step = step, next_change_at(way, step)
    return at if stage_at(way, at) is Stage.VALIDATED else None


def _of_sent(submission: Submission, now: datetime) -> DataStanding:
    at, told = validated_at(submission, now), track(submission, now)
    if told.state == "done":
        return DataStanding("done", "Data tervalidasi", at)
    return DataStanding(told.state, told.short, at, submission.reference)


class Worth(Enum):
    """What an hour that was promised is worth: the value is how it is told."""

    KEPT = "Ditepati: datanya siap sebelum jam itu"
    BROKEN = "Tidak ditepati: pada jam itu datanya belum siap"
    OPEN = "Belum sampai jamnya"


def worth(answer: CounterAnswer, ready_at: datetime | None, now: datetime) -> Worth | None:
    """Judged against when the data really was ready; None for another answer than an hour."""
    if answer.back_at is None:
        return None
    if ready_at is not None and ready_at <= answer.back_at and ready_at <= now:
        return Worth.KEPT
    return Worth.BROKEN if now >= answer.back_at else Worth.OPEN
