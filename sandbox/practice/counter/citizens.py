"""What somebody who comes asks for, drawn from the family as it is then. Pure."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from sandbox.practice.counter.arrivals import LONGEST, Arrival
from sandbox.practice.counter.letters import Letter, LetterNeed, book, letter
from sandbox.practice.counter.models import Visitor
from sandbox.practice.models import Household
from sandbox.practice.rules.case import completed_years

PLACED = "datang/"
"""The key of who does not come by the arrivals begins so; their ticket with C."""
GROWN_UP, MOTHERS = 17, range(18, 46)
"""Ages of who comes alone, and of whose child a newborn may be."""


@dataclass(frozen=True, slots=True)
class Kin:
    """A member of the family, as far as it matters here."""

    id: int
    name: str
    sex: str
    birth_date: date
    is_head: bool

    def age(self, on: date) -> int:
        return completed_years(self.birth_date, on)


@dataclass(frozen=True, slots=True)
class Newborn:
    """The child that a letter is about, as the midwife's note has it."""

    name: str
    sex: str
    birth_date: date
    mother: str

    @classmethod
    def of(cls, about: dict[str, Any]) -> "Newborn":
        return cls(**{**about, "birth_date": date.fromisoformat(about["birth_date"])})


@dataclass(frozen=True, slots=True)
class Deceased:
    """Who has died, as the note of the RT has it."""

    person: int
    name: str
    died_on: date

    @classmethod
    def of(cls, about: dict[str, Any]) -> "Deceased":
        return cls(**{**about, "died_on": date.fromisoformat(about["died_on"])})


def visitor(arrival: Arrival, family: Sequence[Kin], *, on: date) -> Visitor | None:
    """The row of who comes; None from a card without people. `on`: the day that the village's ages are right for."""
    if not family:
        return None
    rng = arrival.rng
    grown_up = [each for each in family if each.age(on) >= GROWN_UP] or list(family)
    who = rng.choice(grown_up)
    mothers = [each for each in family if each.sex == "P" and each.age(on) in MOTHERS]
    others = [each for each in family if each is not who and not each.is_head]
    fitting = [each for each in book().letters if _fits(each, mothers, others)]
    wanted = rng.choices(fitting, [each.often for each in fitting])[0]
    return Visitor(
        key=arrival.key, ticket=arrival.ticket, household_id=arrival.household_id, person_id=who.id, name=who.name,
        letter=wanted.id, purpose=rng.choice(wanted.purposes), about=_about(wanted, rng, mothers, others, on),
        arrived_at=arrival.at, leaves_at=arrival.leaves_at)


def placed(household: Household, letter_id: str, *, now: datetime) -> Visitor:
    """The head of that household, who comes at `now` for that letter, and waits twice as long as anybody."""
    wanted = letter(letter_id)
    head = next((each for each in household.members if each.name == household.head_name), household.members[0])
    return Visitor(key=f"{PLACED}{household.id}/{letter_id}", ticket=f"C-{household.id}", household_id=household.id,
                   person_id=head.id, name=head.name, letter=wanted.id,
                   purpose=wanted.purposes[household.id % len(wanted.purposes)], about={}, arrived_at=now,
                   leaves_at=now + 2 * LONGEST)


def _fits(letter: Letter, mothers: Sequence[Kin], others: Sequence[Kin]) -> bool:
    return not (LetterNeed.NEWBORN in letter.needs and not mothers or LetterNeed.DEATH in letter.needs and not others)


def _about(letter: Letter, rng: Random, mothers: Sequence[Kin], others: Sequence[Kin], on: date) -> dict[str, Any]:
    if LetterNeed.NEWBORN in letter.needs:
        sex = rng.choice(sorted(book().newborns))
        name = rng.choice(book().newborns[sex])
        return _as_json(Newborn(name, sex, on - timedelta(days=rng.randint(5, 40)), rng.choice(mothers).name))
    if LetterNeed.DEATH in letter.needs:
        gone = rng.choice(others)
        return _as_json(Deceased(gone.id, gone.name, on - timedelta(days=rng.randint(3, 20))))
    return {}


def _as_json(about: Newborn | Deceased) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in asdict(about).items()}
