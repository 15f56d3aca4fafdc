"""Rules between the cells of the sheets: each kind finds what breaks it, none is missing, and the sheet's page tells of them."""

import re
from pathlib import Path

import pytest

from sandbox.practice.consistency import rulebook, selecting, told, village
from sandbox.practice.consistency.families import counts_of
from sandbox.practice.consistency.findings import SheetFacts, findings
from sandbox.practice.consistency.rulebook import BOOKS, Rulebook
from sandbox.practice.consistency.selecting import Ref
from sandbox.practice.forms.instrument_files import InstrumentError, folder, read_model
from sandbox.practice.forms.instruments import load_all
from sandbox.practice.sheets.sheet import places
from tests.practice.test_sheet_entry import cells, errors, said, typed
from tests.practice.test_sheet_pages import save

PRACTICE = Path(rulebook.__file__).parent.parent
TABLE = Path(__file__).parents[2] / "docs" / "rules.md"
LISTED = {f"{group}{number:02d}" for group, last in (("D", 31), ("P", 37), ("T", 32), ("X", 13), ("I", 8))
          for number in range(1, last + 1)}


def ref(sheet_id, title, column=None, years=0):
    """The cell of that line and column; of an only column without its name."""
    line = places()[sheet_id].sheet.by_title[title]
    return Ref(sheet_id, years, line.number, line.column(column) if column else 1)


def broken(rule_id, *figures):
    """The sentence of the rule's findings among those cells, as the page of the first one's sheet tells it."""
    stored = {ref(*place): value for place, value in figures}
    found = [each for each in findings(SheetFacts(stored, {"period": 2026, "name": "Temurejo", "rt": 9}), selecting.everything())
             if each.rule.id == rule_id]
    return [each.text for each in told.told_sheet(figures[0][0][0], found).found]


AREA = ("pt-tanah-ringkasan", "Luas desa/kelurahan")
FAMILIES = ("pt-jumlah-penduduk", "Jumlah kepala keluarga")
KINDS = {
    "equal": ("P19", [(("pt-hutan-pemilikan", "Total luas hutan"), 12.5), (("pt-tanah-hutan", "Luas tanah hutan"), 12)],
              ("Total luas hutan di lembar ini 12,5, Luas tanah hutan di lembar Luas Wilayah menurut Penggunaan: Tanah Hutan 12. "
              "Selisih 0,5.")),
    "equal, last year": ("T03", [(("tp-penduduk", "Jumlah penduduk tahun lalu", "Laki-laki"), 900),
                                 (("tp-penduduk", "Jumlah penduduk tahun ini", "Laki-laki", -1), 893)],
                         ("Jumlah penduduk tahun lalu, Laki-laki di lembar ini 900, "
                         "Jumlah penduduk tahun ini, Laki-laki di lembar ini tahun lalu 893. Selisih 7.")),
    "at_most": ("T14", [(("tp-aset-lainnya", "Kapal pesiar"), 613), (FAMILIES, 612)],
                ("Kapal pesiar di lembar ini 613 lebih besar daripada Jumlah kepala keluarga di lembar Jumlah Penduduk 612. "
                "Selisih 1.")),
    "at_most, together": ("P12", [(("pt-letak", "Rawan banjir"), 60), (("pt-letak", "Bebas banjir"), 41), (AREA, 100)],
                          ("Rawan banjir dan bebas banjir di lembar ini 101 lebih besar daripada Luas desa/kelurahan di lembar "
                          f"{places()['pt-tanah-ringkasan'].sheet.title} 100. Selisih 1.")),
    "near": ("T04", [(("tp-keluarga", "Jumlah kepala keluarga tahun ini", "Total"), 560),
                     (("tp-keluarga", "Jumlah kepala keluarga tahun lalu", "Total"), 500)],
             ("Jumlah kepala keluarga tahun ini, Total di lembar ini 560, Jumlah kepala keluarga tahun lalu, Total di lembar ini "
             "500. Berubah 12 persen.")),
    "one_of": ("P31", [(("pt-bpd", "Jumlah anggota BPD"), 6)],
               "Jumlah anggota BPD di lembar ini 6. Yang cocok: 0, 5, 7 atau 9."),
    "known": ("P32", [(("pt-lembaga-masyarakat", "Rukun Tetangga", "Jumlah lembaga"), 8)],
              "Rukun Tetangga, Jumlah lembaga di lembar ini 8, menurut data desa 9. Selisih 1."),
    "known, a year": ("X12", [(("pt-identitas", "Tahun pengisian"), 2025)],
                      "Tahun pengisian di lembar ini 2025, menurut data desa 2026. Selisih 1."),
    "excludes": ("P36", [(("pt-lkd-organisasi", "PKK", "Jumlah kegiatan"), 3),
                         (("pt-lkd-organisasi", "PKK", "Keberadaan"), "Tidak ada")],
                 "PKK, Keberadaan di lembar ini Tidak ada, tetapi PKK, Jumlah kegiatan di lembar ini 3."),
    "computed": ("P22", [(("pt-jumlah-penduduk", "Kepadatan penduduk"), 300), (("pt-jumlah-penduduk", "Jumlah total"), 400),
                         (AREA, 100)],
                 "Kepadatan penduduk di lembar ini 300, dihitung dari isian lain 400. Simpan lembar itu sekali lagi."),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_broken_rule_is_told_with_both_figures_and_where_each_stands(kind):
    rule_id, figures, sentence = KINDS[kind]
    assert broken(rule_id, *figures) == [sentence]


@pytest.mark.parametrize("kind", KINDS)
def test_what_nobody_filled_accuses_nobody(kind):
    rule_id, figures, _ = KINDS[kind]
    assert all(not broken(rule_id, figure) for figure in figures) or len(figures) == 1


def test_every_kind_of_rule_is_tried_and_used():
    used = {rule.kind for rule in rulebook.all_rules()}
    assert used == {name.split(",")[0] for name in KINDS}


def test_a_word_that_stands_in_two_sheets_is_compared_too():
    office = ("tp-pem-bpd-prasarana", "Listrik"), ("pt-bpd-prasarana", "Listrik")
    assert broken("X09", (office[0], "Ada"), (office[1], "Ada")) == []
    assert broken("X09", (office[0], "Ada"), (office[1], "Tidak ada")) == [
        f"Listrik di lembar ini Ada, Listrik di lembar {places()['pt-bpd-prasarana'].sheet.title} Tidak ada."]


def test_a_sum_of_which_a_part_is_empty_is_not_known():
    stored = {ref("pt-tanah-sawah", "Sawah irigasi teknis"): 5.0, ref("pt-tanah-sawah", "Luas tanah sawah"): 5.0}
    assert ref("pt-tanah-sawah", "Luas tanah sawah") not in village.whole(stored)


# The files ---------------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize(("cells_", "message"), [
    ("{sheet: pt-erosi, lines: Erosi ringn}", "lembar pt-erosi tidak punya baris Erosi ringn"),
    ("{sheet: pt-erosy, lines: every}", "lembar pt-erosy tidak ada; mungkin pt-erosi"),
    ("{sheet: pt-usia, lines: 1 tahun, columns: Lelaki}", "lembar pt-usia tidak punya kolom Lelaki"),
    ("{lines: 1 tahun}", "di `of` sheet dan lines harus disebut")])
def test_a_rule_that_names_what_no_form_has_is_refused(tmp_path, cells_, message):
    file = tmp_path / "rules.yaml"
    file.write_text(f"id: coba\ntitle: Coba\nrules:\n  - id: P09\n    kind: one_of\n    values: [1]\n    of: {cells_}\n",
                    encoding="utf-8")
    with pytest.raises(InstrumentError, match=re.escape(message)):
        read_model(file, Rulebook)


def test_every_rule_asks_for_something():
    asking = {id(comparison.rule) for comparison in selecting.everything()}
    assert [rule.id for rule in rulebook.all_rules() if id(rule) not in asking] == []


def test_every_rule_of_the_list_is_explained_and_has_a_true_line_in_the_table():
    lines = dict(re.findall(r"^\| ([A-Z]\d\d) \| .* \| (.*) \|$", TABLE.read_text(encoding="utf-8"), re.MULTILINE))
    assert lines.keys() == LISTED
    assert [rule_id for rule_id in LISTED if not rulebook.explanation(rule_id)] == []
    kept = {f"rules/{name}.yaml": {rule.id for rule in read_model(folder() / "rules" / f"{name}.yaml", Rulebook).rules}
            for name in BOOKS} | {f"{form.id}.yaml": {rule.id for rule in form.rules} for form in load_all()}
    kept["families/families.yaml"] = {block.rule for place in places() for block in counts_of(place)}
    for rule_id, where in lines.items():
        files = re.findall(r"`([a-z_/]+\.(?:yaml|py))`", where)
        assert files, rule_id
        assert all((PRACTICE / file).exists() or (folder() / file).exists() for file in files), rule_id
        assert {file for file in files if file in kept} == {file for file, ids in kept.items() if rule_id in ids}, rule_id


# The page ----------------------------------------------------------------------------------------------------------------

def test_the_page_tells_both_figures_after_the_save_and_keeps_the_sheet_from_being_sent(hall, seat):
    save(hall, "pt-jumlah-penduduk", 2026, {(1, 1): 1030, (2, 1): 970, (3, 1): 2000, (4, 1): 612})
    page = typed(seat, "/desa/lembar/pt-kewarganegaraan", **{f"b{row}k{column}": "0" for row in (1, 2, 3) for column in (1, 2)},
                 ).submit().follow()
    assert errors(page) == []
    assert ("Jumlah, Laki-laki di lembar ini 0, Jumlah laki-laki di lembar Jumlah Penduduk 1.030. Selisih 1.030."
            in said(page))
    assert page.html.select_one("#aturan a")["href"] == "/desa/lembar/pt-jumlah-penduduk"
    assert "tetapi belum bisa dikirim" in said(page)
    assert page.html.select("#kiriman li code")[0].text == "VAL-34"
    assert not page.html.select("form[data-action=submit]")


def test_a_rule_of_a_line_stands_at_its_line_and_one_that_asks_wants_a_reason_when_the_sheet_is_sent_or_revised(hall, seat):
    lines = places()["tp-pol-pajak"].sheet.lines
    figures = {f"b{line.number}k1": "0" for line in lines} | {"b4k1": "5"}
    page = typed(seat, "/desa/lembar/tp-pol-pajak", **figures).submit().follow()
    row = page.html.find(id="b4k1").find_parent("tr")
    assert row.select_one(".notes .asked")["data-rule"] == "T27"
    form = seat.form(page, "submit")
    refused = form.submit().follow()
    assert "Bila memang begitu, tulis alasannya di kotak Alasan." in said(refused)
    form["alasan"] = "Ada penerimaan tunggakan"
    sent = form.submit().follow()
    assert "Alasan yang ditulis: Ada penerimaan tunggakan" in said(sent)
    typed(seat, "/desa/lembar/tp-pol-pajak", **figures | {"b4k1": "6"}).submit()
    revised = seat.form(seat.browser.get(sent.request.path), "reopen")
    assert "tulis alasannya" in said(revised.submit().follow())
    revised["alasan"] = "Tunggakan bertambah"
    assert "Alasan yang ditulis: Tunggakan bertambah" in said(revised.submit().follow())


def test_what_other_sheets_decide_is_computed_with_the_save(hall, seat):
    save(hall, "pt-tanah-ringkasan", 2026, {(1, 1): 500.0})
    typed(seat, "/desa/lembar/pt-jumlah-penduduk", b1k1="1.030", b2k1="970").submit()
    assert cells(hall, "pt-jumlah-penduduk")[5, 1] == 400
