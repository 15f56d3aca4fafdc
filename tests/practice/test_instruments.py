"""The instrument files: what they hold, and what an author is told when one is wrong."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.practice.forms.instrument_files import InstrumentError, read_model
from sandbox.practice.forms.instruments import Instrument, count_filled, load, load_all, section_state
from sandbox.practice.rules.check import RULES, rules_of, verified

SMALL = """\
id: kecil
title: Contoh
source: ditulis untuk uji ini
identity:
  id: identitas
  title: Identitas
  parts:
    - kind: fields
      fields:
        - {name: nama, label: Nama, kind: text}
sections:
  - id: rumah
    title: Rumah
    parts:
      - kind: fields
        fields:
          - number: 1
            label: Dinding
            kind: choice
            options:
              "735": Tembok
              "736": Kayu
      - kind: table
        id: kebun
        title: Kebun
        fields:
          - {number: 2, label: Luas, kind: decimal}
rules:
  - {id: D31, kind: known_codes, at: [submit]}
"""


@pytest.fixture
def written(tmp_path: Path):
    def write(text: str) -> Path:
        path = tmp_path / "kecil.yaml"
        path.write_text(text, encoding="utf-8")
        return path
    return write


@pytest.mark.parametrize(("name", "questions", "options"), [("ddk_household", 90, 722), ("ddk_member", 18, 323)])
def test_a_ddk_form_has_all_questions_in_order_and_all_codes_of_the_official_lists(name, questions, options):
    instrument = load(name)
    fields = [field for section in instrument.sections for field in section.questions if field.number]
    assert sorted(int(field.number) for field in fields) == list(range(1, questions + 1))
    assert sum(len(field.options) for field in fields) == options
    assert all(len(field.labels) == len(field.options) for field in fields)


@pytest.mark.parametrize(("name", "question", "code", "label"), [
    ("ddk_household", "8", "496", "Sumur gali"), ("ddk_household", "38", "146", "Tuna"),
    ("ddk_household", "67", "7752", "Daun ilalang"), ("ddk_household", "90", "935", "Kepala keluarga perempuan"),
    ("ddk_household", "4", "3", "Sejahtera 3+"), ("ddk_household", "57", "494", "Tidak dijual"),
    ("ddk_member", "18", "17", "Tukang Sumur"), ("ddk_member", "18", "53", "Tukang Sumur"),
    ("ddk_member", "5", "0", "O"), ("ddk_member", "8", "30", "Tamat D-3/sederajat"),
])
def test_codes_and_oddities_are_kept(name, question, code, label):
    assert load(name).by_key[question].label_of(code) == label


def test_the_household_form_is_saved_in_fifteen_sections():
    assert [section.id for section in load("ddk_household").sections] == [
        "pendataan", "penghasilan", "air-minum", "lahan", "pangan", "buah", "obat", "kebun", "hutan", "ternak", "perikanan",
        "galian", "aset", "kesehatan", "keamanan"]


def test_every_instrument_of_the_folder_loads_names_its_source_and_has_only_known_rules():
    for instrument in load_all():
        assert instrument.source
        assert all(rule.kind in RULES for rule in rules_of(instrument.id))


def test_every_kind_of_rule_is_used_by_some_instrument():
    assert {rule.kind for instrument in load_all() for rule in instrument.rules} == set(RULES)


def test_all_rules_of_the_ddk_that_a_form_can_break_are_there():
    listed = {rule.id for instrument in load_all() for rule in instrument.rules}
    assert {f"D{number:02d}" for number in range(1, 32)} - listed == {"D11"}


def test_an_instrument_cannot_be_changed():
    with pytest.raises(ValueError, match="frozen"):
        load("ddk_member").title = "lain"


# Counting ----------------------------------------------------------------------------------------------------------------

OF_THE_FAMILY = 98


def test_nothing_is_filled_at_first():
    assert count_filled(load("ddk_household"), {}) == (0, OF_THE_FAMILY)


def test_a_table_counts_all_its_questions_from_the_first_row_or_an_explicit_none():
    household = load("ddk_household")
    assert count_filled(household, {"pangan": [{"12": "7"}]}) == (5, OF_THE_FAMILY)
    assert count_filled(household, {"pangan": []}) == (5, OF_THE_FAMILY)


def test_an_explicit_none_of_several_choices_counts_as_answered():
    assert count_filled(load("ddk_household"), {"84": [], "85": ["885"]}) == (2, OF_THE_FAMILY)


@pytest.mark.parametrize(("section", "answers", "words"), [
    ("penghasilan", {"1": 2350000, "3": "169"}, "2/7"), ("penghasilan", {}, "0/7"),
    ("pangan", {"pangan": [{"12": "7"}, {"12": "1"}]}, "2 baris"), ("pangan", {"pangan": []}, "tidak ada"),
    ("pangan", {}, "0/5"), ("perikanan", {"ikan": []}, "5/7"), ("perikanan", {"ikan": [], "alat-ikan": [{}]}, "1 baris"),
])
def test_a_section_says_how_far_it_is(section, answers, words):
    assert section_state(load("ddk_household").section(section), answers).words == words


@given(st.dictionaries(st.sampled_from([str(n) for n in range(1, 95)] + ["pangan", "lahan", "alat-ikan", "xyz", ""]),
                       st.one_of(st.none(), st.text(), st.lists(st.dictionaries(st.text(), st.text())))))
def test_never_more_is_filled_than_there_is(answers):
    for instrument in load_all():
        filled, total = count_filled(instrument, answers)
        assert 0 <= filled <= total


# Broken files ------------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize(("old", "new", "line", "said", "remedy"), [
    ("title: Contoh\n", "tittle: Contoh\n", 2, "tittle tidak dikenal", "Maksudnya title?"),
    ("source: ditulis untuk uji ini\n", "", 1, "source belum ada", "Tambahkan kunci itu."),
    ("kind: choice", "kind: pilihan", 19, "kind", "Pilih salah satu: 'text'"),
    ("            label: Dinding\n", "", 17, "label belum ada", "Tambahkan"),
    ('"735": Tembok', "735: Tembok", 21, "harus teks", "tanda kutip"),
    ('"736": Kayu', '"735": Kayu', 22, "sudah ada di atas", "Hapus salah satunya"),
    ("number: 1", "nomor: 1", 17, "number atau name", "Perbaiki"),
    ("kind: decimal", "kind: choice", 27, "options", "Perbaiki"),
    ("number: 2", "number: 1", 1, "dipakai dua kali: 1", "Perbaiki"),
    ("kind: table", "kind: tabel", 23, "kind", "Pilih"),
    ("  - id: rumah", "  - id: Rumah Besar", 12, "id", "Ikuti bentuk"),
    ("at: [submit]", "at: [kirim]", 29, "at", "Pilih salah satu: 'section'"),
    ("at: [submit]", "fields: [9], at: [submit]", 1, "isian yang tidak ada: 9", "Perbaiki"),
    ("title: Rumah", "title: Rumah: baru", 13, "bukan YAML", "titik dua"),
    ("title: Rumah", "title: \x07", 13, "bukan YAML", "tidak terlihat"),
])
def test_a_broken_file_is_told_with_file_line_and_remedy(written, old, new, line, said, remedy):
    assert old in SMALL
    with pytest.raises(InstrumentError) as told:
        read_model(written(SMALL.replace(old, new, 1)), Instrument)
    text = next(fault for fault in str(told.value).splitlines() if fault.startswith(f"kecil.yaml, baris {line}, kolom "))
    assert said in text
    assert remedy in text


@pytest.mark.parametrize(("old", "new", "said", "remedy"), [
    ("kind: known_codes", "kind: kenal_kode", "kind kenal_kode tidak dikenal", "known_codes"),
    ("at: [submit]", "at: [submit], with: {tahun: 3}", "isi with tidak cocok dengan known_codes", "tanpa isi"),
    ("kind: known_codes, at: [submit]", "kind: much_more_than, at: [submit], with: {kali: 3}", "much_more_than", "times"),
])
def test_a_rule_of_unknown_kind_or_settings_is_told_with_file_line_and_remedy(written, old, new, said, remedy):
    path = written(SMALL.replace(old, new, 1))
    with pytest.raises(InstrumentError) as told:
        verified(read_model(path, Instrument), path)
    text = str(told.value)
    assert text.startswith("kecil.yaml, baris 29, kolom ")
    assert said in text
    assert remedy in text


def test_every_fault_of_a_file_is_told_at_once(written):
    with pytest.raises(InstrumentError) as told:
        read_model(written(SMALL.replace("title: Contoh\n", "").replace("label: Luas, ", "")), Instrument)
    assert len(str(told.value).splitlines()) == 2


def test_a_file_that_is_no_list_of_keys_is_told(written):
    with pytest.raises(InstrumentError, match="baris 1, kolom 1: isinya bukan kunci dan nilai. Mulai dengan id, title, source"):
        read_model(written("hanya teks\n"), Instrument)


def test_a_file_in_another_encoding_is_told_with_its_line(tmp_path):
    path = tmp_path / "lain.yaml"
    path.write_bytes(b"id: a\ntitle: \xff\xfe\n")
    with pytest.raises(InstrumentError, match=r"lain.yaml, baris 2, kolom 8: bukan teks UTF-8\. Simpan"):
        read_model(path, Instrument)


def test_an_unknown_instrument_names_those_that_exist():
    with pytest.raises(InstrumentError, match="Yang ada: ddk_household.yaml, ddk_member.yaml"):
        load("ddk_tetangga")
