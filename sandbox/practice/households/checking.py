"""Puts what was typed before the rules, with the facts of this village, and refuses what does not fit."""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import String, cast, select
from sqlalchemy.orm import Session

from sandbox.errors import Problem, Rejected
from sandbox.practice.forms.field_errors import FieldError
from sandbox.practice.households.around import around
from sandbox.practice.households.households import data_of, village
from sandbox.practice.households.members import data_of as member_data
from sandbox.practice.households.taken import TakenNumbers, UsedNumber, numbers_of
from sandbox.practice.models import Household, Person
from sandbox.practice.nik import practice_prefix
from sandbox.practice.rules.case import Elsewhere, Facts
from sandbox.practice.rules.check import Finding, Level, Moment, blocking, check_household
from sandbox.practice.rules.neighbours import Neighbours
from sandbox.words.folding import folded


class Unfit(Rejected):
    """Refused by the form. `asked` are the warnings among the problems: a written reason answers them."""

    def __init__(self, problems: Sequence[Problem], asked: Sequence[Problem] = ()) -> None:
        super().__init__([*problems, *asked])
        self.refused = tuple(problems)
        self.asked = tuple(asked)


def require(errors: Iterable[FieldError], findings: Sequence[Finding] = (), *, reason: str = "") -> None:
    """Raises Unfit with all that stops the save. Warnings stop it as long as no `reason` is written.

    The rules see what could be read, so their findings come with the `errors` of what could not; at such an input itself they
    have nothing to say.
    """
    stopping = blocking(findings, reason)
    refused = [_problem(error) for error in errors]
    told = {problem.field for problem in refused}
    stopping = [finding for finding in stopping if finding.name not in told]
    refused += [_problem(finding) for finding in stopping if finding.level is Level.REFUSE]
    asked = [_problem(finding) for finding in stopping if finding.level is Level.ASK]
    if refused or asked:
        raise Unfit(refused, asked)


def why_not_sendable(session: Session, household: Household) -> list[Finding]:
    """What must be put right, or explained on a member's page, before this household can be sent."""
    members = [member_data(person) for person in household.members]
    facts = facts_for(session, household.id, numbers_of(household.number, members))
    return check_household(data_of(household), members, facts, at=Moment.SUBMIT)


def why_not_sendable_all(session: Session, families: Sequence[Household]) -> dict[int, list[Finding]]:
    """The same of several families, by id; what stands around them is asked for at once."""
    known = around(session, families)
    return {family.id: _found(session, family, known) for family in families}


def as_sent(session: Session, household: Household, others: Neighbours) -> tuple[list[Finding], list[Finding]]:
    """What does not fit in what is sent of it: by itself, and beside the other families that were sent."""
    found = _found(session, household, others)
    alone = _found(session, household, Neighbours()) if found else []
    seen = {(finding.rule, finding.name, finding.member) for finding in alone}
    return alone, [each for each in found if (each.rule, each.name, each.member) not in seen]


def _found(session: Session, household: Household, known: Neighbours) -> list[Finding]:
    """What is wrong with it, sent as it stands, among those families."""
    here, members = village(session), [member_data(person) for person in household.members]
    facts = known.facts(household.id, as_of=here.as_of, prefix=practice_prefix(here.district_code))
    return check_household(data_of(household), members, facts, at=Moment.SUBMIT)


def facts_for(session: Session, household_id: int | None, together: frozenset[UsedNumber] = frozenset()) -> Facts:
    """The village around one household (None: a new one). Asked only where a rule needs it; each question uses an index.

    `together`: numbers that are looked up at once.
    """
    here = village(session)
    others = Household.id != (household_id or 0)
    taken = TakenNumbers(session, household_id or 0, together)

    def person_known(name: str, place: str, born: date) -> Elsewhere | None:
        rows = session.execute(select(Household.number, Household.rt, Person.name, Person.birth_place).join(Person.household)
                               .where(Person.folded == folded(name), Person.birth_date == born, others))
        return next((Elsewhere(*row[:3]) for row in rows if folded(row.birth_place) == folded(place)), None)

    def office_held(code: str) -> Elsewhere | None:
        holds_it = cast(Person.answers["16"], String).contains(f'"{code}"', autoescape=True)
        return _elsewhere(session, select(Household.number, Household.rt, Person.name).join(Person.household)
                          .where(holds_it, others))

    return Facts(as_of=here.as_of, prefix=practice_prefix(here.district_code), nik_used=taken.nik, card_used=taken.card,
                 person_known=person_known, office_held=office_held)


def _elsewhere(session: Session, query: object) -> Elsewhere | None:
    row = session.execute(query.limit(1)).first()  # type: ignore[attr-defined]
    return None if row is None else Elsewhere(card=row[0], rt=row[1], name=row[2])


def explained(findings: Iterable[Finding], reason: str) -> dict[str, str]:
    """The reason for each thing that was asked."""
    return {finding.error.question: reason for finding in findings if finding.level is Level.ASK}


def _problem(found: FieldError | Finding) -> Problem:
    return Problem(field=found.name, code=found.code, text=found.text, label=found.label)
