"""The office's six days in a few seconds: 434 people from a messy workbook, six changes with people at work, and what goes wrong.

Each day one seat is a bot's that plays an exercise through the real pages: solved, solved with a hint, or with a mistake. Two
villages more are at work by rows of their journals. With GLADI_SIX_DAYS=all everybody is at work, and a bot sits at every
twelfth seat. What comes of it is counted once more from the files by a script that knows none of Gladi's code.
"""

import io
import json
import os
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner
from openpyxl import Workbook

from instructor.days import beginning, groups, rotation, undo
from instructor.days.beginning import TrainingPlan
from instructor.export.events import EventKind, events
from instructor.people import by_hand, commands
from instructor.reports.figures import figures
from instructor.reports.results import days as results_of
from instructor.reports.tables import REPORTS
from sandbox import seats
from sandbox.accounts import cards
from sandbox.accounts.papers import new_cards
from sandbox.seats import Seat
from scenarios.bots.bot import HOME, Bot
from scenarios.bots.browser import Browser, Lost
from scenarios.day.course import course
from scenarios.file.loader import library
from scenarios.proof.playing import ClientTransport
from seed.land.regions import demo_regions
from tests import independent
from tests.conftest import NOON
from tests.instructor.test_reports import told
from tests.seed.villages import a_village

ALL = os.environ.get("GLADI_SIX_DAYS") == "all"
AT_WORK = 37 if ALL else 2
FIRST = date(2026, 3, 2)
PLAN = TrainingPlan("Pelatihan Profil Desa", "Aula BPMPD", FIRST, 6, "satu-hari")
NAMES = ("Siti Aminah", "Joko Wibowo", "Sri Lestari", "Bagus Santosa", "Tuti Handayani", "Made Surya", "Wahyu Prasetyo")


def a_name(number: int) -> str:
    return f"{NAMES[number % 7]} {chr(65 + number // 7 % 26)}{'abcdefghij'[number // 182]}"


def roster(*, mended: bool) -> bytes:
    """434 people as an office types them; `mended`: as the clerk corrects what no proposal is sure of."""
    book = Workbook()
    sheet = book.active
    sheet.append(["DAFTAR PESERTA PELATIHAN"])
    sheet.merge_cells("A1:D1")
    sheet.append([])
    sheet.append(["No", "Jabatan ", "NAMA LENGKAP", "Desa/Kelurahan", "Kecamatan"])
    for number, region in enumerate(demo_regions()):
        for role in (0, 1):
            name, village = a_name(2 * number + role), region.name
            if number % 9 == 4:
                name, village = f"  {name.upper()} ", f"{region.kind} {village.lower()} "
            if number == 20 and role == 0 and not mended:
                village = "Antah Berantah"
            if number == 30:
                village = f"{village[:-1]}{village[-1]}h"  # misspelt: the nearest official one is proposed
            sheet.append([2 * number + role + 1, ("Sekdes", "OPERATOR")[role], name, village, region.district])
    sheet.append([435, "Sekdes", a_name(0), demo_regions()[0].name, demo_regions()[0].district])  # doubled
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def import_roster(training, folder: Path, content: bytes) -> dict[str, object]:
    file = folder / "peserta.xlsx"
    file.write_bytes(content)
    done = CliRunner().invoke(commands.roster, ["import", str(file), "--accept", "--json"], obj=lambda: training.app)
    return json.loads(done.output)


def prepare(training) -> None:
    """Every village's template for its day: the district's smallest village under all their names."""
    folder = training.services.settings.templates
    made = a_village(folder).path
    for group in groups.all_groups():
        for seat in seats.seats(group.id):
            for suffix in (".sqlite", ".json"):
                place = folder / f"{seat.pin.template}{suffix}"
                if not place.exists():
                    place.hardlink_to(made.with_suffix(suffix))


EXERCISES = ("simpan-tanpa-jawaban", "kirim-tanpa-jawaban", "kiriman-macet-di-antrean")


def work(training, seat: Seat, rng: Random) -> None:
    """A few exercises of the day: some solved, some with a hint, some with a mistake, put right or not."""
    group = groups.row(seat.group_number)
    assert group is not None
    for attempt, exercise in enumerate(rng.sample(course(group.agenda).exercises, 3)):
        training.noted("begin", seat.trainee_id, detail={
            "scenario": exercise.id, "hash": "h", "number": 1, "skill": exercise.skill})
        begun = last_id(training, seat)
        if rng.random() < 0.4:
            training.noted("hint", seat.trainee_id, attempt=begun, detail={"number": 1})
        slips = list(exercise.mistakes)[:1] if rng.random() < 0.5 else []
        training.noted("judged", seat.trainee_id, attempt=begun, detail={"scenario": exercise.id, "mistakes": slips})
        training.noted("judged", seat.trainee_id, attempt=begun, detail={
            "scenario": exercise.id, "repaired": slips if attempt else [], "solved": rng.random() < 0.8})


def play(training, seat: Seat, number: int) -> None:
    """A bot with the card of that seat plays an exercise of the day over HTTP: solved, solved with a hint, or a mistake."""
    built = training.services
    bot = Bot(Browser(ClientTransport(training.browser())), training.clock.advance)
    bot.sit_down(f"/kartu/{cards.qr_token(built.secret, seat)}")
    for chosen in EXERCISES[number % len(EXERCISES):] + EXERCISES:
        try:
            bot.begin(chosen)
        except Lost:  # this village has no case for it
            continue
        scenario = library()[chosen].scenario
        if number % 3 == 1:
            bot.browser.submit(bot.browser.get(HOME).all("//form[contains(@action, '/latihan/petunjuk')]")[0])
        bot.play(scenario.wrong_turns[0].steps if number % 3 == 2 else scenario.solution)
        return
    raise AssertionError(f"{seat.key} could begin nothing")


def at_work(training, day: int, rng: Random) -> None:
    """The day's people: bots at the last villages, the others by rows of their journals."""
    here = on_day(day)
    bots = here[2 * AT_WORK + 2:2 * AT_WORK + 3] if not ALL else here[::12]
    for number, seat in enumerate(bots):
        play(training, seat, day + number)
    for seat in here[:2 * AT_WORK]:
        if seat not in bots:
            work(training, seat, rng)


def last_id(training, seat: Seat) -> int:
    from sandbox.journal import Journal  # noqa: PLC0415
    with training.store.open(training.seat(seat.trainee_id).pin) as session:
        return session.query(Journal.id).order_by(Journal.id.desc()).first()[0]


def change(training) -> None:
    built = training.services
    rotation.rotate(store=built.store, clock=built.clock, settings=built.settings, read_notes=True)


def on_day(number: int) -> list[Seat]:
    group = groups.by_number(number)
    return seats.seats(group.id)


@pytest.mark.slow
def test_six_days_with_all_that_happens_end_in_reports_that_the_files_alone_confirm(a_training, tmp_path):
    training, rng = a_training, Random(14)
    beginning.begin(PLAN, beginning.district().own(6), now=NOON, by=0)
    # The evening before: rows that nothing sure can be proposed for change nothing; mended, all 434 are in.
    refused = import_roster(training, tmp_path, roster(mended=False))
    assert (refused["applied"], {each["row"] for each in refused["rejected"]}) == (False, {44})
    assert import_roster(training, tmp_path, roster(mended=True))["applied"] is True
    assert sum(group.trainees for group in groups.all_groups()) == 434
    prepare(training)

    change(training)
    absent, first = on_day(1)[-1], on_day(1)
    at_work(training, 1, rng)
    again = by_hand.invite_again(absent.trainee_id, 3, now=NOON, by=0) if not ALL else None
    prepare(training)

    change(training)
    undo.undo(store=training.store, clock=training.clock)  # somebody pressed too early
    assert [group.number for group in groups.all_groups() if group.state == "open"] == [1]
    work(training, first[0], rng)
    training.clock.advance(24 * 3600)
    change(training)

    lost = on_day(2)[0]
    old = cards.pin_of(training.services.secret, lost)
    new_cards.make([lost], seen={lost.trainee_id: lost.card_version}, by=0, now=NOON)
    new = training.seat(lost.trainee_id)
    assert cards.pin_of(training.services.secret, new) != old
    at_work(training, 2, rng)
    training.clock.advance(24 * 3600)
    change(training)

    came = by_hand.replace(on_day(3)[1].trainee_id, "Ratna Dewi", now=NOON, by=0)
    prepare(training)
    at_work(training, 3, rng)
    for person in {came, *((again,) if again else ())}:
        work(training, training.seat(person), rng)
    for number in (4, 5, 6):
        training.clock.advance(24 * 3600)
        change(training)
        at_work(training, number, rng)
    rotation.close(6, clock=training.clock)
    confirm(training, results_of([], now=training.clock.now() + timedelta(days=1)))


def confirm(training, results) -> None:
    """Reports, events and the files say the same to the last digit."""
    instance = training.services.settings.instance
    people, files = independent.person_counts(instance), independent.days(instance)
    rows = told(REPORTS["hari"](results))
    assert {row["Hari"]: {"invited": row["Diundang"], "present": row["Hadir"]} for row in rows} == files
    assert figures(results).invited == 434
    for day in results:
        for person in day.people:
            counted = people.get(person.seat.trainee_id, dict.fromkeys(("begun", "solved", "mistakes", "mended", "hints"), 0))
            row = next(row for row in told(REPORTS["peserta"]([day.only([person])])))
            assert (row["Latihan selesai"], row["Kekeliruan"], row["Dibetulkan"], row["Petunjuk"]) == (
                counted["solved"], counted["mistakes"], counted["mended"], counted["hints"])
            assert len(person.attempts) == counted["begun"]
    happened = [each.kind for each in events(results, {})]
    assert happened.count(EventKind.BEGUN) == sum(each["begun"] for each in people.values()) > 0
    assert happened.count(EventKind.MISTAKE) == sum(each["mistakes"] for each in people.values()) > 0
