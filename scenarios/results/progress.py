"""A person's results, by exercise and by skill: pure, and the same for every order in which copies of a journal come in."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from scenarios.file.skills import Skill
from scenarios.results import mastery
from scenarios.results.fold import AttemptState, PersonState, Placed, Row, SeatKey, fold_all, merged
from scenarios.results.mastery import Rung, step


@dataclass(frozen=True)
class ScenarioProgress:
    """One exercise of one person. `state`: belum, jalan, dibantu, mandiri or mahir."""

    scenario: str
    attempts: Sequence[AttemptState]

    @property
    def step(self) -> Rung:
        return step(attempt.go for attempt in self.attempts)

    @property
    def state(self) -> str:
        here = self.step
        return "jalan" if here is Rung.BELUM and self.attempts else here.slug

    @property
    def latest(self) -> AttemptState:
        return self.attempts[-1]

    @property
    def alone(self) -> bool:
        """Whether the latest attempt counts as solved without help, that of earlier ones included."""
        return list(mastery.counted(attempt.go for attempt in self.attempts))[-1].alone

    @property
    def solved(self) -> bool:
        return any(attempt.solved_at for attempt in self.attempts)

    @property
    def mistakes(self) -> tuple[str, ...]:
        """Ids of the mistakes of the attempt that was solved last, or else of the latest."""
        solved = [attempt for attempt in self.attempts if attempt.solved_at]
        return (solved or self.attempts)[-1].mistakes

    @property
    def hints(self) -> int:
        return sum(attempt.hints for attempt in self.attempts)


def progress(rows: Iterable[Row], person: int) -> Mapping[str, ScenarioProgress]:
    """What this person has reached, by scenario, in the order in which they were first begun."""
    return by_scenario(results(rows, person))


def by_scenario(attempts: Sequence[AttemptState]) -> Mapping[str, ScenarioProgress]:
    """One person's attempts, sorted by exercise."""
    scenarios = dict.fromkeys(attempt.scenario for attempt in attempts)
    return {name: ScenarioProgress(name, [attempt for attempt in attempts if attempt.scenario == name]) for name in scenarios}


def by_skill(attempts: Sequence[AttemptState]) -> Mapping[str, Rung]:
    """The rung that one person's attempts reach in each skill."""
    names = dict.fromkeys(attempt.skill for attempt in attempts)
    return {name: step(attempt.go for attempt in attempts if attempt.skill == name) for name in names}


def lacking(reached: Mapping[str, Rung], skills: Iterable[Skill]) -> list[Skill]:
    """Of these skills, those that a certificate needs and in which *mandiri* is not reached yet; none left: *layak*."""
    return [skill for skill in skills if skill.certificate and reached.get(skill.id, Rung.BELUM) < Rung.MANDIRI]


def results(rows: Iterable[Row], person: int) -> Sequence[AttemptState]:
    """Every attempt of this person, in the order in which they were begun."""
    in_order = sorted(rows, key=lambda row: (row.generation, row.sandbox, row.deed.id))
    return by_person(fold_all(in_order)).get(person, [])


def placed_by_person(states: Mapping[SeatKey, PersonState]) -> dict[int, Placed]:
    """What every person knew at each end of the day, over all generations; the first word stands."""
    found: dict[int, Placed] = {}
    for key, state in sorted(states.items(), key=lambda each: (each[0].generation, each[0].sandbox)):
        found[key.person] = {**state.placed, **found.get(key.person, {})}
    return found


def by_person(states: Mapping[SeatKey, PersonState]) -> dict[int, list[AttemptState]]:
    """Every attempt of every person, over all generations, by the person.

    Numbers of generations rise over both copies of a village (generations.renew_together), so they tell which came first.
    """
    found: dict[int, list[PersonState]] = {}
    for key, state in sorted(states.items(), key=lambda each: (each[0].generation, each[0].sandbox)):
        found.setdefault(key.person, []).append(state)
    return {person: merged(of_person) for person, of_person in found.items()}
