"""A second opinion: do a copy's tables agree that an exercise is solved? Read without the engine.

It knows the file as written and the rows of the tables, and nothing of checks, attempts or the fold: so what the engine gets
wrong, and what a file forgets to ask, isn't wrong here in the same way. It only ever refutes; what it can't judge is None.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

Verdict = bool | None
Spec = Mapping[str, Any]
MARCH = {"queued": 20, "sent": 50, "verified": 80}
"""The way up: how many seconds a submission stays at each stage at least, in order."""


@dataclass(frozen=True)
class Witness:
    """What stands in one copy about the attempt that this person began last."""

    session: Session
    person: int
    now: datetime

    def objections(self, spec: Spec) -> Iterator[str]:
        """Why it is not solved, in sentences: goals that the tables refute, and what is doubled or lost though no goal asks."""
        for goal in spec["goals"]:
            if self.judge(goal["check"]) is False:
                yield f"tujuan {goal['id']} tidak sesuai isi basis data"
        for given in spec.get("given", ()):
            if name := given.get("as"):
                yield from self._doubled(name)

    def judge(self, check: Spec) -> Verdict:
        """Whether the tables say so; None where this can't tell."""
        judged = JUDGES.get(next(iter(check)))
        return judged(self, check) if judged else None

    def _doubled(self, name: str) -> Iterator[str]:
        standing = [row for row in self.sent(name) if row.withdrawn_at is None]
        if len(standing) > 1:
            yield f"{name} terkirim {len(standing)} kali"
        if len(self._bearing(name)) > 1:
            yield f"{name} tercatat {len(self._bearing(name))} kali"

    def rows(self, sql: str, **values: Any) -> Sequence[Any]:
        return self.session.execute(text(sql), values).all()

    @property
    def began(self) -> tuple[int, Mapping[str, Any]]:
        """The row with which the attempt began: its id, and what it says of the case."""
        [row] = self.rows("select id, detail from journal where action = 'begin' and person = :person order by id desc limit 1",
                          person=self.person)
        return row.id, plain(row.detail)

    def papers(self, name: str) -> list[Mapping[str, Any]]:
        return [paper for paper in self.began[1].get("papers", ()) if paper["of"] == name]

    def household(self, name: str) -> Any:
        """The row of the given household; None for a card that is not entered, and for one that is gone."""
        picked = self.began[1].get("picked", {}).get(name)
        if picked is not None:
            return next(iter(self.rows("select * from household where id = :id", id=picked)), None)
        return next(iter(self._bearing(name)), None)

    def people(self, name: str) -> list[dict[str, Any]]:
        """The members of the given household, by the fields of the member's form."""
        here = self.household(name)
        found = self.rows("select * from person where household_id = :id", id=here.id) if here else []
        return [{**plain(row.answers), "nik": row.nik, "name": row.name, "sex": row.sex, "birth_place": row.birth_place,
                 "birth_date": str(row.birth_date)[:10]} for row in found]

    def sent(self, name: str) -> Sequence[Any]:
        """Every submission of the given household or sheet."""
        kind, record = "sheet", self.began[1].get("sheets", {}).get(name)
        if record is None:
            here = self.household(name)
            kind, record = "household", self.began[1].get("picked", {}).get(name) or (here.id if here else None)
        return self.rows("select * from submission where kind = :kind and record_id = :id", kind=kind, id=record)

    def stage(self, row: Any) -> str:
        """How far a submission has come by now, hold by hold."""
        if row.withdrawn_at is not None:
            return "withdrawn"
        returns = self.rows("select at, stage from returned where reference = :ref and revision = :revision", ref=row.reference,
                            revision=row.revision)
        if any(back.at is not None and moment(back.at) <= self.now for back in returns):
            return "returned"
        holds = self.rows("select stage, until from hold where reference = :ref and released_at is null", ref=row.reference)
        at = moment(row.queued_at)
        for stage, stay in MARCH.items():
            ends = [moment(hold.until) if hold.until else None for hold in holds if hold.stage == stage]
            at = max([at + timedelta(seconds=stay), *(end for end in ends if end)])
            if None in ends or at > self.now:
                return stage
            if stage in [back.stage for back in returns if back.at is None]:
                return "returned"
        return "validated"

    def _bearing(self, name: str) -> Sequence[Any]:
        """The households with the number on that card, or with the present one of a picked household."""
        picked = self.began[1].get("picked", {}).get(name)
        if picked is not None:
            return self.rows("select * from household where number = (select number from household where id = :id)", id=picked)
        numbers = [paper["card"]["number"] for paper in self.papers(name) if "card" in paper]
        return self.rows("select * from household where number = :number", number=numbers[0]) if numbers else []


def _submissions(witness: Witness, check: Spec) -> Verdict:
    which = check["submissions"]
    found = [row for row in witness.sent(which["record"]) if _is_at(witness.stage(row), which.get("stage"))
             and ("resent" not in which or _within(row.resent, which["resent"]))]
    if which.get("current"):  # what was sent is not compared here: there are at most so many
        return None if len(found) >= _least(check) else False
    return _within(len(found), check.get("count", {"min": 1}))


def _is_at(stage: str, wanted: str | None) -> bool:
    return stage != "withdrawn" if wanted is None else stage == wanted


def _household(witness: Witness, check: Spec) -> Verdict:
    here = witness.household(check["household"])
    found = len(witness._bearing(check["household"])) if here is not None else 0
    return _within(found, check.get("count", {"min": 1, "max": 1}))


def _answers(witness: Witness, check: Spec) -> Verdict:
    wanted = {key: value for paper in witness.papers(check["answers"]) for key, value in paper.get("answers", {}).items()}
    return _has(witness, check["answers"], wanted)


def _holds(witness: Witness, check: Spec) -> Verdict:
    return _has(witness, check["holds"], check["answers"])


def _has(witness: Witness, name: str, wanted: Mapping[str, Any]) -> bool:
    here = witness.household(name)
    return here is not None and all(alike(plain(here.answers).get(key), value) for key, value in wanted.items())


def _members(witness: Witness, check: Spec) -> Verdict:
    lines = [line for paper in witness.papers(check["members"]) for line in paper.get("members", ())]
    there = witness.people(check["members"])
    return len(there) == len(lines) and all(
        any(all(alike(person.get(key), value) for key, value in line.items()) for person in there) for line in lines)


def _cells(witness: Witness, check: Spec) -> Verdict:
    name = check["cells"]
    [entry] = witness.rows("select sheet, period from sheet_entry where id = :id", id=witness.began[1]["sheets"][name])
    there = {f"b{row.row}k{row.column}": row.number if row.number is not None else row.text for row in witness.rows(
        'select "row", "column", number, text from cell where sheet = :sheet and period = :period', sheet=entry.sheet,
        period=entry.period)}
    wanted = {cell: value for paper in witness.papers(name) for cell, value in paper.get("cells", {}).items()}
    return None if all(alike(there.get(cell), value) for cell, value in wanted.items()) else False


def _no_draft(witness: Witness, check: Spec) -> Verdict:
    here = witness.household(check["no_draft"])
    return None if here is None else not witness.rows(
        "select part from draft where person = :person and record = :record", person=witness.person,
        record=f"household/{here.id}")


def _did(witness: Witness, check: Spec) -> Verdict:
    """Only whether it was ever done since the beginning: when, where and how often is not asked here."""
    least = check.get("count", 1)
    if (least if isinstance(least, int) else least.get("min", 0)) < 1:
        return None
    deeds = check["did"] if isinstance(check["did"], list) else [check["did"]]
    done = {row.action for row in witness.rows("select action from journal where id > :begun and person = :person",
                                               begun=witness.began[0], person=witness.person)}
    return None if done & set(deeds) else False


def _all(witness: Witness, check: Spec) -> Verdict:
    found = [witness.judge(each) for each in check["all"]]
    return False if False in found else None if None in found else True


def _any(witness: Witness, check: Spec) -> Verdict:
    found = [witness.judge(each) for each in check["any"]]
    return True if True in found else None if None in found else False


def _not(witness: Witness, check: Spec) -> Verdict:
    found = witness.judge(check["not"])
    return None if found is None else not found


JUDGES: Mapping[str, Callable[[Witness, Spec], Verdict]] = {
    "all": _all, "any": _any, "not": _not, "submissions": _submissions, "household": _household, "holds": _holds,
    "answers": _answers, "members": _members, "cells": _cells, "no_draft": _no_draft, "did": _did}
"""By the key that a check begins with."""


def plain(value: Any) -> Any:
    """What a JSON column holds: SQLite gives its text."""
    return json.loads(value) if isinstance(value, str) else value or {}


def moment(value: Any) -> datetime:
    """What a column of times holds: SQLite gives text, in UTC."""
    found = datetime.fromisoformat(value) if isinstance(value, str) else value
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def alike(found: Any, wanted: Any) -> bool:
    """Whether two values are the same: of texts the letters and digits, whatever their size; of lists the members."""
    if isinstance(found, str) and isinstance(wanted, str):
        return _letters(found) == _letters(wanted)
    if isinstance(found, list) and isinstance(wanted, list):
        return len(found) == len(wanted) and all(any(alike(one, other) for other in wanted) for one in found)
    return bool(found == wanted)


def _letters(words: str) -> str:
    return "".join(letter for letter in words.lower() if letter.isalnum())


def _within(number: int, count: Any) -> bool:
    if isinstance(count, int):
        return number == count
    return count.get("min", 0) <= number and (count.get("max") is None or number <= count["max"])


def _least(check: Spec) -> int:
    count = check.get("count", {"min": 1})
    return int(count if isinstance(count, int) else count.get("min", 0))
