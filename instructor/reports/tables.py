"""Reports: from the results of some days to a table. Pure. `REPORTS` names every one."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from instructor.reports import faults, gains, items, summaries
from instructor.reports.results import DayResults, PersonResults
from instructor.reports.summaries import PERSON, person_cells
from instructor.reports.table import RUNGS, STATES, YES, Cell, ReportTable
from sandbox.words.roles import duty
from sandbox.words.texts import lazy_gettext as _l
from scenarios.day import exam
from scenarios.day.course import Exercise
from scenarios.day.exam import KNOWN, NEW
from scenarios.results.mastery import Rung
from scenarios.results.progress import ScenarioProgress

NOT_BEGUN = Rung.BELUM.slug

def by_exercise(results: Sequence[DayResults]) -> ReportTable:
    """Every person in every exercise of their day, begun or not."""
    columns = (*PERSON, _l("Nomor"), _l("Latihan"), _l("Capaian"), _l("Percobaan"), _l("Tujuan tercapai"), _l("Banyak tujuan"),
               _l("Petunjuk"), _l("Jawaban belum cocok"), _l("Kekeliruan"), _l("Mulai"), _l("Selesai"), _l("Menit"))
    return ReportTable(columns, tuple(
        (*person_cells(day, person), exercise.number, exercise.title, *_reached(exercise, person.exercises.get(exercise.id)))
        for day in results for person in day.people for exercise in day.course.exercises))


def by_day(results: Sequence[DayResults]) -> ReportTable:
    """Every exercise of every day: how many people came how far in it, and what went wrong most often."""
    columns = (_l("Hari"), _l("Tanggal"), _l("Nomor"), _l("Latihan"), _l("Peserta"), _l("Belum mulai"), _l("Belum selesai"),
               _l("Dibantu"), _l("Mandiri"), _l("Mahir"), _l("Kekeliruan tersering"), _l("Banyaknya"))
    return ReportTable(columns, tuple((day.number, day.held_on, exercise.number, exercise.title, len(day.expected),
                                 *_counts(day, exercise), *_commonest(day, exercise))
                                for day in results for exercise in day.course.exercises))


def by_skill(results: Sequence[DayResults]) -> ReportTable:
    """Every person in every skill that their day trains."""
    columns = (*PERSON, _l("Keterampilan"), _l("Wajib untuk sertifikat"), _l("Capaian"))
    return ReportTable(columns, tuple(
        (*person_cells(day, person), skill.title, YES if skill.certificate else "",
         RUNGS[person.skills.get(skill.id, Rung.BELUM).slug])
        for day in results for person in day.people for skill in day.course.trained))


def by_exam(results: Sequence[DayResults]) -> ReportTable:
    """Every person's examination, where their day has one: what they knew from the day, and what was new to them, apart."""
    columns = (*PERSON, _l("Latihan yang dikenal"), _l("Dikenal, selesai"), _l("Dikenal, tanpa bantuan dan kekeliruan"),
               _l("Latihan yang baru"), _l("Baru, selesai"), _l("Baru, tanpa bantuan dan kekeliruan"))
    return ReportTable(columns, tuple(
        (*person_cells(day, person), *_in_exam(day, person, KNOWN), *_in_exam(day, person, NEW))
        for day in results if day.course.exam for person in day.people))


def _in_exam(day: DayResults, person: PersonResults, part: str) -> tuple[Cell, ...]:
    found = exam.part(day.course, duty(person.seat.role), person.attempts, part)
    return found.of, found.solved, found.clean


def _reached(exercise: Exercise, progress: ScenarioProgress | None) -> tuple[Cell, ...]:
    """Goals, begin and end are of the attempt that was solved first, or else of the latest."""
    if progress is None:
        return RUNGS[NOT_BEGUN], 0, 0, len(exercise.goals), 0, 0, 0, None, None, None
    told = next((attempt for attempt in progress.attempts if attempt.solved_at), progress.latest)
    minutes = None if told.solved_at is None else int((told.solved_at - told.began_at).total_seconds() // 60)
    mistakes = sum(len(attempt.mistakes) for attempt in progress.attempts)
    wrong = sum(len(answers) for attempt in progress.attempts for answers in attempt.wrong.values())
    return (STATES[progress.state], len(progress.attempts), len(told.met), len(exercise.goals), progress.hints, wrong, mistakes,
            told.began_at, told.solved_at, minutes)


def _counts(day: DayResults, exercise: Exercise) -> Iterator[int]:
    found = Counter(person.exercises[exercise.id].state if exercise.id in person.exercises else NOT_BEGUN
                    for person in day.expected)
    return (found[state] for state in (NOT_BEGUN, "jalan", Rung.DIBANTU.slug, Rung.MANDIRI.slug, Rung.MAHIR.slug))


def _commonest(day: DayResults, exercise: Exercise) -> tuple[Cell, Cell]:
    """The mistake that most people made in it, in the exercise's words, and how many they are."""
    made = Counter(name for person in day.expected if exercise.id in person.exercises
                   for name in {name for attempt in person.exercises[exercise.id].attempts for name in attempt.mistakes})
    if not made:
        return None, None
    name, people = min(made.items(), key=lambda each: (-each[1], each[0]))
    return exercise.mistakes.get(name, name), people



Report = Callable[[Sequence[DayResults]], ReportTable]
REPORTS: Mapping[str, Report] = {
    "hari": summaries.by_day, "kecamatan": summaries.by_district, "desa": summaries.by_village, "peserta": summaries.by_person,
    "keterampilan": by_skill, "latihan": by_day, "kekeliruan": summaries.by_mistake, "gangguan": faults.by_fault,
    "ujian": by_exam, "cek": gains.by_gain, "hasil": by_exercise, "butir": items.by_item}
TITLES = {"hari": _l("Tiap hari"), "kecamatan": _l("Tiap kecamatan"), "desa": _l("Tiap desa"), "peserta": _l("Tiap peserta"),
          "keterampilan": _l("Keterampilan tiap peserta"), "latihan": _l("Tiap latihan"), "kekeliruan": _l("Tiap kekeliruan"),
          "gangguan": _l("Tiap gangguan"), "ujian": _l("Ujian tiap peserta"), "cek": _l("Cek kemampuan, awal dan akhir"),
          "hasil": _l("Tiap peserta di tiap latihan"), "butir": _l("Mutu tiap latihan")}
"""What a page, or a sheet of the workbook, with that table is called."""
