"""The dry run by itself: every cell is read by its field's kind, every row is put before the forms' rules, nothing is guessed."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from sandbox.practice.exchange import asking, exporting, layout, packed_rows
from sandbox.practice.exchange.cells import cell_of, halves, value_of
from sandbox.practice.exchange.checking import check
from sandbox.practice.exchange.layout import FileColumn
from sandbox.practice.exchange.report import CellProblem
from sandbox.practice.exchange.village import HOUSEHOLD_FORM, MEMBER_FORM, KnownVillage
from sandbox.practice.forms.field_errors import FieldError
from sandbox.practice.forms.instruments import load
from sandbox.practice.forms.values import NoValue
from sandbox.practice.models import Household
from sandbox.spreadsheets.cells import CellIn, NoSpreadsheet, Stands
from sandbox.spreadsheets.files import read_file
from sandbox.spreadsheets.xlsx_out import UNWRITABLE
from sandbox.words.folding import seen
from tests.conftest import AS_OF
from tests.practice.exchanged import a_family, a_file, a_workbook, heads
from tests.practice.factories import a_person, a_village_in_memory
from tests.practice.test_forms import NAUGHTY, answer_of, leaves, stored

FORM, PEOPLE = load(HOUSEHOLD_FORM), load(MEMBER_FORM)
FIELDS = [*FORM.by_key.values(), *PEOPLE.by_key.values()]
EMPTY = KnownVillage(AS_OF, "351062", {})


def known(session):
    return KnownVillage.from_json(asking.told(session))


def test_a_village_that_is_told_in_many_pieces_is_the_same(monkeypatch):
    with a_village_in_memory() as session:
        at_once = known(session)
        monkeypatch.setattr(packed_rows, "AT_ONCE", 2)
        assert known(session) == at_once
        assert (len(at_once.families), sum(1 for _ in at_once.people()), asking.told(session)["rows"]) == (3, 3, 6)


def checked(content, village=EMPTY):
    return check(read_file(content), village, lambda done, of: None)


def problems(content, village=EMPTY):
    return [(each.sheet, each.address, each.code) for each in checked(content, village)[0].problems]


# One cell --------------------------------------------------------------------------------------------------------------

@given(st.data())
def test_what_is_stored_of_any_field_is_read_again_from_its_cell(data):
    field = data.draw(st.sampled_from(FIELDS))
    value = data.draw(answer_of(field) | (st.just(field.none) if field.none_label else st.nothing()))
    cell = cell_of(field, value)
    kind = Stands.TEXT if isinstance(cell, str) else Stands.NUMBER
    words = {(field.none_label or "").casefold(), ""}
    if isinstance(cell, str) and value != field.none and cell.casefold() in words:
        return  # a text that says the words of the none: the form, too, cannot tell them apart in a file
    assert value_of(FileColumn("", field.key, field), CellIn(kind, str(cell))) == value


@pytest.mark.parametrize(("key", "cell", "value"), [
    ("2", "kepala keluarga", "1"), ("2", "Kepala  Keluarga", "1"), ("2", "1", "1"), ("13", "Tuna Netra; 1", ["1", "3"]),
    ("13", "tidak ada", []), ("nik", "Belum ber-NIK", None), ("nik", "3510.6212-0880 0001", "3510621208800001"),
    ("birth_date", "17-08-1990", date(1990, 8, 17)), ("birth_date", "08/08/1990", date(1990, 8, 8)),
    ("birth_date", "17/08/1990", date(1990, 8, 17)), ("18", "Tukang Sumur [17]", ["17"]),
    ("2", "1. Kepala Keluarga", "1"), ("2", "01", "1"), ("2", "4 - anak kandung", "4"), ("sex", "LAKI LAKI", "L"),
    ("nik", "3510621208800001.0", "3510621208800001"), ("sex", "Lk", "L"), ("sex", "PR", "P"), ("sex", "wanita", "P"),
    ("2", "KK", "1"), ("4", "Katholik", "3"), ("6", "WNI", "1"), ("birth_date", "12-Agt-80", date(1980, 8, 12)),
    ("birth_date", "12-Aug-1980", date(1980, 8, 12)), ("birth_date", "1-Nop-30", date(1930, 11, 1))])
def test_a_cell_is_read_as_people_write_it(key, cell, value):
    field = PEOPLE.by_key[key]
    assert value_of(FileColumn("", key, field), CellIn(Stands.TEXT, cell)) == value


NUMBER, DAY = Stands.NUMBER, Stands.DAY


@pytest.mark.parametrize(("key", "cell", "value"), [
    ("birth_date", CellIn(DAY, "1987-04-03"), date(1987, 4, 3)), ("rt", CellIn(NUMBER, "2"), "02"),
    ("1", CellIn(NUMBER, "2350000"), 2350000), ("49", CellIn(NUMBER, "31.5"), 31.5), ("49", CellIn(NUMBER, "1e-02"), 0.01),
    ("nik", CellIn(NUMBER, "351062120880"), "351062120880"), ("2", CellIn(NUMBER, "1"), "1"),
    ("address", CellIn(NUMBER, "12"), "12"), ("address", CellIn(NUMBER, "3.5"), "3,5"),
    ("address", CellIn(Stands.TEXT, "Blok 5.0"), "Blok 5.0"), ("address", CellIn(Stands.TEXT, "5.0"), "5.0")])
def test_numbers_and_dates_of_excel_are_read_as_such(key, cell, value):
    field = {**FORM.by_key, **PEOPLE.by_key}[key] if key != "1" else FORM.by_key["1"]
    field = PEOPLE.by_key["2"] if key == "2" else field
    assert value_of(FileColumn("", key, field), cell) == value


@pytest.mark.parametrize(("key", "cell", "code", "said"), [
    ("nik", CellIn(NUMBER, "3.51062120891e+15"), "IMP-NIK", "menjadi 3,51062E+15; angka terakhirnya sudah hilang"),
    ("nik", CellIn(Stands.TEXT, "3,51062E+15"), "IMP-NIK", "menjadi 3,51062E+15"),
    ("birth_date", CellIn(Stands.TEXT, "03/04/1987"), "IMP-DATE", "3 April atau 4 Maret"),
    ("birth_date", CellIn(NUMBER, "31843"), "IMP-DATE", "terbaca 07-03-1987"),
    ("birth_date", CellIn(Stands.TEXT, "31-09-1990"), "VAL-18", "tidak ada di kalender"),
    ("birth_date", CellIn(Stands.TEXT, "12-Agt-26"), "VAL-18", "dua cara: 1926 atau 2026"),
    ("birth_date", CellIn(Stands.TEXT, "12-08-80"), "VAL-18", "hanya dua angka"),
    ("2", CellIn(Stands.TEXT, "Ponakan"), "IMP-422", "Pilihan yang dekat: Keponakan."),
    ("2", CellIn(Stands.TEXT, "xyz"), "IMP-422", "Pilih salah satu dari daftar di templat."),
    ("name", CellIn(Stands.FAULT, "#REF!"), "IMP-422", "menunjukkan #REF!")])
def test_what_a_file_lost_or_leaves_open_is_told_and_never_guessed(key, cell, code, said):
    field = PEOPLE.by_key[key]
    with pytest.raises(NoValue) as caught:
        value_of(FileColumn("", key, field), cell)
    error = caught.value.error.at(field.name, field.label, **caught.value.facts)
    assert error.code == code
    assert said in error.text


def test_every_message_parts_into_what_does_not_fit_and_how_it_fits():
    single = [error.__name__ for error in leaves(FieldError) if not halves(error.wording)[1] and "{" not in error.wording[-10:]]
    assert single == []
    assert halves("NIK 15 angka: 1. Harus 16. Cocokkan.") == ("NIK 15 angka: 1. Harus 16.", "Cocokkan.")
    assert halves("A beda. Cocokkan. Bila benar, tulis alasannya.") == ("A beda.", "Cocokkan. Bila benar, tulis alasannya.")


# Whole files -----------------------------------------------------------------------------------------------------------

@given(st.data())
@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_what_is_exported_imports_again_unchanged(data):
    with a_village_in_memory() as session:
        for household in session.scalars(select(Household)):
            answers = {}
            for section in data.draw(st.lists(st.sampled_from(FORM.sections), max_size=3)):
                answers |= data.draw(stored(section))
            household.answers = answers
            extra = {key: value for key, value in data.draw(stored(PEOPLE.sections[0])).items() if key not in ("2", "3")}
            extra = {key: value.isoformat() if isinstance(value, date) else value for key, value in extra.items()}
            household.members.append(a_person(household.id, answers={"2": "4", "3": "2", **extra}))
        session.flush()
        village = known(session)
    report, plan = checked(exporting.export(village), village)
    assert (report.problems, report.replaced, plan) == ([], [], [])
    assert report.counts.same == report.counts.read >= 9


def test_an_empty_cell_changes_nothing_and_nobody_is_taken_out():
    with a_village_in_memory() as session:
        village = known(session)
    number = village.families[1].card["number"]
    cards = [["No. KK", "Alamat", "1. Jumlah Penghasilan per Bulan"], [number, None, "2.350.000"]]
    report, [family] = checked(a_workbook(Keluarga=cards), village)
    assert (report.counts.changed, report.replaced, family.members) == (1, [], [])
    assert (family.card["address"], family.answers) == ("Jl. Melati 1", {"1": 2350000})


def test_what_a_file_would_replace_is_listed_with_both_values():
    with a_village_in_memory() as session:
        village = known(session)
    number = village.families[1].card["number"]
    report, _ = checked(a_workbook(Keluarga=[["No. KK", "Alamat"], [number, "Jl. Mawar 9"]]), village)
    assert [(each.label, each.before, each.after) for each in report.replaced] == [("Alamat", "Jl. Melati 1", "Jl. Mawar 9")]
    assert (report.replaced_records, report.counts.changed) == (1, 1)


def test_no_file_changes_what_somebody_is_to_the_head_but_one_may_say_it_where_nobody_has():
    with a_village_in_memory() as session:
        village = known(session)
    family = village.families[1]
    head = family.people[0]
    relation = next(column.title for each in layout.sheets() if each.name == "Anggota" for column in each.columns
                    if column.field and column.field.key == "2")
    row = [["No. KK", "NIK", relation], [family.card["number"], head.identity["nik"], "Istri"]]
    [told] = checked(a_workbook(Anggota=row), village)[0].problems
    assert (told.code, told.address) == ("IMP-06", "C2")
    assert "sudah terdaftar sebagai Kepala Keluarga." in told.why
    head.stored = head.stored.replace('"2"', '"99"')
    assert "IMP-06" not in [code for *_, code in problems(a_workbook(Anggota=row), village)]


def test_a_family_that_is_neither_stored_nor_in_the_file_is_told():
    people = [heads("Anggota"), ["3510621208919999", "3510621208800001", "Sari"]]
    assert ("Anggota", "A2", "IMP-422") in problems(a_workbook(Anggota=people))


def test_two_rows_of_one_person_and_two_heads_of_one_card_are_told_with_the_other_row():
    first, second = a_family(1), a_family(2)
    twin = (second[0], {}, [({**second[2][0][0], "nik": first[2][0][0]["nik"]}, {})])
    report, _ = checked(a_file(first, twin))
    assert [(each.address, each.why) for each in report.problems if each.why.startswith("NIK ini juga")] == [
        ("B4", "NIK ini juga ada di baris 2 (Warga 1). Satu NIK hanya untuk satu orang.")]
    heads_twice = (first[0], {}, [first[2][0], (second[2][0][0], {})])
    assert ("Anggota", "A3", "VAL-02K") in problems(a_file(heads_twice))


def test_a_nik_that_is_stored_twice_already_is_no_fault_of_the_village_s_own_file():
    with a_village_in_memory() as session:
        first, second, _ = session.scalars(select(Household)).all()
        second.members[0].nik = first.members[0].nik
        session.flush()
        village = known(session)
    report, plan = checked(exporting.export(village), village)
    assert (report.problems, plan) == ([], [])
    one, other, _ = village.families.values()
    rows = [["No. KK", "NIK", "Nama lengkap"], 
            *([each.card["number"], each.people[0].values["nik"], "Sari"] for each in (one, other))]
    assert ("Anggota", "B3", "VAL-02") in problems(a_workbook(Anggota=rows), village)


def test_a_new_person_in_two_rows_is_told_unless_both_have_a_nik_of_their_own():
    card, _, [head, (wife, _)] = a_family(1)
    nameless = {key: value for key, value in wife.items() if key != "nik"}
    for one, other in ((nameless, nameless), (wife, nameless), (nameless, wife)):
        found = checked(a_file((card, {}, [head, (one, {}), (other, {})])))[0].problems
        assert [(each.address, each.why) for each in found if each.label == "Nama"] == [
            ("C4", "Orang ini sudah ada di baris 3: nama dan tanggal lahirnya sama.")]
    report, _ = checked(a_file((card, {}, [head, (wife, {}), ({**wife, "nik": "3510625208807999"}, {})])))
    assert (report.refused, {each.is_asked for each in report.problems}) == (0, {True})


def test_a_row_with_a_nik_finds_its_person_before_a_row_that_only_has_the_name():
    with a_village_in_memory() as session:
        village = known(session)
    family = village.families[1]
    stored = family.people[0].identity
    namesake = ["Belum ber-NIK", stored["name"], "12-08-1980"]
    people = [[family.card["number"], *row] for row in (namesake, [stored["nik"], "Sari Dewi", "12-08-1980"])]
    for rows in (people, people[::-1]):
        report, _ = checked(a_workbook(Anggota=[["No. KK", "NIK", "Nama lengkap", "Tanggal lahir"], *rows]), village)
        assert [each.after for each in report.replaced if each.label == "Nama lengkap"] == ["Sari Dewi"]
        assert report.people == 1


def test_rows_of_a_table_belong_to_their_family_and_must_be_complete():
    table = FORM.tables["pangan"]
    sheet = next(each for each in layout.sheets() if each.table == table)
    card, _, people = a_family(1)
    crop = dict(zip([each.key for each in table.fields], ["7", 31.5, "966", 15], strict=False))
    _, [family] = checked(a_file((card, {"pangan": [crop]}, people)))
    assert family.answers["pangan"][0]["12"] == "7"
    rows = [heads(sheet.name), [card["number"], table.fields[0].options[0].label]]
    cards = [heads("Keluarga")[:5], [card[name] for name in ("number", "address", "hamlet", "rt", "rw")]]
    assert [each[2] for each in problems(a_workbook(**{"Keluarga": cards, sheet.name: rows}))][:1] == ["VAL-19"]


def test_numbers_that_all_end_in_zero_are_asked_about():
    village = [a_family(serial) for serial in (10, 20, 30, 40, 50)]
    report, _ = checked(a_file(*village))
    asked = [(each.sheet, each.address, each.is_asked) for each in report.problems if each.code == "IMP-NIK"]
    assert ("Anggota", "B2", True) in asked
    assert ("Keluarga", "A2", True) in asked
    assert report.refused == 0
    assert not [each for each in checked(a_file(*village, a_family(1)))[0].problems if each.code == "IMP-NIK"]


def test_a_reason_in_the_row_answers_what_is_asked():
    card, _, [(head, _), wife] = a_family(1)
    odd = {**head, "name": "12"}
    asked, [family] = checked(a_file((card, {}, [(odd, {}), wife])))
    assert (asked.asked, asked.refused, len(family.members[0].asked)) == (1, 0, 1)
    answered, [family] = checked(a_file((card, {}, [(odd, {"x": "Memang begitu"}), wife])))
    assert (answered.asked, list(family.members[0].reasons.values())) == (0, ["Memang begitu"])


def test_a_head_that_the_forms_do_not_know_refuses_the_file_and_names_a_near_one():
    report, plan = checked(a_workbook(Keluarga=[["No. KK", "Alamt", "Alamat", "Alamat"]]))
    assert [(each.address, each.code, each.remedy) for each in report.problems] == [
        ("B1", "IMP-412", "Judul yang dekat: Alamat."), ("D1", "IMP-412", "Hapus salah satu kolomnya.")]
    assert plan == []


def test_a_file_of_another_template_is_refused_in_words_without_a_version_of_ours():
    with pytest.raises(NoSpreadsheet) as caught:
        checked(a_workbook(Petunjuk=[[f"{layout.MARK}: 0badc0de"]], Keluarga=[["No. KK"]]))
    assert caught.value.why == "File ini dari templat lain: susunan kolomnya bukan yang dipakai formulir sekarang."


def test_titles_above_the_heads_and_a_sheet_that_is_not_shown_are_read_past_and_said():
    cards = [["DATA KELUARGA DESA"], ["Per", "Oktober"], ["No. KK", "Alamat"], [a_family(1)[0]["number"], "Jl. A"]]
    content = a_workbook(Keluarga=cards)
    [grid] = read_file(content)
    report, _ = check([replace(grid, is_hidden=True)], EMPTY, lambda done, of: None)
    assert {each.address[1:] for each in report.problems} == {"4"}
    assert report.notes == ["Lembar “Keluarga” tersembunyi di Excel, tetapi dibaca juga.",
                            "Lembar “Keluarga”: baris di atas judul kolom (baris 3) tidak dibaca."]


def test_a_csv_of_members_is_known_by_its_heads():
    with a_village_in_memory() as session:
        village = known(session)
    number = village.families[1].card["number"]
    text = f"No. KK;NIK;Nama lengkap;Tanggal lahir\r\n{number};3510621208800001;Kepala Satu;12-08-1980\r\n"
    report, [family] = checked(text.encode("utf-8-sig"), village)
    assert (report.counts.changed, family.members[0].values["name"]) == (1, "Kepala Satu")


def test_problems_travel_as_json_and_come_back():
    report, _ = checked(a_workbook(Keluarga=[heads("Keluarga"), ["351062", "Jl. A"]]))
    again = type(report).from_json(report.as_json())
    assert again == report
    assert isinstance(again.problems[0], CellProblem)


@pytest.mark.parametrize("text", NAUGHTY)
def test_of_a_naughty_string_in_every_cell_nothing_is_stored_and_each_refusal_names_its_cell(text):
    """In a workbook whose text XML can hold, as a program writes it."""
    files = {name: [heads(name), [text] * len(heads(name))] for name in ("Keluarga", "Anggota")}
    report, plan = checked(a_workbook(**files))
    assert plan == []
    assert report.problems or not seen(UNWRITABLE.sub("", text))
    assert all(each.address and each.why and len(each.why) < 400 for each in report.problems)
