"""Reports that count: by day, subdistrict, village, person and mistake. What they count: figures.py. Pure."""

from collections.abc import Iterable, Iterator, Sequence

from instructor.reports.figures import figures, is_able
from instructor.reports.results import DayResults, PersonResults
from instructor.reports.table import NO, YES, Cell, ReportTable
from sandbox.platform.models import GroupState
from sandbox.words.texts import LaterText
from sandbox.words.texts import lazy_gettext as _l
from scenarios.results.mastery import Rung

STATES = {GroupState.PLANNED: _l("direncanakan"), GroupState.OPEN: _l("dibuka"), GroupState.CLOSED: _l("selesai")}
PERSON = (_l("Hari"), _l("Tanggal"), _l("Kode desa"), _l("Desa"), _l("Kecamatan"), _l("Peran"), _l("Nama"))
_COUNTED = (_l("Diundang"), _l("Hadir"), _l("Tidak hadir"), _l("Layak"), _l("Belum layak"))


def by_day(results: Sequence[DayResults]) -> ReportTable:
    """Every day: who was invited, came, and may have a certificate."""
    columns = (_l("Hari"), _l("Tanggal"), _l("Keadaan"), _l("Jumlah desa"), *_COUNTED)
    return ReportTable(columns, tuple(
        (day.number, day.held_on, str(STATES[day.state]), _villages_in([day]), *_counts([day])) for day in results))


def by_district(results: Sequence[DayResults]) -> ReportTable:
    """Every subdistrict, over all these days."""
    columns = (_l("Kecamatan"), _l("Jumlah desa"), *_COUNTED)
    districts = sorted({person.seat.district for day in results for person in day.people})
    return ReportTable(columns, tuple(_district(name, results) for name in districts))


def by_village(results: Sequence[DayResults]) -> ReportTable:
    """Every village on its day, by table number."""
    columns = (_l("Hari"), _l("Meja"), _l("Kode desa"), _l("Desa"), _l("Kecamatan"), *_COUNTED, _l("Latihan selesai"),
               _l("Tanpa bantuan"), _l("Kekeliruan"))
    return ReportTable(columns, tuple(row for day in results for row in _villages(day)))


def by_person(results: Sequence[DayResults]) -> ReportTable:
    """Every person: what they did, and what a certificate still needs."""
    columns = (*PERSON, _l("Hadir"), _l("Latihan selesai"), _l("Tanpa bantuan"), _l("Banyak latihan"), _l("Petunjuk"),
               _l("Kekeliruan"), _l("Dibetulkan"), _l("Layak"), _l("Belum mandiri dalam"))
    return ReportTable(columns, tuple(
        (*person_cells(day, person), _yes(person.is_present), *_done(person), len(day.course.exercises), *_help(person),
         _yes(is_able(day, person)), ", ".join(str(skill.title) for skill in person.lacking(day.course)))
        for day in results for person in day.people))


def by_mistake(results: Sequence[DayResults]) -> ReportTable:
    """Every mistake that was made: by how many people, and how many of them put it right."""
    columns = (_l("Nomor"), _l("Latihan"), _l("Kekeliruan"), _l("Orang"), _l("Sudah membetulkan"))
    return ReportTable(columns, tuple((each.exercise.number, each.exercise.title, each.text, each.people, each.mended)
                                      for each in figures(results).mistakes))


def person_cells(day: DayResults, person: PersonResults) -> tuple[Cell, ...]:
    """Who somebody is: what PERSON heads."""
    seat = person.seat
    return day.number, day.held_on, seat.village_code, seat.village_name, seat.district, seat.role_word, seat.name


def _counts(results: Sequence[DayResults]) -> tuple[int, ...]:
    found = figures(results)
    return found.invited, found.present, found.absent, found.able, found.not_able


def _district(name: str, results: Sequence[DayResults]) -> tuple[Cell, ...]:
    here = [day.only(person for person in day.people if person.seat.district == name) for day in results]
    return name, _villages_in(here), *_counts(here)


def _villages(day: DayResults) -> Iterator[tuple[Cell, ...]]:
    for code in dict.fromkeys(person.seat.village_code for person in day.people):
        here = day.only(person for person in day.people if person.seat.village_code == code)
        seat, done = here.people[0].seat, [_done(person) for person in here.expected]
        yield (day.number, seat.table_number, code, seat.village_name, seat.district, *_counts([here]),
               sum(solved for solved, _ in done), sum(alone for _, alone in done),
               sum(_help(person)[1] for person in here.expected))


def _villages_in(results: Sequence[DayResults]) -> int:
    return len({person.seat.village_code for day in results for person in day.people})


def _done(person: PersonResults) -> tuple[int, int]:
    """Exercises solved, and of them alone."""
    reached = [progress.step for progress in person.exercises.values()]
    return sum(step > Rung.BELUM for step in reached), sum(step >= Rung.MANDIRI for step in reached)


def _help(person: PersonResults) -> tuple[int, int, int]:
    """Hints, mistakes, and mistakes that were put right."""
    return (sum(attempt.hints for attempt in person.attempts), _all(attempt.mistakes for attempt in person.attempts),
            _all(attempt.mended for attempt in person.attempts))


def _all(each: Iterable[Sequence[str] | frozenset[str]]) -> int:
    return sum(len(names) for names in each)


def _yes(is_so: bool) -> LaterText:
    return YES if is_so else NO
