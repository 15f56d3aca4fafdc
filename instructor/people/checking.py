"""The dry run of a list: its rows, the official villages and what was answered give the people, and what is still open.

It is a function: nothing is read or written here. A problem that several rows share (one misspelt village, one unknown role) is
asked once; what is asked of doubled people is asked after the rows that are still open.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from instructor.people.blocks import under_their_districts
from instructor.people.columns import RosterColumn
from instructor.people.names import flaw_of, role_of, tidy_name
from instructor.people.official import OfficialVillage, OfficialVillages, code_in, district_key, key_of
from instructor.people.problems import BOTH, SKIP, Asks, RosterChoice, RosterProblem, Why, as_choice, key_for
from instructor.people.rows import RosterRead, RosterRow
from sandbox.words.folding import folded
from sandbox.words.roles import ROLE_LABELS, THIRD

MOST_PROPOSED = 500
"""Misspelt villages for which near ones are looked for: a file with more is another district's."""
ROLES = ("sekdes", "operator")


@dataclass(frozen=True, slots=True)
class Invited:
    """A person of the list whose village, role and name are settled."""

    row: int
    code: str
    role: str
    name: str


@dataclass(frozen=True, slots=True)
class RosterReport:
    """What came of a check. `people` are those that are settled; with no problem open they are all."""

    sheets: tuple[str, ...]
    others: tuple[str, ...]
    headings: Mapping[int, str]
    columns: Mapping[int, RosterColumn]
    lacking: tuple[RosterColumn, ...]
    rows: int
    """Rows of the file that name somebody."""
    passed: tuple[int, ...]
    problems: tuple[RosterProblem, ...]
    people: tuple[Invited, ...]

    @property
    def open(self) -> list[RosterProblem]:
        return [problem for problem in self.problems if problem.is_open]

    @property
    def villages(self) -> int:
        return len({person.code for person in self.people})

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> "RosterReport":
        return cls(tuple(told.get("sheets", ())), tuple(told["others"]),
                   {int(place): text for place, text in told["headings"].items()},
                   {int(place): RosterColumn(column) for place, column in told["columns"].items()},
                   tuple(RosterColumn(each) for each in told["lacking"]), told["rows"], tuple(told["passed"]),
                   tuple(RosterProblem.from_json(each) for each in told["problems"]),
                   tuple(Invited(**each) for each in told["people"]))


@dataclass(slots=True)
class _Open:
    """A problem while its rows come together."""

    problem: RosterProblem
    rows: list[int] = field(default_factory=list)


class RosterCheck:
    """One check; `answers` by the keys of problems."""

    def __init__(self, official: OfficialVillages, answers: Mapping[str, str]) -> None:
        self._official, self._answers = official, answers
        self._found: dict[str, _Open] = {}
        self._villages: dict[tuple[str, str, str], OfficialVillage | RosterProblem] = {}
        self._proposed = 0

    def report(self, read: RosterRead) -> RosterReport:
        rows_there = under_their_districts(read.rows, self._official)
        settled = [person for row in rows_there if (person := self._settled(row)) is not None]
        people = list(self._one_a_seat(list(self._one_role_each(list(self._once_each(settled))))))
        problems = [_with_rows(each.problem, each.rows) for each in self._found.values()]
        problems.sort(key=lambda problem: problem.rows)
        rows = len({row.number for row in read.rows})
        return RosterReport(read.sheets, read.others, read.headings, read.columns, read.lacking, rows, read.passed,
                            tuple(problems), tuple(people))

    # A row by itself ----------------------------------------------------------------------------------------------------

    def _settled(self, row: RosterRow) -> Invited | None:
        """The person of a row; None where one of its parts is open, or the row is left out."""
        name, code, role = self._name(row), self._code(row), self._role(row)
        if SKIP in (name, code, role) or not (name and code and role):
            return None
        return Invited(row.number, code, role, name)

    def _name(self, row: RosterRow) -> str:
        name = tidy_name(row.name)
        if (why := flaw_of(name)) is None:
            return name
        problem = RosterProblem(key_for("nama", str(row.number), row.role, row.name), Asks.NAME, why, (), row.name)
        typed = tidy_name(self._answers.get(problem.key, ""))
        return self._asked(problem, typed if typed == SKIP or flaw_of(typed) is None else "", row.number)

    def _role(self, row: RosterRow) -> str:
        if role := role_of(row.role):
            return role
        why = Why.UNKNOWN_ROLE if row.role else Why.NO_ROLE
        # An empty one may be either's, so each row is asked by itself.
        key = key_for("peran", folded(row.role) or str(row.number))
        answer = self._answers.get(key, "")
        problem = RosterProblem(key, Asks.ROLE, why, (), row.role, tuple(RosterChoice(role, ROLE_LABELS[role]) for role in ROLES))
        return self._asked(problem, answer if answer in (*ROLES, SKIP) else "", row.number)

    def _code(self, row: RosterRow) -> str:
        found = self._villages.get(row.whence)
        if found is None:
            found = self._villages[row.whence] = self._village(row)
        if isinstance(found, OfficialVillage):
            return found.code
        answer = self._answers.get(found.key, "")
        return self._asked(found, answer if answer == SKIP or answer in self._official.by_code else "", row.number)

    def _asked(self, problem: RosterProblem, answer: str, row: int) -> str:
        kept = self._found.setdefault(problem.key, _Open(problem.answered(answer)))
        kept.rows.append(row)
        return answer

    # Which village is meant ---------------------------------------------------------------------------------------------

    def _village(self, row: RosterRow) -> OfficialVillage | RosterProblem:
        """The village of a row where nothing is in doubt, else what is."""
        code, has_lost_zero = code_in(row.code)
        by_code, named = self._official.by_code.get(code), self._named(row)
        if not (row.village or row.code):
            return self._doubt(row, Why.NO_VILLAGE, row.district, ())
        if by_code is not None and row.village:
            if by_code in named or not named and self._official.is_alike(row.village, by_code):
                return by_code
            return self._doubt(row, Why.CODE_OR_NAME, f"{row.code} · {row.village}", [by_code, *(named or self._near(row))])
        if by_code is not None:
            return self._doubt(row, Why.LOST_ZERO, row.code, [by_code]) if has_lost_zero else by_code
        if row.code:
            return self._doubt(row, Why.UNKNOWN_CODE, row.code, named or self._near(row))
        return self._by_name(row, named)

    def _by_name(self, row: RosterRow, named: Sequence[OfficialVillage]) -> OfficialVillage | RosterProblem:
        if not named:
            return self._doubt(row, Why.UNKNOWN_VILLAGE, row.village, self._near(row))
        if len(named) > 1:
            return self._doubt(row, Why.SEVERAL_VILLAGES, row.village, named)
        there = district_key(row.district)
        if there in self._official.districts and there != district_key(named[0].district):
            return self._doubt(row, Why.OTHER_DISTRICT, f"{row.village}, {row.district}", named)
        return named[0]

    def _named(self, row: RosterRow) -> Sequence[OfficialVillage]:
        """Those of that name, in that subdistrict if any are there."""
        named = self._official.named(row.village) if row.village else ()
        here = [village for village in named if district_key(village.district) == district_key(row.district)]
        return here or named

    def _near(self, row: RosterRow) -> Sequence[OfficialVillage]:
        self._proposed += 1
        return self._official.near(row.village, row.district) if row.village and self._proposed <= MOST_PROPOSED else ()

    def _doubt(self, row: RosterRow, why: Why, written: str, villages: Sequence[OfficialVillage]) -> RosterProblem:
        by_itself = () if why is not Why.NO_VILLAGE else (str(row.number),)
        written_alike = key_of(row.village), district_key(row.district), row.code  # Sraghi and DESA SRAGHI are asked once
        return RosterProblem(key_for("desa", *written_alike, *by_itself), Asks.VILLAGE, why, (), written,
                             tuple(as_choice(village) for village in dict.fromkeys(villages)))

    # People beside each other -------------------------------------------------------------------------------------------

    def _once_each(self, people: Sequence[Invited]) -> Iterator[Invited]:
        """Of the same person in several rows the one that was chosen; nobody while that is open."""
        for (code, role, name), same in _grouped(people, lambda each: (each.code, each.role, folded(each.name))).items():
            if len(same) == 1:
                yield same[0]
                continue
            choices = [RosterChoice(_value(each), "", self._where(code, role)) for each in same]
            yield from self._chosen(key_for("ganda", code, role, name), Why.TWICE, same, choices[:1], choices)

    def _one_role_each(self, people: Iterable[Invited]) -> Iterator[Invited]:
        """Nobody sits at two seats of a village, unless they are two of the same name."""
        for (code, name), same in _grouped(people, lambda each: (each.code, folded(each.name))).items():
            if len(same) == 1:
                yield same[0]
                continue
            choices = [RosterChoice(_value(each), ROLE_LABELS[each.role], self._official.by_code[code].name) for each in same]
            yield from self._chosen(key_for("peran-ganda", code, name), Why.TWO_ROLES, same, [*choices, RosterChoice(BOTH, "")])

    def _one_a_seat(self, people: Iterable[Invited]) -> Iterator[Invited]:
        """Two of one role: one of them, or the second as the village's third person."""
        for (code, role), same in _grouped(people, lambda each: (each.code, each.role)).items():
            if len(same) == 1:
                yield same[0]
                continue
            choices = [RosterChoice(_value(each), each.name, self._where(code, role)) for each in same]
            if role == "operator" and len(same) == 2:
                choices.append(RosterChoice(BOTH, same[1].name))
            key = key_for("seperan", code, role, *(each.name for each in same))
            yield from self._chosen(key, Why.TWO_OF_A_ROLE, same, choices)

    def _chosen(self, key: str, why: Why, same: Sequence[Invited], offered: Sequence[RosterChoice],
                taken: Sequence[RosterChoice] = ()) -> Iterator[Invited]:
        """Those of the rows that the answer names. `taken`: answers that are taken though they are not offered first."""
        written = " / ".join(dict.fromkeys(each.name for each in same))
        problem = RosterProblem(key, Asks.ROWS, why, tuple(each.row for each in same), written, tuple(offered))
        answer = self._answers.get(key, "")
        answer = answer if answer in {SKIP, *(choice.value for choice in (*offered, *taken))} else ""
        self._found[key] = _Open(problem.answered(answer), [each.row for each in same])
        if answer == BOTH:
            yield same[0]
            yield from (each if why is Why.TWO_ROLES else _as_third(each) for each in same[1:])
        yield from (each for each in same if answer == _value(each))

    def _where(self, code: str, role: str) -> str:
        return f"{self._official.by_code[code].name}, {ROLE_LABELS[role].lower()}"


def check_roster(read: RosterRead, official: OfficialVillages, answers: Mapping[str, str]) -> RosterReport:
    """Who is invited by the list, and what has to be answered first."""
    return RosterCheck(official, answers).report(read)


def _grouped(people: Iterable[Invited], by: Any) -> dict[Any, list[Invited]]:
    found: dict[Any, list[Invited]] = defaultdict(list)
    for person in people:
        found[by(person)].append(person)
    return found


def _value(person: Invited) -> str:
    """The answer that takes this one: where a row is a village, it has two people."""
    return f"{person.row}-{person.role}"


def _as_third(person: Invited) -> Invited:
    return Invited(person.row, person.code, THIRD, person.name)


def _with_rows(problem: RosterProblem, rows: Iterable[int]) -> RosterProblem:
    return RosterProblem(problem.key, problem.asks, problem.why, tuple(dict.fromkeys(rows)), problem.written, problem.choices,
                         problem.answer)
