"""Profil publik: what the village shows to everybody. Validated data only.

What validated means stands in submissions/validated.py. A household that was sent counts with the content that was validated
last, one of an earlier period as it stands; the page tells both numbers, and how many households do not count.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, func, or_, select
from sqlalchemy.orm import Session

from sandbox.practice.forms.instruments import load
from sandbox.practice.households.households import village
from sandbox.practice.models import Household, Person, Submission
from sandbox.practice.statistics.counting import FEMALE, MALE, age_group, age_labels, years_before
from sandbox.practice.submissions import validated
from sandbox.practice.submissions.stages import Stage, reached_at
from sandbox.practice.submissions.submissions import way_of
from sandbox.practice.words import BASELINE

AGES: tuple[tuple[int, str], ...] = ((5, "0–4 tahun"), (15, "5–14 tahun"), (25, "15–24 tahun"), (60, "25–59 tahun"),
                                     (200, "60 tahun ke atas"))
"""Upper bound (not included) and name of each group of ages."""
RELIGION, OCCUPATION = "4", "9"
MOST_ROWS = 6
KEPT_AS, SENT_AS = "profile", "profile of what was sent"
"""The keys under which the copy's memory keeps the tallies: of households that count as they stand, of those that were sent."""


@dataclass(frozen=True, slots=True)
class Share:
    label: str
    count: int
    percent: float


@dataclass(frozen=True, slots=True)
class PyramidLine:
    """A group of five years of age, by sex."""

    label: str
    men: int
    women: int


@dataclass(frozen=True, slots=True)
class Profile:
    """The figures of the public page. Of the households `earlier` are of an earlier period; `waiting` do not count."""

    households: int
    earlier: int
    persons: int
    waiting: int
    men: int
    women: int
    ages: Sequence[Share]
    pyramid: Sequence[PyramidLine]
    """Oldest on top."""
    hamlets: Sequence[Share]
    religions: Sequence[Share]
    occupations: Sequence[Share]
    as_of: date
    validated_at: datetime | None
    """When (hall time) a household of this period was validated last; None: none was."""


@dataclass(slots=True)
class _Tally:
    households: int
    by: dict[str, Counter[str]]

    def __add__(self, other: "_Tally") -> "_Tally":
        return _Tally(self.households + other.households, {name: counts + other.by[name] for name, counts in self.by.items()})


def of_village(session: Session, now: datetime) -> Profile:
    """The village's public profile at `now`."""
    as_of = village(session).as_of
    baseline, sent_now = _remembered_baseline(session, as_of), validated.this_period(session, now).values()
    tally = baseline + _remembered_sent(session, sent_now, as_of)
    total = session.scalar(select(func.count(Household.id))) or 0
    sexes = tally.by["sex"]
    labels = load("ddk_member").by_key
    persons = sum(sexes.values())
    return Profile(
        households=tally.households, earlier=baseline.households, persons=persons, waiting=max(0, total - tally.households),
        men=sexes["L"], women=sexes["P"],
        ages=_age_shares(tally.by["age"], persons), pyramid=_pyramid(tally.by["sex and age"]),
        hamlets=_shares(tally.by["hamlet"], tally.households, {}),
        religions=_shares(tally.by[RELIGION], persons, labels[RELIGION].labels),
        occupations=_shares(tally.by[OCCUPATION], persons, labels[OCCUPATION].labels), as_of=as_of,
        validated_at=max((reached_at(way_of(sent), Stage.VALIDATED) for sent in sent_now), default=None))


def _remembered_baseline(session: Session, as_of: date) -> _Tally:
    """The baseline, counted again only if a household left it: saved, sent or deleted; in one copy none ever comes back."""
    memory = session.info.get("memory", {})
    left = session.execute(_counting_left()).one()
    if KEPT_AS not in memory or memory[KEPT_AS][0] != left:
        memory[KEPT_AS] = (left, _baseline(session, as_of))
    tally: _Tally = memory[KEPT_AS][1]
    return tally


def _remembered_sent(session: Session, sent: Collection[Submission], as_of: date) -> _Tally:
    """What these were sent with, counted again only where they are others: a revision's content never changes."""
    memory, which = session.info.get("memory", {}), {(each.reference, each.revision) for each in sent}
    if SENT_AS not in memory or memory[SENT_AS][0] != which:
        tally = _Tally(0, {name: Counter() for name in ("hamlet", "sex", "age", "sex and age", RELIGION, OCCUPATION)})
        for content in session.scalars(_CONTENTS, {"references": [each.reference for each in sent]}):
            _add(tally, content, as_of)
        memory[SENT_AS] = (which, tally)
    found: _Tally = memory[SENT_AS][1]
    return found


_CONTENTS = select(Submission.content).where(Submission.reference.in_(bindparam("references", expanding=True)))


@cache
def _counting_left() -> Select[*tuple[int, ...]]:
    """Built once: building a statement costs more than asking it."""
    saved_here = or_(Household.saved_by < BASELINE, Household.saved_by > BASELINE)
    households, submissions = select(func.count(Household.id)), select(func.count(Submission.reference))
    return select(*(question.scalar_subquery() for question in (
        households, submissions, households.where(saved_here), households.where(Household.filled >= validated.questions()))))


def _baseline(session: Session, as_of: date) -> _Tally:
    """Counted by the database: most of the village."""
    conditions = validated.of_an_earlier_period()
    hamlets = session.execute(select(Household.hamlet, func.count()).where(*conditions).group_by(Household.hamlet))
    by: dict[str, Counter[str]] = {"hamlet": Counter({row[0]: row[1] for row in hamlets})}
    age = age_group(Person.birth_date, as_of)
    columns: dict[str, Any] = {"sex": Person.sex, "age": age, "sex and age": Person.sex + age,
                               RELIGION: Person.answers[RELIGION].as_string(),
                               OCCUPATION: Person.answers[OCCUPATION].as_string()}
    rows = session.execute(select(*(column.label(f"counted {name}") for name, column in columns.items()), func.count())
                           .join(Person.household).where(*conditions)
                           .group_by(*(f"counted {name}" for name in columns)))
    for name in columns:
        by[name] = Counter()
    for *values, count in rows:
        for name, value in zip(columns, values, strict=True):
            if value is not None:
                by[name][str(value)] += count
    return _Tally(sum(by["hamlet"].values()), by)


def _add(tally: _Tally, content: Mapping[str, Any], as_of: date) -> None:
    tally.households += 1
    tally.by["hamlet"][content.get("hamlet", "")] += 1
    for member in content.get("members", ()):
        tally.by["sex"][member["sex"]] += 1
        age = _age_group(date.fromisoformat(member["birth_date"]), as_of)
        tally.by["age"][age] += 1
        tally.by["sex and age"][member["sex"] + age] += 1
        for question in (RELIGION, OCCUPATION):
            answer = member.get("answers", {}).get(question)
            if answer is not None:
                tally.by[question][str(answer)] += 1


def _age_group(born: date, as_of: date) -> str:
    """The first year of the group, as age_group gives it in SQL."""
    return next(str(first) for first in age_labels() if first == 0 or born <= years_before(as_of, first))


def _age_shares(by_group: Counter[str], persons: int) -> list[Share]:
    """In the few groups of the page."""
    lowest = (0, *(bound for bound, _ in AGES))
    return [_share(name, sum(count for first, count in by_group.items() if low <= int(first) < bound), persons)
            for low, (bound, name) in zip(lowest, AGES, strict=False)]


def _pyramid(by_sex: Counter[str]) -> list[PyramidLine]:
    return [PyramidLine(label, by_sex[f"{MALE}{first}"], by_sex[f"{FEMALE}{first}"]) for first, label in age_labels().items()]


def _share(label: str, count: int, total: int) -> Share:
    return Share(label, count, 100 * count / total if total else 0.0)


def _shares(counter: Counter[str], total: int, labels: Mapping[str, str]) -> list[Share]:
    """The most frequent first; what is left is one row."""
    rows = [_share(labels.get(code, code), count, total) for code, count in counter.most_common(MOST_ROWS)]
    rest = sum(counter.values()) - sum(row.count for row in rows)
    return [*rows, _share("Lainnya", rest, total)] if rest else rows
