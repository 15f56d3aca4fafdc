"""The events of some days: who came, what was begun, erred, put right, helped and solved. Pure.

They come from the one fold that the reports read, so that a count of the lines is the reports' figure: an attempt is `begun`
once, a mistake counts once an attempt, each rung of the hints once, and after an attempt was solved nothing but its rating.
People are numbers: their names stand in the reports.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from instructor.attendance.register import NOT_SEEN, Register
from instructor.reports.results import DayResults, PersonResults
from scenarios.results.fold import AttemptState


class EventKind(StrEnum):
    """What happened."""

    ATTENDED = "attended"
    BEGUN = "begun"
    MISTAKE = "mistake"
    REPAIRED = "repaired"
    HINT = "hint"
    WRONG_ANSWER = "wrong_answer"
    SOLVED = "solved"
    RATED = "rated"


class LearningEvent(BaseModel):
    """One line of the file. What an event has none of is left out."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(description="The same event has the same id in every export: day, seat, attempt, kind and what it concerns.")
    kind: EventKind = Field(description="attended, begun, mistake, repaired, hint, wrong_answer, solved or rated.")
    at: datetime | None = Field(None, description="When, UTC, by the hall's clock, which stands still in a pause; attended: the "
                                                  "wall's. Not known of rungs below the last, wrong answers and ratings.")
    day: int = Field(description="Number of the day.")
    held_on: date = Field(description="Date for which the day was planned.")
    village: str = Field(description="Official code of the village.")
    role: str = Field(description="sekdes or operator; operator2 is a third person.")
    seat: int = Field(description="Whose it is: the seat's number, as in the address of the trainee's page.")
    person: int = Field(description="The same for all seats of one person, who may be invited a second time.")
    takes_part: bool = Field(description="False for who was replaced or taken out since: reports count them apart.")
    attempt: str | None = Field(None, description="Which attempt: unique within a seat.")
    exercise: str | None = Field(None, description="Id of the exercise.")
    skill: str | None = Field(None, description="Id of the skill that it trains.")
    exam: str | None = Field(None, description="known or new, in an examination.")
    what: str | None = Field(None, description="Id of the mistake, the hint's number, the question's id, or the rating.")


def events(days: Sequence[DayResults], registers: dict[int, Register]) -> Iterator[LearningEvent]:
    """Everything of these days, by day, seat and attempt. `registers` by group id."""
    for day in days:
        register = registers.get(day.group.id)
        for person in day.people:
            if person.is_present:
                yield _attended(day, person, register)
            for attempt in person.attempts:
                yield from _of_attempt(day, person, attempt)


def lines(found: Iterable[LearningEvent]) -> Iterator[str]:
    """JSON, one event a line."""
    return (each.model_dump_json(exclude_none=True) for each in found)


def _attended(day: DayResults, person: PersonResults, register: Register | None) -> LearningEvent:
    here = NOT_SEEN if register is None else register.of(person.seat.trainee_id)
    marks = (here.morning, here.afternoon)
    return _event(day, person, EventKind.ATTENDED, min((mark.at for mark in marks if mark is not None), default=None))


def _of_attempt(day: DayResults, person: PersonResults, attempt: AttemptState) -> Iterator[LearningEvent]:
    yield _event(day, person, EventKind.BEGUN, attempt.began_at, attempt)
    for erred in attempt.erred:
        yield _event(day, person, EventKind.MISTAKE, erred.at, attempt, erred.mistake)
        if erred.mistake in attempt.mended:
            yield _event(day, person, EventKind.REPAIRED, attempt.mended_at.get(erred.mistake), attempt, erred.mistake)
    for rung in range(1, attempt.hints + 1):
        yield _event(day, person, EventKind.HINT, attempt.last_hint_at if rung == attempt.hints else None, attempt, str(rung))
    for question, answers in attempt.wrong.items():
        for number, _answer in enumerate(sorted(answers), 1):  # what was typed stays in the copy
            yield _event(day, person, EventKind.WRONG_ANSWER, None, attempt, f"{question}/{number}")
    if attempt.solved_at is not None:
        yield _event(day, person, EventKind.SOLVED, attempt.solved_at, attempt)
    if attempt.rating:
        yield _event(day, person, EventKind.RATED, None, attempt, attempt.rating)


def _event(day: DayResults, person: PersonResults, kind: EventKind, at: datetime | None, attempt: AttemptState | None = None,
           what: str | None = None) -> LearningEvent:
    seat = person.seat
    which = None if attempt is None else f"{attempt.began_wall_at.astimezone(UTC):%Y%m%dT%H%M%S%f}-{attempt.id}"
    name = "/".join(str(each) for each in (day.number, seat.trainee_id, which, kind.value, what) if each is not None)
    return LearningEvent(
        id=name, kind=kind, at=None if at is None else at.astimezone(UTC), day=day.number, held_on=day.held_on,
        village=seat.village_code, role=seat.role, seat=seat.trainee_id, person=seat.person_id, takes_part=person.is_expected,
        attempt=which, what=what, **_about(attempt))


def _about(attempt: AttemptState | None) -> dict[str, str | None]:
    if attempt is None:
        return {}
    return {"exercise": attempt.scenario, "skill": attempt.skill or None, "exam": attempt.exam or None}
