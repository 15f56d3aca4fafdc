"""Lists of people as offices send them, broken and hostile ones too: each with what is told of it. No server, no database."""

import io
import zipfile
from collections.abc import Sequence

import pytest

from instructor.people.checking import RosterReport
from instructor.people.columns import RosterColumn
from instructor.people.official import OfficialVillage, OfficialVillages
from instructor.people.problems import rows_words
from instructor.people.worker import MOST_ROWS, checked
from sandbox.spreadsheets.cells import NoSpreadsheet
from sandbox.spreadsheets.xlsx_out import SheetOut, workbook

VILLAGES = OfficialVillages([
    OfficialVillage("35.10.05.2001", "Sumberberas", "desa", "Muncar"),
    OfficialVillage("35.10.09.2002", "Gendoh", "desa", "Sempu"),
    OfficialVillage("35.10.11.2002", "Kalibarumanis", "desa", "Kalibaru"),
    OfficialVillage("35.10.11.2003", "Kalibaruwetan", "desa", "Kalibaru"),
    OfficialVillage("35.10.13.2008", "Lemahbangdewo", "desa", "Rogojampi"),
    OfficialVillage("35.10.16.1018", "Lateng", "kelurahan", "Banyuwangi"),
    OfficialVillage("35.10.23.2003", "Tamansari", "desa", "Tegalsari"),
    OfficialVillage("35.10.24.2008", "Tamansari", "desa", "Licin")])
HEAD = "Nama;Jabatan;Desa;Kecamatan;Kode"
ONE = "Siti Aminah;Operator;Gendoh;Sempu;35.10.09.2002"


def csv(*lines: str, head: str = HEAD) -> bytes:
    return "\n".join([head, *lines]).encode()


def xlsx(*rows: Sequence[str | int | float | None], name: str = "Peserta") -> bytes:
    return workbook([SheetOut(name, rows)])


def zipped(**parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, text in parts.items():
            archive.writestr(part.replace("__", "/").replace("_xml", ".xml"), text)
    return out.getvalue()


def check(content: bytes, **answers: str) -> RosterReport:
    return checked(content, VILLAGES, answers=answers, columns={})


def people(report: RosterReport) -> list[tuple[str, str, str]]:
    return [(person.code[-4:], person.role, person.name) for person in report.people]


GENDOH = [("2002", "operator", "Siti Aminah")]
CELLS = ["Siti Aminah", "Operator", "Gendoh"]
TAKEN = {
    "semicolons": csv(ONE),
    "commas": csv(ONE.replace(";", ","), head=HEAD.replace(";", ",")),
    "tabs": csv(ONE.replace(";", "\t"), head=HEAD.replace(";", "\t")),
    "a BOM": b"\xef\xbb\xbf" + csv(ONE),
    "UTF-16": csv(ONE).decode().encode("utf-16"),
    "Windows' line ends": csv(ONE).replace(b"\n", b"\r\n"),
    "Excel told the separator": b"sep=;\r\n" + csv(ONE),
    "every cell in quotes": csv('"Siti Aminah";"Operator";"Gendoh"', head='"Nama";"Jabatan";"Desa"'),
    "columns in another order": csv("Sempu;Gendoh;Operator;Siti Aminah", head="Kecamatan;Desa;Jabatan;Nama Lengkap"),
    "other headings": csv("1;Siti Aminah;Operator Desa;Gendoh;0812", head="No;NAMA PESERTA;Peran;Nama Desa/Kel.;No. HP"),
    "English headings": csv("Siti Aminah;operator;Gendoh", head="Name;Role;Village"),
    "capitals": csv("SITI AMINAH;OPERATOR;GENDOH;SEMPU;"),
    "small letters": csv("siti aminah;operator;gendoh;sempu;"),
    "spaces around and between": csv("  Siti   Aminah ; Operator ; Gendoh  ;;"),
    "no-break spaces": csv("Siti\u00a0Aminah\u00a0;Operator\u00a0;\u00a0Gendoh;;"),
    "invisible letters": csv("Siti\u200b Aminah;Opera\u200btor;Gen\u200bdoh;;"),
    "the kind before the name": csv("Siti Aminah;Operator;Desa Gendoh;Kec. Sempu;"),
    "a code without dots": csv("Siti Aminah;Operator;;;3510092002"),
    "a code as a number of Excel": xlsx(["Nama", "Jabatan", "Kode Desa"], ["Siti Aminah", "Operator", 3510092002]),
    "a code that lost a zero beside its name": csv("Siti Aminah;Operator;Gendoh;;35.10.9.2002"),
    "a code beside a misspelt name": csv("Siti Aminah;Operator;Gendo;;35.10.09.2002"),
    "titles above the heading": csv(HEAD, ONE, head="DAFTAR PESERTA PELATIHAN, TAHUN 2026\n\nKabupaten Banyuwangi"),
    "merged titles above the heading": xlsx(["DAFTAR PESERTA", None, None], [], ["Nama", "Jabatan", "Desa"], CELLS),
    "sum and signature below": csv(ONE, ";;;;", "Jumlah;;1;;", ";;Mengetahui Kepala Dinas;;"),
    "a signature at the right": csv(ONE, ";;;;", ";;Banyuwangi, 2 Maret 2026;;", ";Camat Sempu;;;", ";;NIP. 19670512;;"),
    "the heading once more": csv(ONE, HEAD),
    "the office's workbook with a guide in front": workbook([SheetOut("Petunjuk", [["Isi lembar kedua"]]),
                                                             SheetOut("Peserta", [["Nama", "Jabatan", "Desa"], CELLS])]),
    "a row that is a village": csv("Gendoh;;Siti Aminah", head="Desa;Nama Sekdes;Nama Operator"),
}


def sheets(*named: tuple[str, Sequence[str]]) -> bytes:
    """A workbook of a sheet a subdistrict: its name, and the person in it."""
    return workbook([SheetOut(name, [[f"PESERTA {name}"], [], ["No", "Nama", "Jabatan", "Desa"], [1, *cells]])
                     for name, cells in named])


def test_a_workbook_of_a_sheet_a_subdistrict_is_read_whole_and_a_sheet_of_all_once():
    tegalsari, licin = ("Tegalsari", ["Ani", "Sekdes", "Tamansari"]), ("Kec. LICIN", ["Budi", "Sekdes", "Tamansari"])
    report = check(sheets(("Sempu", CELLS), tegalsari, licin, ("Rekap", ["Ani", "Sekdes", "Tamansari"])))
    assert people(report) == [*GENDOH, ("2003", "sekdes", "Ani"), ("2008", "sekdes", "Budi")]
    assert (report.sheets, report.others, report.problems) == (("Sempu", "Tegalsari", "Kec. LICIN"), ("Rekap",), ())
    asked, = check(sheets(("Sempu", CELLS), ("Dua", ["Ani", "Kolonel", "Gendoh"]))).problems
    assert rows_words(3, *asked.rows) == "3, 4 (lembar 2)"


@pytest.mark.parametrize("habit", TAKEN)
def test_a_list_with_an_offices_habits_is_taken_as_it_is(habit):
    report = check(TAKEN[habit])
    assert people(report) == GENDOH
    assert report.problems == ()


TAKEN |= {
    "the columns' numbers below the heading": xlsx(["No", "Nama", "Jabatan", "Desa"], [1, 2, 3, 4], [1, *CELLS]),
    "the subdistrict within the village's cell": csv("Siti Aminah;Operator;Gendoh, Kec. Sempu;;"),
    "the same in brackets": csv("Siti Aminah;Operator;DESA GENDOH (KECAMATAN SEMPU);;"),
    "an abbreviated Desa": csv("Siti Aminah;Operator;Ds. Gendoh;;"),
    "a code with spaces": csv("Siti Aminah;Operator;;;35 10 09 2002"),
    "marks that turn lines and hold them together": csv("\u200fSiti\u00a0Aminah\u200e;Operator;\u200bGendoh;;"),
    "lines as old computers of Apple end them": csv(ONE).replace(b"\n", b"\r"),
    "a second, stand-in role": csv("Siti Aminah;Operator 2;Gendoh;;"),
    "a first line for Excel": b"sep=;\n" + csv(ONE),
    "columns in letters with accents": csv(ONE).decode().encode("latin-1"),
    "a heading of two rows": xlsx(["NO", "DESA", "NAMA"], [None, None, "SEKDES", "OPERATOR"], [1, "Gendoh", None, "Siti Aminah"]),
    "what each column holds, below the heading": xlsx(["NO", "DESA", "SEKDES", None, "OPERATOR"],
                                                      [None, None, "NAMA", "NO. HP", "NAMA", "NO. HP"],
                                                      [1, "Gendoh", None, None, "Siti Aminah", "0812"]),
    "roles as ticks": csv("Siti Aminah;Gendoh;;v", head="Nama;Desa;Sekdes;Operator"),
    "a signature in the column of names": xlsx(["No", "Nama", "Jabatan", "Desa"], [1, *CELLS], [],
                                               [None, "Muncar, 10 Maret 2026"], [None, "Camat"], [],
                                               [None, "NIP. 196705121990031002"]),
    "a title before the second page": csv(ONE, ";;;;", "PESERTA TAHUN 2026;;;;", HEAD),
    "the village beside the heading of names": csv("Siti Aminah;Operator;Gendoh", head="Nama Perangkat Desa;Jabatan;Desa"),
    "a code before the village": csv("Siti Aminah;Operator;35.10.09.2002 - Gendoh;;"),
    "a number before the name": csv("12. Siti Aminah;Operator;Gendoh;;"),
    "every line in quotes": b'"Nama;Jabatan;Desa"\r\n"Siti Aminah;""Operator"";Gendoh"\r\n',
    "the answers of an online form": (
        b'"Timestamp","Nama Lengkap (beserta gelar)","Jabatan di Desa","Asal Desa / Kelurahan","Nomor WhatsApp"\n'
        b'"11/10/2026 8:12:01","Siti Aminah","Operator","Gendoh","0812"\n'),
}
ASKED = {
    "a village that is misspelt": (csv("A Budi;Sekdes;Lemahbang Dewo;;"), "desa-tidak-dikenal", ["Lemahbangdewo"]),
    "a village that lacks a letter": (csv("A Budi;Sekdes;Gendo;;"), "desa-tidak-dikenal", ["Gendoh"]),
    "a village as near to two": (csv("A Budi;Sekdes;Kalibaru;;"), "desa-tidak-dikenal", ["Kalibarumanis", "Kalibaruwetan"]),
    "a village near to none": (csv("A Budi;Sekdes;Xanadu;;"), "desa-tidak-dikenal", []),
    "a village of two subdistricts": (csv("A Budi;Sekdes;Tamansari;;"), "desa-senama", ["Tamansari", "Tamansari"]),
    "a village in another subdistrict": (csv("A Budi;Sekdes;Gendoh;Licin;"), "kecamatan-lain", ["Gendoh"]),
    "no village": (csv("A Budi;Sekdes;;;"), "desa-kosong", []),
    "a code that lost a zero": (csv("A Budi;Sekdes;;;35.10.5.2001"), "nol-hilang", ["Sumberberas"]),
    "a code that nobody has": (csv("A Budi;Sekdes;Gendoh;;35.10.99.2099"), "kode-tidak-dikenal", ["Gendoh"]),
    "a code in short form": (csv("A Budi;Sekdes;Gendoh;;3,51009E+09"), "kode-tidak-dikenal", ["Gendoh"]),
    "code and name of two villages": (csv("A Budi;Sekdes;Gendoh;;35.10.05.2001"), "kode-atau-nama", ["Sumberberas", "Gendoh"]),
    "another role": (csv("A Budi;Kaur TU;Gendoh;;"), "peran-tidak-dikenal", ["Sekdes", "Operator"]),
    "no role": (csv("A Budi;;Gendoh;;"), "peran-kosong", ["Sekdes", "Operator"]),
    "both roles in one cell": (csv("A Budi;Sekdes/Operator;Gendoh;;"), "peran-tidak-dikenal", ["Sekdes", "Operator"]),
    "no name": (csv(";Sekdes;Gendoh;;"), "nama-kosong", []),
    "a NIK instead of a name": (csv("3510091203880001;Sekdes;Gendoh;;"), "nama-angka", []),
    "a fault of Excel instead of a name": (csv("#REF!;Sekdes;Gendoh;;"), "nama-bertanda", []),
    "a formula instead of a name": (csv('"=HYPERLINK(""http://x"",""Budi"")";Sekdes;Gendoh;;'), "nama-bertanda", []),
    "a command of Excel": (csv("@SUM(1+1)*cmd|' /C calc'!A0;Sekdes;Gendoh;;"), "nama-bertanda", []),
    "markup instead of a name": (csv("<script>alert(1)</script>;Sekdes;Gendoh;;"), "nama-bertanda", []),
    "a name that turns the line around": (csv("Budi\u202eidub;Sekdes;Gendoh;;"), "nama-bertanda", []),
    "a name of a hundred letters": (csv("Budi " * 20 + ";Sekdes;Gendoh;;"), "nama-panjang", []),
    "somebody in two rows": (csv("Budi;Sekdes;Gendoh;;", "BUDI;sekdes;GENDOH;;"), "dua-kali", [""]),
    "two secretaries": (csv("Budi;Sekdes;Gendoh;;", "Ani;Carik;Gendoh;;"), "seperan", ["Budi", "Ani"]),
    "two operators": (csv("Budi;Operator;Gendoh;;", "Ani;Operator;Gendoh;;"), "seperan", ["Budi", "Ani", "Ani"]),
    "two people in one cell": (csv("Siti Aminah / Budi;Sekdes;Gendoh;;"), "nama-bertanda", []),
    "somebody to be named yet": (csv("(menyusul);Sekdes;Gendoh;;"), "nama-kosong", []),
    "nobody appointed": (csv("BELUM DITUNJUK;Sekdes;Gendoh;;"), "nama-kosong", []),
    "a line of dots": (csv("........;Sekdes;Gendoh;;"), "nama-angka", []),
    "a phone number beside the name": (csv("Budi 081234567890;Sekdes;Gendoh;;"), "nama-angka", []),
    "a fault of Excel not found": (csv("#N/A;Sekdes;Gendoh;;"), "nama-bertanda", []),
    "village and name in each other's column": (csv("Gendoh;Sekdes;Budi Santoso;;"), "desa-tidak-dikenal", []),
    "two of that name, one meant": (csv("Budi;Sekdes;Tamansari, Licin;;"), "desa-tidak-dikenal", ["Tamansari", "Tamansari"]),
    "one person at both seats": (csv("Budi;Sekdes;Gendoh;;", "Budi;Operator;Gendoh;;"), "dua-peran", ["Sekdes", "Operator", ""]),
}


@pytest.mark.parametrize("doubt", ASKED)
def test_what_is_in_doubt_is_asked_and_nobody_is_invited_by_it(doubt):
    content, why, proposed = ASKED[doubt]
    report = check(content)
    assert [(problem.why, [choice.words for choice in problem.choices]) for problem in report.problems] == [(why, proposed)]
    assert report.people == ()


REFUSED = {
    "an empty file": (b"  \n", "File ini kosong."),
    "a PDF": (b"%PDF-1.7 daftar", "File ini PDF."),
    "a picture": (b"\x89PNG\r\n", "File ini gambar."),
    "Excel before 2007": (b"\xd0\xcf\x11\xe0" + bytes(600), "Ini Excel lama (.xls), walaupun mungkin bernama .xlsx."),
    "a workbook behind a password": (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"),
                                     "File ini dikunci dengan kata sandi."),
    "a web page named .xls": (b"<html><table><tr><td>Nama</td></tr></table></html>",
                              "Isinya halaman web, walaupun mungkin bernama .xls."),
    "a Word document": (zipped(word__document_xml="<w/>"), "File ini dokumen Word."),
    "any other ZIP": (zipped(catatan="x"), "File ini arsip ZIP."),
    "half a workbook": (xlsx(["Nama", "Jabatan", "Desa"], CELLS)[:400], "File Excel ini rusak atau tidak lengkap."),
    "entities in its XML": (zipped(xl__workbook_xml='<!DOCTYPE x [<!ENTITY a "b">]><workbook>&a;</workbook>'),
                            "File ini tidak dibaca, sebab berisi perintah XML yang tidak dipakai Excel."),
    "ten thousand times as much inside": (zipped(xl__workbook_xml="<workbook>" + " " * 20_000_000 + "</workbook>"),
                                          "File Excel ini rusak atau tidak lengkap."),
    "a list for programs": (b'[{"Nama": "a"}]', "Di file ini tidak ada baris judul yang memuat Nama, Jabatan, dan Desa."),
    "a LibreOffice document": (zipped(content_xml="<x/>", mimetype="application/vnd.oasis.opendocument.spreadsheet"),
                               "File ini OpenDocument (.ods)."),
    "all in one cell": (csv("Siti Aminah (Operator) - Gendoh", head="Nama Jabatan Desa"),
                        "Di file ini tidak ada baris judul yang memuat Nama, Jabatan, dan Desa."),
    "bytes of anything": (bytes(range(256)) * 4, "File ini bukan Excel (.xlsx) dan bukan CSV."),
    "no heading": (csv(head="Siti Aminah;Gendoh;0812"),
                   "Di file ini tidak ada baris judul yang memuat Nama, Jabatan, dan Desa."),
    "too many rows": (csv(*[ONE] * (MOST_ROWS + 2)), "File ini berisi lebih dari 10.100 baris."),
    "too many bytes": (b"x" * 4_000_001, "File ini 4,0 MB; paling besar 4 MB."),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_no_list_is_refused_by_what_it_is(kind):
    content, why = REFUSED[kind]
    with pytest.raises(NoSpreadsheet) as refused:
        check(content)
    assert refused.value.why == why
    assert refused.value.remedy


def test_there_are_fifty_broken_or_hostile_files():
    assert len(ASKED) + len(REFUSED) >= 50


def test_a_missing_column_is_named_and_can_be_chosen():
    content = csv("Siti Aminah;Operator;Gendoh", head="Nama;Kolom 2;Desa")
    assert check(content).lacking == (RosterColumn.ROLE,)
    chosen = {1: RosterColumn.NAME, 2: RosterColumn.ROLE, 3: RosterColumn.VILLAGE}
    assert people(checked(content, VILLAGES, answers={}, columns=chosen)) == GENDOH


def test_a_village_in_a_cell_merged_over_two_rows_is_both_peoples():
    for merged in (None, "s.d.a.", '"'):
        report = check(xlsx(["Nama", "Jabatan", "Desa"], ["Budi", "Sekdes", "Gendoh"], ["Ani", "Operator", merged]))
        assert people(report) == [("2002", "sekdes", "Budi"), ("2002", "operator", "Ani")]


def test_a_subdistrict_written_once_over_its_villages_is_theirs_unless_a_village_refutes_it():
    head, once = ["Kecamatan", "Desa", "Nama", "Jabatan"], ["Licin", "Tamansari", "Budi", "Sekdes"]
    rows = [once, [None, "Tamansari", "Ani", "Operator"]]
    assert people(check(xlsx(head, *rows))) == [("2008", "sekdes", "Budi"), ("2008", "operator", "Ani")]
    problem, = check(xlsx(head, *rows, [None, "Gendoh", "Tuti", "Sekdes"])).problems
    assert (problem.rows, [choice.value[-4:] for choice in problem.choices]) == ((3,), ["2003", "2008"])


def test_rows_that_share_a_misspelling_are_asked_once_and_the_answer_settles_both():
    content = csv("Budi;Sekdes;Gendo;;", "Ani;Operator;DESA GENDO;;")
    problem, = check(content).problems
    assert problem.rows == (2, 3)
    answered = check(content, **{problem.key: "35.10.09.2002"})
    assert people(answered) == [("2002", "sekdes", "Budi"), ("2002", "operator", "Ani")]
    assert answered.open == []


@pytest.mark.parametrize(("answer", "invited"), [
    ("3-operator", [("2002", "operator", "Ani")]),
    ("keduanya", [("2002", "operator", "Budi"), ("2002", "operator2", "Ani")]),
    ("lewati", []),
    ("35.10.99.2099", None)])
def test_of_two_operators_one_comes_or_both_or_none_and_no_other_answer_counts(answer, invited):
    content = csv("Budi;Operator;Gendoh;;", "Ani;Operator;Gendoh;;")
    problem, = check(content).problems
    report = check(content, **{problem.key: answer})
    assert people(report) == (invited or [])
    assert bool(report.open) is (invited is None)


def test_a_typed_name_is_looked_at_like_one_of_the_file():
    content = csv("<b>;Sekdes;Gendoh;;")
    problem, = check(content).problems
    assert people(check(content, **{problem.key: "budi santosa"})) == [("2002", "sekdes", "Budi Santosa")]
    assert check(content, **{problem.key: "<i>"}).open


def test_titles_stay_as_they_are_and_mixed_names_too():
    report = check(csv("H. AHMAD MA'RUF, S.Pd;Sekdes;Gendoh;;", "Ni Made d'Angelo;Operator;Gendoh;;"))
    assert [person.name for person in report.people] == ["H. Ahmad Ma'ruf, S.Pd", "Ni Made d'Angelo"]


def test_what_is_left_out_of_a_list_is_told_by_its_rows():
    report = check(csv(ONE, "Jumlah;;1;;"))
    assert report.passed == (3,)
    assert report.rows == 1
