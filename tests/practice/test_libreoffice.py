"""Files that LibreOffice saved (libreoffice/README.md): what was meant is read, what it lost is told."""

from pathlib import Path

import pytest

from sandbox.practice.exchange.sheets import layout as of_sheets
from sandbox.practice.exchange.sheets.asking import KnownSheets
from sandbox.spreadsheets.cells import NoSpreadsheet
from sandbox.spreadsheets.csv_out import as_csv
from tests.practice import test_exchange_rules as of_families
from tests.practice import test_sheet_files as sheet_files
from tests.practice.exchanged import a_workbook
from tests.practice.factories import a_village_in_memory

FOLDER = Path(__file__).parent / "libreoffice"


def saved(name):
    return (FOLDER / name).read_bytes()


def test_a_sheet_that_went_through_a_csv_and_libreoffice_holds_what_was_exported():
    """Its guarded texts too: LibreOffice keeps the apostrophe as a letter."""
    village = KnownSheets(2026, sheet_files.stored("pt-identitas", {}, as_of=None))
    [planned] = sheet_files.checked(saved("lembar.xlsx"), village)[1]
    assert planned.as_of == "2026-02-27"
    assert {(row, column): value for row, column, value in planned.cells} == {
        (1, 1): "35.10.13.2018", (2, 1): "Kedaleman", (6, 1): 1986, (7, 1): 98.59, (8, 1): 114.2897, (9, 1): -8.3357,
        (12, 1): "3/4", (13, 1): "Mei 2026"}


def test_the_families_of_our_own_workbook_are_read_as_they_went_out():
    report, families = of_families.checked(saved("keluarga.xlsx"))
    assert (report.problems, report.counts.new) == ([], 6)
    assert [(each.card["number"], each.card["rt"], len(each.members)) for each in families] == [
        ("3510621208917001", "01", 2), ("3510621208917002", "01", 2)]
    assert families[0].answers["1"] == 2350000


def test_one_sheet_saved_as_csv_is_known_by_its_heads():
    with a_village_in_memory() as session:
        village = of_families.known(session)
    report, _ = of_families.checked(saved("anggota.csv"), village)
    assert {(each.address, each.code) for each in report.problems} == {("A2", "IMP-422"), ("A3", "IMP-422"), ("A4", "IMP-422"),
                                                                      ("A5", "IMP-422")}  # their cards stand in another sheet


def test_numbers_that_libreoffice_rounded_are_told_and_its_dates_are_read():
    with a_village_in_memory() as session:
        village = of_families.known(session)
    report, _ = of_families.checked(saved("anggota.xlsx"), village)
    assert {(each.address, each.code) for each in report.problems} == {
        ("A2", "IMP-NIK"), ("B2", "IMP-NIK"), ("A3", "IMP-NIK"), ("B3", "IMP-NIK")}


@pytest.mark.parametrize(("content", "why", "remedy"), [
    (saved("anggota.ods"), "OpenDocument (.ods)", "Excel Workbook (.xlsx)"),
    (a_workbook(Lembar=[["Potensi 58;Agama/Aliran Kepercayaan"], ["Tahun;2026"], ["1;Islam;;440;473", "5"], ["2;Kristen;;7;4"]]),
     "masuk ke satu kolom", "titik koma"),
    (as_csv([[of_sheets.GUIDE_TITLE], [], ["Satu lembar Excel untuk satu lembar formulir."]]), "hanya berisi lembar Petunjuk",
     ".xlsx")])
def test_what_a_spreadsheet_program_made_unreadable_is_told_with_its_remedy(content, why, remedy):
    with pytest.raises(NoSpreadsheet) as refused:
        of_families.checked(content)
    assert why in refused.value.why
    assert remedy in refused.value.remedy
