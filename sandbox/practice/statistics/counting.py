"""Counts one topic in one area, in one statement: grouped by the stored answers, so that the database hands over few rows.

Several answers of one question are grouped as they are stored, as a list in JSON, and taken apart here: no database's own way
into such a list is needed.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any, cast

from sqlalchemy import Select, Table, case, func, literal, select
from sqlalchemy.orm import Session

from sandbox.practice.forms.instruments import load
from sandbox.practice.households.households import village
from sandbox.practice.models import Person
from sandbox.practice.statistics.areas import FAMILIES, Locality, plain
from sandbox.practice.statistics.topics import TOPICS, Kind, Topic

PEOPLE = cast(Table, Person.__table__)
WIDTH, OLDEST = 5, 75
"""Years of a group of ages, and where the last one begins."""
GROUPS = ((0, 15, "0–14 tahun"), (15, 65, "15–64 tahun"), (65, 200, "65 ke atas"))
MALE, FEMALE = "L", "P"
YES = "1"
MOST_DRAWN = 16
"""Bars of a picture whose rows are sorted by their count; the table has them all."""
Answers = tuple[str | None, ...]
BySex = defaultdict[str, int]


@dataclass(frozen=True, slots=True)
class TallyRow:
    """A line of the table. `men` and `women` are 0 where families are counted. `percent` of those that the foot counts."""

    label: str
    count: int
    percent: float
    men: int = 0
    women: int = 0


@dataclass(frozen=True, slots=True)
class Statistic:
    """A topic's table. `total` is its last row. `missing`: those who did not answer, and are in no row. `groups`: of the ages."""

    topic: Topic
    rows: Sequence[TallyRow]
    total: TallyRow
    missing: int
    groups: Sequence[TallyRow] = ()

    @property
    def most(self) -> TallyRow | None:
        """The row that counts most; None where nothing is counted."""
        return max(self.rows, key=lambda row: row.count, default=None) if self.total.count else None

    @property
    def drawn(self) -> Sequence[TallyRow]:
        """The rows that the picture has room for."""
        return self.rows if self.topic.is_ordered else self.rows[:MOST_DRAWN]

    @property
    def undrawn(self) -> int:
        return len(self.rows) - len(self.drawn)

    @property
    def longest(self) -> int:
        """What the longest bar shows: of one sex in the pyramid, of both elsewhere."""
        sides = (max(row.men, row.women) if self.topic.kind is Kind.AGE else row.count for row in self.rows)
        return max(sides, default=0) or 1


class Folded:
    """What the groups of the database add up to: by row of the table and sex, all, and those who are in at least one row."""

    def __init__(self) -> None:
        self.by_row: defaultdict[str, BySex] = defaultdict(lambda: defaultdict(int))
        self.all: BySex = defaultdict(int)
        self.once: BySex = defaultdict(int)

    def add(self, labels: Sequence[str], sex: str, count: int) -> None:
        self.all[sex] += count
        for label in labels:
            self.by_row[label][sex] += count
        if labels:
            self.once[sex] += count

    def row(self, *labels: str) -> Mapping[str, int]:
        """By sex, of these rows together."""
        if len(labels) == 1:
            return self.by_row.get(labels[0], {})
        return {sex: sum(self.by_row[label][sex] for label in labels if label in self.by_row) for sex in self.all}


def statistic(session: Session, topic: Topic, area: Locality) -> Statistic:
    """The topic's table at this moment."""
    as_of = village(session).as_of
    folded = Folded()
    for row in session.connection().execute(statement(topic, area, as_of)).all():
        folded.add(_rows_of(topic.id, row[:-2]), row[-2], row[-1])
    return of_folded(topic, folded)


@lru_cache(maxsize=256)
def statement(topic: Topic, area: Locality, as_of: date) -> Select[Any]:
    """What is asked of the database: (answers …, sex, how many). A family's sex is ''."""
    table = PEOPLE if topic.counts_people else FAMILIES
    is_age = topic.kind is Kind.AGE
    asked = [age_group(table.c.birth_date, as_of)] if is_age else [table.c.answers[key].as_string() for key in topic.keys]
    columns = [column.label(f"answer{place}") for place, column in enumerate(asked)]
    names = [column.name for column in columns]
    if not topic.counts_people:
        return plain(select(*columns, literal("").label("sex"), func.count()).where(*area.conditions).group_by(*names))
    people = select(*columns, PEOPLE.c.sex, func.count()).group_by(*names, PEOPLE.c.sex)
    if area.conditions:
        people = people.where(PEOPLE.c.household_id.in_(select(FAMILIES.c.id).where(*area.conditions)))
    return plain(people)


def of_folded(topic: Topic, folded: Folded) -> Statistic:
    """The table of what was counted. Pure."""
    everybody = folded.once if topic.kind in (Kind.AGE, Kind.ONE) else folded.all
    base = sum(everybody.values())
    rows = [_row(label, folded.row(label), base) for label in _labels(topic, folded)]
    if not topic.is_ordered:
        rows.sort(key=lambda row: -row.count)
    words = "Jumlah" if topic.kind in (Kind.AGE, Kind.ONE) else "Setidaknya satu"
    missing = sum(folded.all.values()) - base
    groups = [_row(label, _between(folded, low, high), base) for low, high, label in GROUPS] if topic.kind is Kind.AGE else ()
    return Statistic(topic, rows, _row(words, folded.once, base), missing, groups)


@cache
def age_labels() -> Mapping[int, str]:
    """The groups of ages by their first year, oldest on top."""
    young = {low: f"{low}–{low + WIDTH - 1}" for low in range(0, OLDEST, WIDTH)}
    return dict(reversed({**young, OLDEST: f"{OLDEST} +"}.items()))


def age_group(born: Any, as_of: date) -> Any:
    """The first year of the group of ages of whoever was born on that day, as text, in SQL. `born`: a column."""
    bounds = range(WIDTH, OLDEST + WIDTH, WIDTH)
    return case(*((born > years_before(as_of, bound), str(bound - WIDTH)) for bound in bounds), else_=str(OLDEST))


def years_before(day: date, years: int) -> date:
    """Who was born after it is younger than `years` on that day."""
    return date(day.year - years, day.month, min(day.day, 28) if day.month == 2 else day.day)


def _age(topic: Topic, answers: Answers) -> Sequence[str]:
    return [age_labels()[int(answers[0] or 0)]]


def _one(topic: Topic, answers: Answers) -> Sequence[str]:
    words = _words(topic)[0]
    return [words[answers[0]]] if answers[0] in words else []


def _several(topic: Topic, answers: Answers) -> Sequence[str]:
    return [words[code] for words, answer in zip(_words(topic), answers, strict=True) if answer
            for code in json.loads(answer) if code in words]


def _yes(topic: Topic, answers: Answers) -> Sequence[str]:
    form = load(topic.form).by_key
    return [form[key].label for key, answer in zip(topic.keys, answers, strict=True) if answer == YES]


LABELS: Mapping[Kind, Callable[[Topic, Answers], Sequence[str]]] = {
    Kind.AGE: _age, Kind.ONE: _one, Kind.SEVERAL: _several, Kind.YES: _yes}
"""The rows that somebody with these answers is counted in."""


@lru_cache(maxsize=4096)
def _rows_of(topic_id: str, answers: Answers) -> Sequence[str]:
    """The same; many families give the same answers, and a village's hardly change from one page to the next."""
    topic = TOPICS[topic_id]
    return LABELS[topic.kind](topic, answers)


@cache
def _words(topic: Topic) -> Sequence[Mapping[str | None, str]]:
    """Of each question: words by code."""
    form = load(topic.form).by_key
    return [{option.code: option.label for option in form[key].options} for key in topic.keys]


def _labels(topic: Topic, folded: Folded) -> Sequence[str]:
    """The rows of the table: all ages and all yes-and-no questions, of a list of answers those that were given."""
    if topic.kind is Kind.AGE:
        return list(age_labels().values())
    if topic.kind is Kind.YES:
        return [load(topic.form).by_key[key].label for key in topic.keys]
    return [label for words in _words(topic) for label in words.values() if label in folded.by_row]


def _between(folded: Folded, low: int, high: int) -> Mapping[str, int]:
    return folded.row(*(label for first, label in age_labels().items() if low <= first < high))


def _row(label: str, counts: Mapping[str, int], base: int) -> TallyRow:
    count = sum(counts.values())
    return TallyRow(label, count, 100 * count / base if base else 0.0, counts.get(MALE, 0), counts.get(FEMALE, 0))

