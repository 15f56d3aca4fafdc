"""A second opinion: do a copy's tables agree that an exercise is solved? Read without the engine.

It knows the file as written and the rows of the tables, and nothing of checks, attempts or the fold: so what the engine gets
wrong, and what a file forgets to ask, isn't wrong here in the same way. It only ever refutes; what it can't judge is None.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from sandbox.practice.sheets.questions import named_cell
from scenarios.proof.stored import alike, json_of, moment, person_of, plain, value

Verdict = bool | None
Spec = Mapping[str, Any]
MARCH = {"queued": 20, "sent": 50, "verified": 80}
"""The way up: how many seconds a submission stays at each stage at least, in order."""
KEPT_BESIDE = ("version", "saved_at", "saved_by", "unmatched_until", "explained", "sandbox")
"""Columns of households and people that are not typed into their forms; one, on PostgreSQL, is the copy's number."""
BELONGS = "ada"
"""In the ledger, instead of a field: whether the person belongs on that card."""


@dataclass(frozen=True)
class Witness:
    """What stands in one copy about the attempt that this person began last."""

    session: Session
    person: int
    now: datetime
    before: Mapping[str, Any] | None = None
    """What `contents` told when the attempt had just begun; None where nobody asked then."""

    def objections(self, spec: Spec) -> Iterator[str]:
        """Why it is not solved, in sentences: goals that the tables refute, and what is doubled or lost though no goal asks."""
        for goal in spec["goals"]:
            if self.judge(goal["check"]) is False:
                yield f"tujuan {goal['id']} tidak sesuai isi basis data"
        for given in spec.get("given", ()):
            if name := given.get("as"):
                yield from self._doubled(name)
        if not any("file" in given.values() for given in spec.get("given", ())) and (more := self._more_households(spec)):
            yield f"ada {more} keluarga baru"

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

    def _more_households(self, spec: Spec) -> int:
        """How many were entered that no card asks for."""
        [now] = self.rows("select count(*) as count from household")
        cards = {given["as"] for given in spec.get("given", ()) if "as" in given} - set(self.began[1].get("picked", {}))
        return int(now.count) - self.began[1]["households"] - sum(bool(self._bearing(name)) for name in cards)

    def contents(self) -> dict[str, Any]:
        """All that is stored of each picked household and sheet, by its name, but for who saved it, when and how often."""
        found: dict[str, Any] = {name: self.content(name) for name in self.began[1].get("picked", {})}
        return found | {name: self.content(name) for name in self.began[1].get("sheets", {})}

    def content(self, name: str) -> Any:
        """The same of one; None of a household that is gone."""
        if (entry_id := self.began[1].get("sheets", {}).get(name)) is not None:
            [entry] = self.rows("select sheet, period from sheet_entry where id = :id", id=entry_id)
            return self.cells(entry.sheet, entry.period)
        if (here := self.household(name)) is None:
            return None
        people = self.rows("select * from person where household_id = :id order by position", id=here.id)
        return [{column: plain(stored) if column == "answers" else str(stored)  # their order in the text means nothing
                 for column, stored in row._mapping.items() if column not in KEPT_BESIDE} for row in (here, *people)]

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
        return [person_of(row) for row in self.rows("select * from person where household_id = :id", id=here.id)] if here else []

    def cells(self, sheet: str, period: int) -> dict[str, Any]:
        """What stands in the cells of that sheet, by their names; of an empty one nothing."""
        found = self.rows('select "row", "column", number, text from cell where sheet = :sheet and period = :period',
                          sheet=sheet, period=period)
        return {f"b{row.row}k{row.column}": row.number if row.number is not None else row.text for row in found}

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
    return len(there) == len(lines) and all(any(_fits(person, line) for person in there) for line in lines)


def _fits(person: Spec, line: Spec) -> bool:
    return all(alike(person.get(key), said) for key, said in line.items())


def _cells(witness: Witness, check: Spec) -> Verdict:
    name = check["cells"]
    [entry] = witness.rows("select sheet, period from sheet_entry where id = :id", id=witness.began[1]["sheets"][name])
    there = witness.cells(entry.sheet, entry.period)
    wanted = {cell: value for paper in witness.papers(name) for cell, value in paper.get("cells", {}).items()}
    return None if all(alike(there.get(cell), value) for cell, value in wanted.items()) else False


def _sheet(witness: Witness, check: Spec) -> Verdict:
    [now] = witness.rows("select max(period) as period from sheet_entry where sheet = :sheet", sheet=check["sheet"])
    there = witness.cells(check["sheet"], now.period)
    return all(alike(there.get(named_cell(check["sheet"], label).name), value) for label, value in check["cells"].items())


def _mended(witness: Witness, check: Spec) -> Verdict:
    """Of a household: what the ledger says is true stands there. Of whom was deleted and entered anew it isn't asked."""
    here = witness.household(check["mended"])
    if here is None or check["mended"] in witness.began[1].get("sheets", {}):
        return None
    people = {row.id: row for row in witness.rows("select * from person where household_id = :id", id=here.id)}
    for wrong in witness.rows("select person_id, field, truth from defect where household_id = :id", id=here.id):
        row = here if wrong.person_id is None else people.get(wrong.person_id)
        if wrong.field != BELONGS and row is not None and not any(
                alike(value(row, wrong.field), truth) for truth in (wrong.truth, json_of(wrong.truth))):
            return False
    return None


def _born(witness: Witness, check: Spec) -> Verdict:
    children = [paper["child"] for paper in witness.papers(check["born"]) if "child" in paper]
    there = [person for person in witness.people(check["born"]) if alike(person["name"], children[0]["name"])]
    if check.get("numbered"):
        return any(person["nik"] for person in there)
    return len(there) == 1 and there[0]["nik"] is None and _fits(there[0], children[0])


def _died(witness: Witness, check: Spec) -> Verdict:
    [note] = [paper for paper in witness.papers(check["died"]) if "dead" in paper]
    found = witness.rows("select happened_on from mutation where kind = 'meninggal' and person_id = :person",
                         person=note["dead"]["person"])
    return any(str(row.happened_on)[:10] == note["on"] for row in found)


def _carded(witness: Witness, check: Spec) -> Verdict:
    here = witness.household(check["carded"])
    numbers = [paper["card"]["number"] for paper in witness.papers(check["carded"]) if "card" in paper]
    return here is not None and here.number == numbers[0]


def _explained(witness: Witness, check: Spec) -> Verdict:
    return any(row.explained for row in witness.sent(check["explained"]) if row.withdrawn_at is None)


def _in_batch(witness: Witness, check: Spec) -> Verdict:
    return any(row.batch is not None for row in witness.sent(check["in_batch"]) if row.withdrawn_at is None)


def _handed(witness: Witness, check: Spec) -> Verdict:
    here = witness.household(check["handed"])
    return None if here is None else bool(witness.rows(
        "select kind from handed_over where kind = 'household' and record_id = :id and version = :version", id=here.id,
        version=here.version))


def _told(witness: Witness, check: Spec) -> Verdict:
    """Only whether they were told it; whether it was sound is not asked here."""
    given = witness.rows("select answer.kind from counter_answer answer join visitor on visitor.id = answer.visitor_id"
                         " where visitor.household_id = :id", id=witness.began[1].get("picked", {}).get(check["told"]))
    return None if check["answer"] in [row.kind for row in given] else False


def _registered(witness: Witness, check: Spec) -> Verdict:
    if "but" in check:
        return None
    for paper in witness.papers(check["registered"]):
        for family in paper["families"]:
            there = [person_of(row) for row in witness.rows(
                "select person.* from person join household on household.id = household_id where household.number = :number",
                number=family["card"]["number"])]
            lines = family["members"]
            if len(there) != len(lines) or any(sum(_fits(person, line) for person in there) != 1 for line in lines):
                return False
    return True


def _reported(witness: Witness, check: Spec) -> Verdict:
    """Only whether any report was written since the beginning: what it names people write in many ways."""
    return _did(witness, {"did": "report"})


def _struck(witness: Witness, check: Spec) -> Verdict:
    """Only whether it ever did since the beginning."""
    if _least(check) < 1:
        return None
    return None if witness.rows("select id from journal where id > :begun and person = :person and fault = :fault",
                                begun=witness.began[0], person=witness.person, fault=check["struck"]) else False


def _answered(witness: Witness, check: Spec) -> Verdict:
    """Only whether the question was ever answered: what is right differs from seat to seat, and by the hour."""
    if "wrong" in check:
        return None
    answers = [plain(row.detail) for row in witness.rows(
        "select detail from journal where id > :begun and person = :person and action = 'answer'", begun=witness.began[0],
        person=witness.person)]
    return None if any(each.get("question") == check["answered"] for each in answers) else False


def _unchanged(witness: Witness, check: Spec) -> Verdict:
    name = check["unchanged"]
    return None if witness.before is None or name not in witness.before else witness.content(name) == witness.before[name]


def _doubled_check(witness: Witness, check: Spec) -> Verdict:
    """Only whether two stand: with how many it began is not asked here."""
    names = [check["doubled"]] if isinstance(check["doubled"], str) else check["doubled"]
    twice = any(sum(row.withdrawn_at is None for row in witness.sent(name)) > 1 for name in names)
    return None if twice else False


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


def _within(number: int, count: Any) -> bool:
    if isinstance(count, int):
        return number == count
    return count.get("min", 0) <= number and (count.get("max") is None or number <= count["max"])


def _least(check: Spec) -> int:
    count = check.get("count", {"min": 1})
    return int(count if isinstance(count, int) else count.get("min", 0))


JUDGES: Mapping[str, Callable[[Witness, Spec], Verdict]] = {
    "all": _all, "any": _any, "not": _not, "submissions": _submissions, "household": _household, "holds": _holds,
    "answers": _answers, "members": _members, "cells": _cells, "sheet": _sheet, "mended": _mended, "registered": _registered,
    "born": _born, "died": _died, "carded": _carded, "explained": _explained, "in_batch": _in_batch, "handed": _handed,
    "told": _told, "no_draft": _no_draft, "did": _did, "reported": _reported, "struck": _struck, "answered": _answered,
    "unchanged": _unchanged, "doubled": _doubled_check}
"""By the key that a check begins with."""
