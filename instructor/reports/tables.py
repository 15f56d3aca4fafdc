"""Reports: from the results of some days to a table. Pure.

`REPORTS` names every report, `FORMATS` every way to write a table down.
"""

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from instructor.reports.results import DayResults, PersonResults
from sandbox.clock import WIB
from sandbox.texts import LaterText
from sandbox.texts import lazy_gettext as _l
from scenarios.day import exam
from scenarios.day.course import Exercise
from scenarios.day.exam import KNOWN, NEW
from scenarios.results.mastery import Rung
from scenarios.results.progress import ScenarioProgress

Cell = str | int | date | datetime | None
"""Times are hall time; None where there is nothing to tell."""

NOT_BEGUN = Rung.BELUM.slug
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A text that begins so is run by a spreadsheet."""


@dataclass(frozen=True, slots=True)
class ReportTable:
    """A report: its headings, and its rows in the same order."""

    columns: tuple[LaterText, ...]
    rows: tuple[tuple[Cell, ...], ...]


def by_exercise(results: Sequence[DayResults]) -> ReportTable:
    """Every person in every exercise of their day, begun or not."""
    columns = (*_PERSON, _l("Nomor"), _l("Latihan"), _l("Capaian"), _l("Percobaan"), _l("Tujuan tercapai"), _l("Banyak tujuan"),
               _l("Petunjuk"), _l("Jawaban belum cocok"), _l("Kekeliruan"), _l("Mulai"), _l("Selesai"), _l("Menit"))
    return ReportTable(columns, tuple(
        (*_person(day, person), exercise.number, exercise.title, *_reached(exercise, person.exercises.get(exercise.id)))
        for day in results for person in day.people for exercise in day.course.exercises))


def by_day(results: Sequence[DayResults]) -> ReportTable:
    """Every exercise of every day: how many people came how far in it, and what went wrong most often."""
    columns = (_l("Hari"), _l("Tanggal"), _l("Nomor"), _l("Latihan"), _l("Peserta"), _l("Belum mulai"), _l("Belum selesai"),
               _l("Dibantu"), _l("Mandiri"), _l("Mahir"), _l("Kekeliruan tersering"), _l("Banyaknya"))
    return ReportTable(columns, tuple((day.number, day.held_on, exercise.number, exercise.title, len(day.people),
                                 *_counts(day, exercise), *_commonest(day, exercise))
                                for day in results for exercise in day.course.exercises))


def by_skill(results: Sequence[DayResults]) -> ReportTable:
    """Every person in every skill that their day trains."""
    columns = (*_PERSON, _l("Keterampilan"), _l("Wajib untuk sertifikat"), _l("Capaian"))
    return ReportTable(columns, tuple(
        (*_person(day, person), skill.title, "ya" if skill.certificate else "", person.skills.get(skill.id, Rung.BELUM).slug)
        for day in results for person in day.people for skill in day.course.trained))


def by_exam(results: Sequence[DayResults]) -> ReportTable:
    """Every person's examination, where their day has one: what they knew from the day, and what was new to them, apart."""
    columns = (*_PERSON, _l("Latihan yang dikenal"), _l("Dikenal, selesai"), _l("Dikenal, tanpa bantuan dan kekeliruan"),
               _l("Latihan yang baru"), _l("Baru, selesai"), _l("Baru, tanpa bantuan dan kekeliruan"))
    return ReportTable(columns, tuple(
        (*_person(day, person), *_in_exam(day, person, KNOWN), *_in_exam(day, person, NEW))
        for day in results if day.course.exam for person in day.people))


def _in_exam(day: DayResults, person: PersonResults, part: str) -> tuple[Cell, ...]:
    found = exam.part(day.course, person.attempts, part)
    return found.of, found.solved, found.clean


Report = Callable[[Sequence[DayResults]], ReportTable]
REPORTS: Mapping[str, Report] = {"hasil": by_exercise, "latihan": by_day, "keterampilan": by_skill, "ujian": by_exam}


def as_csv(table: ReportTable) -> bytes:
    """UTF-8 with BOM, separated by semicolons: as Excel opens it in Indonesia. Times are local: 2026-03-02 09:41."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerow([str(column) for column in table.columns])
    writer.writerows([_written(cell) for cell in row] for row in table.rows)
    return text.getvalue().encode("utf-8-sig")


FORMATS: Mapping[str, Callable[[ReportTable], bytes]] = {"csv": as_csv}

_PERSON = (_l("Hari"), _l("Tanggal"), _l("Kode desa"), _l("Desa"), _l("Kecamatan"), _l("Peran"), _l("Nama"))


def _person(day: DayResults, person: PersonResults) -> tuple[Cell, ...]:
    seat = person.seat
    return day.number, day.held_on, seat.village_code, seat.village_name, seat.district, seat.role_word, seat.name


def _reached(exercise: Exercise, progress: ScenarioProgress | None) -> tuple[Cell, ...]:
    """Goals, begin and end are of the attempt that was solved first, or else of the latest."""
    if progress is None:
        return NOT_BEGUN, 0, 0, len(exercise.goals), 0, 0, 0, None, None, None
    told = next((attempt for attempt in progress.attempts if attempt.solved_at), progress.latest)
    minutes = None if told.solved_at is None else int((told.solved_at - told.began_at).total_seconds() // 60)
    mistakes = sum(len(attempt.mistakes) for attempt in progress.attempts)
    wrong = sum(len(answers) for attempt in progress.attempts for answers in attempt.wrong.values())
    return (progress.state, len(progress.attempts), len(told.met), len(exercise.goals), progress.hints, wrong, mistakes,
            told.began_at, told.solved_at, minutes)


def _counts(day: DayResults, exercise: Exercise) -> Iterator[int]:
    found = Counter(person.exercises[exercise.id].state if exercise.id in person.exercises else NOT_BEGUN
                    for person in day.people)
    return (found[state] for state in (NOT_BEGUN, "jalan", Rung.DIBANTU.slug, Rung.MANDIRI.slug, Rung.MAHIR.slug))


def _commonest(day: DayResults, exercise: Exercise) -> tuple[Cell, Cell]:
    """The mistake that most people made in it, in the exercise's words, and how many they are."""
    made = Counter(name for person in day.people if exercise.id in person.exercises
                   for name in {name for attempt in person.exercises[exercise.id].attempts for name in attempt.mistakes})
    if not made:
        return None, None
    name, people = min(made.items(), key=lambda each: (-each[1], each[0]))
    return exercise.mistakes.get(name, name), people


def _written(cell: Cell) -> str | int:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return f"{cell.astimezone(WIB):%Y-%m-%d %H:%M}"
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, str) and cell.startswith(FORMULA):
        return f"'{cell}"
    return cell
