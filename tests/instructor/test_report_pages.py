"""Reports as a page, a workbook and a PDF: the same figures in all of them, and on the board, to the last digit."""

import io
import json
import re
from collections import Counter

import pytest
from click.testing import CliRunner
from lxml import html
from openpyxl import load_workbook
from sqlalchemy import update

from instructor import commands
from instructor.board.hall import rows_of_seat
from instructor.days import rotation
from instructor.reports import agreement, book, sheet
from instructor.reports.figures import figures
from instructor.reports.files import told
from instructor.reports.results import PersonResults, days
from instructor.reports.table import FORMULA, as_csv, as_json, shown
from instructor.reports.tables import REPORTS, TITLES
from sandbox.platform.db import write
from sandbox.platform.models import Trainee
from sandbox.words.languages import speaking
from scenarios.results.mastery import Rung
from tests.conftest import NOON
from tests.instructor.test_reports import ALONE, HELPED, a_day
from tests.pdfs import pages_of

HOSTILE = "=HYPERLINK(\"http://x\";\"Budi\") <script>alert(1)</script> {{ 7*7 }} \x07D’Ḍé"


def begin(opened, trainee, exercise, **after):
    opened.noted("begin", trainee, detail={"scenario": exercise.id, "hash": exercise.hash, "number": 1, "skill": exercise.skill})
    attempt = max(deed.deed.id for deed in rows_of_seat(opened.seat(trainee)) if deed.deed.action == "begin")
    for action, detail in after.items():
        opened.noted(action, trainee, attempt=attempt, detail={"scenario": exercise.id, **detail})


@pytest.fixture
def played(opened):
    """Three of four people came: one alone, one helped and slipping, one who only began. The first has a hostile name."""
    day, = days([1], now=NOON)
    first, second = day.course.exercises[:2]
    begin(opened, 1, first, judged={"solved": True, "met": list(first.goals)})
    begin(opened, 1, second, judged={"solved": True, "met": list(second.goals)})
    mistake = next(iter(first.mistakes))
    begin(opened, 2, first, hint={"number": 1}, judged={"mistakes": [mistake], "solved": True, "met": list(first.goals)})
    begin(opened, 3, second)
    with write() as session:
        session.execute(update(Trainee).where(Trainee.id == 1).values(name=HOSTILE))
    return opened


def page(opened, address="/papan/laporan"):
    return html.fromstring(opened.staff().get(address).get_data(as_text=True))


def numbers_of(told):
    return [int(each.text_content()) for part in told.find_class("numbers") for each in part.iter("strong")]


def bars_of(told):
    """By skill, the counts as a screen reader hears them."""
    labels = (each.get("aria-label").split(":") for each in told.find_class("skill-bar"))
    return {name: tuple(map(int, re.findall(r"\d+", counts))) for name, counts, *_ in labels}


def test_board_page_workbook_and_pdf_have_the_same_figures_to_the_last_digit(played):
    found, told = figures(days([1], now=NOON)), page(played)
    assert (found.invited, found.present, found.able) == (4, 3, 0)
    assert numbers_of(told) == [found.invited, found.present, found.absent, found.not_able]
    counted = {each.skill.title: tuple(each.counts[rung] for rung in reversed(Rung)) for each in found.skills}
    assert bars_of(told) == counted
    assert {sum(each) for each in counted.values()} == {3}

    workbook = load_workbook(io.BytesIO(played.staff().get("/papan/laporan.xlsx?hari=1").data))
    rows = list(workbook.worksheets[0].values)
    assert [row[1] for row in rows[3:8]] == [found.invited, found.present, found.absent, found.able, found.not_able]
    assert {row[0]: row[2:6] for row in rows[10:]} == counted

    first, *_ = pages_of(played.staff().get("/papan/laporan.pdf?hari=1").data)
    for number, words in ((found.invited, "diundang"), (found.present, "hadir"), (found.absent, "tidak hadir"),
                          (found.able, "layak"), (found.not_able, "belum layak")):
        assert f"{number} {words}" in first.text
    for title, counts in counted.items():
        shown = [str(count) for count in counts if count >= sheet.NUMBER_FROM]
        assert f"{title} {' '.join([*shown, str(sum(counts[:2]))])}" in first.text

    board = page(played, "/papan")
    cells = [[cell.get("data-state") for cell in line.find_class("cell")] for line in board.find_class("seat")]
    exercise, *_ = REPORTS["latihan"](days([1], now=NOON)).rows
    column = Counter(line[0] for line in cells if line)
    assert (column["dibantu"], column["mandiri"], column["mahir"]) == exercise[7:10]


def test_report_and_board_agree_and_a_figure_that_differs_is_told_with_both(played):
    day, = days([1], now=NOON)
    assert agreement.differences([day]) == []
    assert agreement.differences([day.only(day.people[1:])]) == []
    forgotten = day.only([*day.people[1:], PersonResults(day.people[0].seat, [])])
    told = {(each.exercise.id, each.rung): (each.report, each.board) for each in agreement.differences([forgotten])}
    first = day.course.exercises[0].id
    assert told[first, Rung.MANDIRI] == (0, 1)
    assert told[first, Rung.BELUM] == (3, 2)


def test_an_open_day_is_provisional_and_a_closed_one_says_that_it_is_the_board_s(played):
    assert "Sementara, keadaan" in page(played).text_content()
    before = (numbers_of(page(played)), bars_of(page(played)))
    rotation.close(1, clock=played.clock)
    told = page(played, "/papan/laporan?hari=1")
    assert "Sama dengan papan saat ditutup" in told.text_content()
    assert (numbers_of(told), bars_of(told)) == before


def test_all_days_together_are_the_sum_of_the_days_and_one_never_opened_has_nothing_to_tell(played):
    one, other, both = (figures(days(which, now=NOON)) for which in ([1], [2], [1, 2]))
    assert (both.invited, both.present, both.able) == (one.invited + other.invited, one.present, one.able)
    assert numbers_of(page(played, "/papan/laporan?hari=semua")) == [both.invited, both.present, both.absent, both.not_able]
    assert "Belum ada latihan yang dibuka pada hari ini" in page(played, "/papan/laporan?hari=2").text_content()
    assert other.calls == []


def test_no_day_that_does_not_exist_is_reported(played):
    client = played.staff()
    assert [client.get(f"/papan/laporan?hari={day}").status_code for day in ("9", "x", "9" * 30, "-1")] == [404, 200, 200, 200]


@pytest.mark.parametrize("name", REPORTS)
def test_every_table_is_a_page_with_all_its_rows_and_hostile_names_are_only_text(played, name):
    table, told = REPORTS[name](days([1], now=NOON)), page(played, f"/papan/laporan/tabel/{name}?hari=1")
    assert len(told.xpath("//tbody//tr")) == min(len(table.rows), 50)
    assert told.xpath("//script[not(@src)]") == []
    if HOSTILE in {cell for row in table.rows for cell in row}:
        assert HOSTILE.replace("\x07", "") in told.text_content().replace("\x07", "")


def test_the_workbook_has_a_real_table_with_filters_a_sheet_and_no_formula(played):
    content = played.staff().get("/papan/laporan.xlsx?hari=1").data
    workbook = load_workbook(io.BytesIO(content))
    assert len(workbook.sheetnames) == len(REPORTS) + 1
    for made, (name, each) in zip(workbook.worksheets[1:], REPORTS.items(), strict=True):
        (real,) = made.tables.values()
        rows = each(days([1], now=NOON)).rows
        assert made.title == str(TITLES[name])
        assert real.ref.endswith(str(max(len(rows), 1) + 1))
        assert real.autoFilter is not None
        assert len(set(real.column_names)) == len(real.column_names)
        assert [cell.value for row in made.iter_rows() for cell in row if cell.data_type == "f"] == []
    people = workbook[str(TITLES["peserta"])]
    cell = next(cell for row in people.iter_rows() for cell in row if cell.value and str(cell.value).startswith(FORMULA))
    assert cell.value == HOSTILE.replace("\x07", "")
    assert cell.quotePrefix


def test_the_workbook_s_headings_are_all_different_in_both_languages():
    for lang in ("id", "en"):
        with speaking(lang):
            for name, make in REPORTS.items():
                heads = [str(column).lower() for column in make([]).columns]
                assert len(set(heads)) == len(heads), (lang, name)


def test_an_empty_training_makes_a_workbook_that_opens():
    found = book.draw({"figures": {"invited": 0, "present": 0, "absent": 0, "able": 0, "not_able": 0, "skills": []},
                       "title": "Laporan", "state": "", "tables": [{"name": "Kosong", "columns": ["A", "B"], "rows": []}]})
    assert [table.ref for table in load_workbook(io.BytesIO(found))["Kosong"].tables.values()] == ["A1:B2"]


def test_a_village_s_and_a_subdistrict_s_rows_add_up_to_the_day():
    day = a_day(HELPED, ALONE, people=4)
    found = figures([day])
    for name in ("desa", "kecamatan", "hari"):
        table = REPORTS[name]([day])
        heads = list(map(str, table.columns))
        sums = [sum(row[heads.index(head)] for row in table.rows) for head in ("Diundang", "Hadir", "Tidak hadir", "Layak")]
        assert sums == [found.invited, found.present, found.absent, found.able]
    mistake, = REPORTS["kekeliruan"]([day]).rows
    assert mistake[3:] == (1, 0)
    assert [row[7] for row in REPORTS["peserta"]([day]).rows] == ["ya", "ya", "tidak", "tidak"]
    with speaking("en"):
        assert [shown(row[7]) for row in REPORTS["peserta"]([day]).rows] == ["yes", "yes", "no", "no"]
        assert b";Recover a submission;yes;not yet\r\n" in as_csv(REPORTS["keterampilan"]([day]))
        json.dumps(as_json("hasil", REPORTS["hasil"]([day])))
        assert "Recover a submission" in json.dumps(told(found))


def test_who_lacks_most_is_called_first_and_who_was_absent_last():
    calls = figures([a_day(HELPED, ALONE, people=3)]).calls
    assert [(each.person.seat.trainee_id, each.is_present, len(each.lacking)) for each in calls] == [
        (1, True, 6), (2, True, 5), (3, False, 6)]


def test_the_command_writes_workbook_and_pdf_of_the_same_days(played, tmp_path):
    for ending, begins in (("xlsx", b"PK"), ("pdf", b"%PDF")):
        out = tmp_path / f"laporan.{ending}"
        done = CliRunner().invoke(commands.report, ["--day", "1", "--format", ending, "--out", str(out)], obj=lambda: played.app,
                                  catch_exceptions=False)
        assert done.exit_code == 0, done.output
        assert out.read_bytes().startswith(begins)
