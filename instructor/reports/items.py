"""How each exercise did on a day, as test theory asks: how hard it was, how well it tells people apart, how clear it was. Pure.

Counted is each person's first go at an exercise, and of it one thing: solved without help. *Hard* is the share of people who did.
*Tells apart* is the correlation of that with how often the same person solved their other exercises so (item-rest correlation):
near 0 or below it the exercise measures something else, or is a matter of luck.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import StatisticsError, correlation

from instructor.reports.results import DayResults, PersonResults
from instructor.reports.table import ReportTable
from sandbox.words.texts import lazy_gettext as _l

FEWEST = 10
"""People of whom something can be said: a correlation of fewer is noise."""


@dataclass(frozen=True, slots=True)
class Item:
    """One exercise. `alone` and `apart` are shares and correlations in hundredths; None where too few people tell."""

    people: int
    alone: int | None
    apart: int | None
    ratings: Mapping[str, int]
    """How many people found it how clear, by their last word."""


def by_item(results: Sequence[DayResults]) -> ReportTable:
    """Every exercise of every day as a question of a test: how hard, how well it tells people apart, how clear."""
    columns = (_l("Hari"), _l("Tanggal"), _l("Nomor"), _l("Latihan"), _l("Mengerjakan"), _l("Sendiri pada percobaan pertama (%)"),
               _l("Daya pembeda (-100 sampai 100)"), _l("Jelas"), _l("Agak"), _l("Belum jelas"))
    return ReportTable(columns, tuple(
        (day.number, day.held_on, exercise.number, exercise.title, found.people, found.alone, found.apart,
         *(found.ratings.get(name, 0) for name in ("jelas", "agak", "belum")))
        for day in results for exercise in day.course.exercises for found in (item(day, exercise.id),)))


def item(day: DayResults, exercise_id: str) -> Item:
    """That exercise, over the day's people who have begun it."""
    firsts = [(first, _others(person, exercise_id)) for person in day.people
              if (first := _first(person, exercise_id)) is not None]
    share = round(100 * sum(first for first, _ in firsts) / len(firsts)) if len(firsts) >= FEWEST else None
    return Item(len(firsts), share, _apart([(first, rest) for first, rest in firsts if rest is not None]),
                Counter(_ratings(day.people, exercise_id)))


def _first(person: PersonResults, exercise_id: str) -> bool | None:
    """Whether that person's first go at it was solved without help; None if they never began it."""
    found = person.exercises.get(exercise_id)
    return None if found is None else found.attempts[0].go.alone


def _others(person: PersonResults, exercise_id: str) -> float | None:
    """How often their first goes at all other exercises were; None if there are none."""
    rest = [each.attempts[0].go.alone for name, each in person.exercises.items() if name != exercise_id]
    return sum(rest) / len(rest) if rest else None


def _apart(pairs: Sequence[tuple[bool, float]]) -> int | None:
    if len(pairs) < FEWEST:
        return None
    try:
        return round(100 * correlation([float(first) for first, _ in pairs], [rest for _, rest in pairs]))
    except StatisticsError:  # everybody did, or nobody
        return None


def _ratings(people: Iterable[PersonResults], exercise_id: str) -> Iterable[str]:
    for person in people:
        found = person.exercises.get(exercise_id)
        rated = [attempt.rating for attempt in found.attempts if attempt.rating] if found else []
        yield from rated[-1:]
