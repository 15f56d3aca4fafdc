"""Reading what was typed into a section."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from sandbox.practice.forms import field_errors as errors
from sandbox.practice.forms import values
from sandbox.practice.forms.field_errors import FieldError
from sandbox.practice.forms.instruments import Section, load, load_all
from sandbox.practice.forms.reading import Typed, merged, parse, shown
from sandbox.practice.forms.values import NoValue, words
from sandbox.practice.sheets.sheet import all_sheets
from sandbox.words.folding import seen

HOUSEHOLD, MEMBER = load("ddk_household"), load("ddk_member")
INCOME, WATER, CROPS, FISHING = (HOUSEHOLD.section(name) for name in ("penghasilan", "air-minum", "pangan", "perikanan"))
SECTIONS = [section for instrument in load_all() for section in instrument.all_sections]

PADI = {"12": "7", "13": 31.5, "14": "966", "15": 14175000, "16": "491"}
CARD = {"number": "3510621208910003", "address": "Jl. Mawar 3", "hamlet": "Krajan", "rw": "01", "rt": "02"}
CHILD = {"nik": "3510616401180001", "name": "Siti Aminah", "sex": "P", "birth_place": "Banyuwangi",
         "birth_date": date(2018, 1, 24)}
NAUGHTY = ("\x00", "a\x00b", "\x1b[31m", "﻿x", "‮gnp", "<script>alert(1)</script>", "'; DROP TABLE person; --", "{{7*7}}",
           "%s%d", "{0}", "٣٥١٠", "３５", "𝟙𝟚", "1e309", "NaN", "inf", "-0", "0x1F", "9" * 5000, "½", "²", "\ud800", "🧕🏽",
           "/" * 300, "1_000", "+5", " ", "\u00a0", "\u200b", "\t1\t", "00-00-0000", "31-02-2024", "9999-99-99")


def the_field(key: str):
    return HOUSEHOLD.by_key.get(key) or MEMBER.by_key[key]


def read(key: str, text: str):
    """The value of one plain field, or its error."""
    section = next(section for section in SECTIONS if key in section.keys)
    parsed = parse(section, {the_field(key).name: text})
    error = next((error for error in parsed.errors if error.name == the_field(key).name), None)
    return error or parsed.values.get(key)


# One value -----------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize(("key", "text", "value"), [
    ("1", "2350000", 2350000), ("1", "2.350.000", 2350000), ("1", " 2.350.000 ", 2350000), ("1", "0", 0), ("1", "007", 7),
    ("3", "169", "169"), ("4", "0", "0"),
    ("number", "3510 6212 0891 0003", "3510621208910003"), ("rw", "1", "01"), ("rt", "02", "02"),
    ("rt", "012", "12"), ("rt", "123", "123"), ("rt", "'04", "04"),
    ("number", "3510-6212", "35106212"), ("number", "'3510.6212.0891.0003", "3510621208910003"),
    ("number", "\u200e3510\u00a06212\u20110891\u20110003\u200b", "3510621208910003"), ("number", "３５１０", "3510"),
    ("1", "Rp 2.350.000", 2350000), ("1", "rp2350000", 2350000), ("1", "Rp2.350.000,-", 2350000), ("1", "2.350.000,00", 2350000),
    ("1", "2 350 000", 2350000), ("1", "2\u00a0350\u00a0000,00", 2350000), ("1", "\u202a2.350.000\u202c", 2350000),
    ("name", "  Siti   Nur'aini, S.Pd. ", "Siti Nur'aini, S.Pd."), ("name", "Ñoño <b>", "Ñoño <b>"),
    ("name", "Siti\u00a0\u200bAminah\ufeff", "Siti Aminah"), ("name", "Rene\u0301", "René"), ("name", "Ma’rifah", "Ma’rifah"),
    ("birth_date", "17-08-1990", date(1990, 8, 17)), ("birth_date", "1990-08-17", date(1990, 8, 17)),
    ("birth_date", "7/8/1990", date(1990, 8, 7)), ("birth_date", "17 – 08 – 1990", date(1990, 8, 17)),
    ("birth_date", "29-02-2024", date(2024, 2, 29)), ("birth_date", "1990/08/17", date(1990, 8, 17)),
    ("birth_date", "17 Agustus 1990", date(1990, 8, 17)), ("birth_date", "7-agt-1990", date(1990, 8, 7)),
])
def test_typing_is_read(key, text, value):
    assert read(key, text) == value


@pytest.mark.parametrize(("text", "value"), [
    ("31,5", 31.5), ("31,50", 31.5), ("1.250,75", 1250.75), ("1.250", 1250.0), ("12", 12.0), ("0,05", 0.05), ("3,00", 3.0),
    ("0,250", 0.25), ("12.345.678", 12345678.0)])
def test_a_decimal_has_a_comma_and_may_have_dots_for_thousands(text, value):
    assert parse(CROPS, {"pangan-0-q13": text}).values["pangan"][0]["13"] == value


@pytest.mark.parametrize(("text", "said"), [
    ("31.5", "“31.5” memakai titik untuk desimal. Tulis dengan koma: 31,5."),
    ("0.250", "“0.250” memakai titik untuk desimal. Tulis dengan koma: 0,250."),
    ("012.345", "“012.345” bisa dibaca 12.345 atau 12,345. Tulis salah satu: titik untuk ribuan, koma untuk desimal."),
    ("2,150", "“2,150” bisa dibaca 2.150 atau 2,15. Tulis salah satu: titik untuk ribuan, koma untuk desimal."),
    ("2,150,000", "“2,150,000” memakai koma untuk ribuan. Tulis dengan titik: 2.150.000."),
    ("1,250.75", "“1,250.75” memakai koma untuk ribuan. Tulis dengan titik: 1.250,75.")])
def test_a_number_that_says_something_else_here_is_refused_with_what_it_may_say(text, said):
    found = parse(CROPS, {"pangan-0-q13": text}).errors
    assert [one.text for one in found if one.name == "pangan-0-q13"] == [said]


@pytest.mark.parametrize(("text", "error"), [
    ("1.25.000", errors.MisplacedSigns), ("1,2,3", errors.MisplacedSigns), ("1234,567", errors.TooManyDecimals),
    ("dua", errors.NotANumber), ("-1", errors.TooSmall), ("9" * 14, errors.TooLarge), ("1e5", errors.NotANumber),
    ("Rp 5", errors.NoRupiahSign)])
def test_a_decimal_that_is_no_number_is_refused(text, error):
    found = parse(CROPS, {"pangan-0-q13": text}).errors
    assert [type(one) for one in found if one.name == "pangan-0-q13"] == [error]


@pytest.mark.parametrize("text", ["0.250", "0.125", "00.500", "000.001"])
@pytest.mark.parametrize("kind", ["integer", "money", "decimal"])
def test_a_grouped_number_never_starts_with_0(text, kind):
    field = next(field for field in HOUSEHOLD.by_key.values() if field.kind == kind)
    with pytest.raises(NoValue):
        values.read(field, [text])


@given(st.sampled_from(["integer", "money", "decimal"]), st.text("0123456789.,", max_size=12))
def test_a_number_is_stored_only_if_it_can_be_read_in_one_way(kind, text):
    """Both conventions, Indonesian and English, agree on it, or only one of them can be meant."""
    field = next(field for field in HOUSEHOLD.by_key.values() if field.kind == kind)
    try:
        value = values.read(field, [text]) if text else None
    except NoValue:
        return
    readings = {reading for reading in (one_way(text, ".", ","), one_way(text, ",", ".")) if reading is not None}
    is_own_grouping = one_way(text, ".", ",") is not None and "." in text
    assert value is None or value in readings and (len(readings) == 1 or is_own_grouping)


def one_way(text, thousands, decimal):
    """The number of that convention; None where it is none. Decimals that come in threes are not ruled out."""
    match = re.fullmatch(rf"([1-9][0-9]{{0,2}}(?:\{thousands}[0-9]{{3}})+|[0-9]+)(?:\{decimal}([0-9]+))?", text)
    return float(f"{match[1].replace(thousands, '')}.{match[2] or 0}") if match else None


@pytest.mark.parametrize("key", ["rt", "rw"])
def test_a_neighbourhood_is_one_however_many_zeros_are_in_front(key):
    assert {read(key, text) for text in ("1", "01", "001", " 1 ")} == {"01"}
    assert {read(key, text) for text in ("0", "00", "000", "Tidak ada", "-", "nihil")} == {"00"}


def test_a_village_without_neighbourhoods_says_so_and_reads_it_again():
    parsed = parse(HOUSEHOLD.identity, {"rt-tidak-ada": "1", "rw-tidak-ada": "1"})
    assert (parsed.values["rt"], parsed.values["rw"]) == ("00", "00")
    assert shown(HOUSEHOLD.identity, CARD | {"rt": "00"}).none("rt")
    assert words(the_field("rt"), "00") == "Tidak ada"


@pytest.mark.parametrize("text", ["1.2", "1-2", "01/02", "0 1", "²", "٣"])
def test_a_neighbourhood_of_two_numbers_is_refused(text):
    assert type(read("rt", text)) is errors.NotDigits


@pytest.mark.parametrize(("key", "text", "error"), [
    ("1", "2.350.000,50", errors.NotWhole), ("1", "31.5", errors.NotWhole), ("1", "2,150", errors.AmbiguousNumber),
    ("1", "2350,000.00", errors.MisplacedSigns), ("name", "\u200b", errors.Empty),
    ("name", "a\u202eb", errors.InvisibleCharacter), ("1", "-5", errors.TooSmall), ("1", "9" * 16, errors.TooLarge),
    ("1", "1\x0000", errors.InvisibleCharacter), ("3", "999", errors.UnknownCode), ("3", "Milik Sendiri", errors.UnknownCode),
    ("number", "٣٥١٠", errors.NotDigits), ("rt", "0123", errors.TooLong),
    ("name", "Siti\x00", errors.InvisibleCharacter), ("name", "Si\nti", errors.InvisibleCharacter),
    ("name", "Siti\u202e", errors.InvisibleCharacter), ("name", "x" * 101, errors.TooLong),
    ("birth_date", "17-08-90", errors.ShortYear), ("birth_date", "31-02-2001", errors.NoSuchDay),
    ("birth_date", "17 Agt 08", errors.YearTwoWays), ("birth_date", "31-Sep-80", errors.NoSuchDay),
    ("birth_date", "08/17/1990", errors.NoSuchDay), ("birth_date", "kemarin", errors.NotADate),
    ("birth_date", "7 Agusto 1990", errors.NotADate), ("1", "2 35 000", errors.NotANumber), ("1", "12 5", errors.NotANumber),
    ("birth_date", "0000-01-01", errors.NoSuchDay), ("name", "   ", errors.Empty), ("birth_date", "", errors.Empty),
])
def test_typing_that_is_no_value_is_refused_with_its_reason(key, text, error):
    assert type(read(key, text)) is error


def test_a_message_says_what_was_seen_what_is_right_and_what_to_do():
    error = read("1", "2.350.000,50")
    assert (error.name, error.code, error.label) == ("q1", "VAL-18", "Isian 1 Jumlah Penghasilan per Bulan")
    assert error.text == "“2.350.000,50” tidak ditulis sebagai angka bulat. Isi tanpa angka desimal."


def test_a_refused_section_comes_back_as_it_was_typed():
    typed = [("q1", "  Rp 2.350.000"), ("q2", "1500000"), ("q3", "")]
    assert parse(INCOME, typed).typed.pairs() == [list(pair) for pair in typed]


def test_only_the_sections_own_inputs_are_kept():
    form = MultiDict([("csrf_token", "x"), ("q8", "496"), ("q1", "5"), ("pangan-0-q12", "7"), ("q9-tidak-ada", "1")])
    assert parse(WATER, form).typed.pairs() == [["q8", "496"], ["q9-tidak-ada", "1"]]


def test_a_forms_several_checkboxes_are_one_answer_by_number_of_the_code():
    assert parse(WATER, MultiDict([("q9", "4"), ("q9", "1"), ("q9", "1")])).values == {"9": ["1", "4"]}
    health = HOUSEHOLD.section("kesehatan")
    assert parse(health, MultiDict([("q79", "874"), ("q79", "862")])).values == {"79": ["862", "874"]}


def test_two_different_codes_for_one_choice_are_refused():
    assert [type(error) for error in parse(WATER, MultiDict([("q8", "496"), ("q8", "497")])).errors] == [errors.OneOnly]


# None, and nothing -----------------------------------------------------------------------------------------------------

def test_an_unanswered_question_has_no_key():
    assert parse(INCOME, {"q1": "", "q3": "169"}).values == {"3": "169"}


def test_an_explicit_none_is_an_answer():
    assert parse(HOUSEHOLD.section("keamanan"), {"q84-tidak-ada": "1"}).values == {"84": []}
    assert parse(HOUSEHOLD.section("kesehatan"), {"q78-tidak-ada": "1"}).values == {"78": None}
    assert parse(CROPS, {"pangan-tidak-ada": "1"}).values == {"pangan": []}


def test_a_member_without_nik_says_so():
    assert parse(MEMBER.identity, {"nik-tidak-ada": "1"}).values == {"nik": None}


def test_an_empty_nik_is_refused_and_the_other_way_named():
    error = next(error for error in parse(MEMBER.identity, {"nik": ""}).errors if error.name == "nik")
    assert error.text == "NIK belum diisi. Isi, atau pilih Belum ber-NIK."


def test_none_and_some_at_once_are_refused():
    assert [type(error) for error in parse(CROPS, {"pangan-tidak-ada": "1", "pangan-0-q12": "7"}).errors] == [errors.NoneAndSome]
    form = {"nik": "3510616401180001", "nik-tidak-ada": "1"}
    assert errors.NoneAndSome in {type(error) for error in parse(MEMBER.identity, form).errors}


# Tables ----------------------------------------------------------------------------------------------------------------

def test_rows_are_read_in_their_order_and_empty_ones_are_let_go():
    form = {"pangan-0-q12": "", "pangan-0-q13": " ", "pangan-7-q12": "1", "pangan-7-q13": "12", "pangan-7-q14": "966",
            "pangan-7-q15": "5.400.000", "pangan-2-q12": "7", "pangan-2-q13": "31,5", "pangan-2-q14": "966",
            "pangan-2-q15": "14.175.000", "pangan-2-q16": "491"}
    parsed = parse(CROPS, form)
    assert not parsed.errors
    assert parsed.values["pangan"] == [PADI, {"12": "1", "13": 12.0, "14": "966", "15": 5400000}]


def test_a_row_marked_to_go_is_not_read():
    parsed = parse(CROPS, {"pangan-0-q12": "zzz", "pangan-0-hapus": "1"})
    assert (parsed.values, parsed.errors) == ({}, ())


def test_a_half_filled_row_is_refused_at_its_first_empty_cell():
    error, = parse(CROPS, {"pangan-4-q12": "7", "pangan-4-q14": "966"}).errors
    assert (type(error), error.name) == (errors.CellEmpty, "pangan-4-q13")
    assert error.text == "Produksi, Nilai (Rp) masih kosong. Lengkapi barisnya, atau kosongkan seluruhnya."


def test_a_section_with_two_tables_reads_both():
    form = {"ikan-tidak-ada": "1", "alat-ikan-0-q58": "405", "alat-ikan-0-q59": "3"}
    assert parse(FISHING, form).values == {"ikan": [], "alat-ikan": [{"58": "405", "59": 3}]}


def test_too_many_rows_are_refused_not_cut():
    form = {f"alat-ikan-{row}-{name}": value for row in range(51) for name, value in (("q58", "405"), ("q59", "1"))}
    parsed = parse(FISHING, form)
    assert [error.text for error in parsed.errors] == ["Tabel ini berisi 51 baris, paling banyak 50. Gabungkan baris yang sama."]
    assert len(parsed.typed.pairs()) == 2 * 51


def test_a_table_has_no_more_rows_than_its_form_has_lines_for():
    form = {f"sumber-data-{row}-source": "Ketua RT" for row in range(5)}
    (error,) = parse(HOUSEHOLD.section("pendataan"), form).errors[-1:]
    assert error.text == "Tabel ini berisi 5 baris, paling banyak 4. Gabungkan baris yang sama."


def test_saving_a_section_replaces_its_answers_and_no_others():
    before = {"8": "496", "9": ["1"], "1": 5, "pangan": [PADI]}
    assert merged(WATER, before, {"8": "495"}) == {"8": "495", "1": 5, "pangan": [PADI]}
    assert merged(CROPS, before, {}) == {"8": "496", "9": ["1"], "1": 5}


# Properties ------------------------------------------------------------------------------------------------------------

def answer_of(field):
    """Any stored answer that the field can have, None for no answer."""
    kinds = {
        "text": st.text(st.characters(categories=("L", "N", "P", "S")), min_size=1, max_size=field.max_length).map(seen).filter(
            lambda text: text and len(text) <= field.max_length),
        "digits": st.integers(0, 999).map(lambda number: f"{number:02d}") if field.pad else st.text(
            "0123456789", min_size=1, max_size=20),
        "integer": st.integers(0, int(field.max)), "money": st.integers(0, int(field.max)),
        "year": st.integers(max(1000, int(field.min)), int(min(9999, field.max))),
        "decimal": st.integers(round(field.min * 10**field.decimals), min(round(field.max * 10**field.decimals), 10**13)).map(
            lambda shifted: shifted / 10**field.decimals),
        "date": st.dates(), "choice": st.sampled_from(list(field.labels) or [""]),
        "choices": st.sets(st.sampled_from(list(field.labels) or [""]), min_size=1).map(
            lambda chosen: sorted(chosen, key=int)),
    }
    return kinds[field.kind]


@st.composite
def stored(draw, section: Section):
    answers = {}
    for field in section.fields:
        if field.required == "save" or draw(st.booleans()):
            is_none = bool(field.none_label) and draw(st.booleans())
            answers[field.key] = field.none if is_none else draw(answer_of(field))
    for table in section.tables:
        if draw(st.booleans()):
            row = st.fixed_dictionaries({f.key: answer_of(f) for f in table.fields if f.required == "save"},
                                        optional={f.key: answer_of(f) for f in table.fields if f.required != "save"})
            answers[table.id] = draw(st.lists(row, max_size=4))
    return answers


COLUMNS = list({column.model_dump_json(): column for sheet in all_sheets() for line in sheet.lines for column in line.columns
                if not column.computed}.values())
EVERY_FIELD = [*HOUSEHOLD.by_key.values(), *MEMBER.by_key.values(), *COLUMNS]


@given(st.data())
def test_what_is_stored_of_any_form_or_sheet_can_be_typed_as_it_is_written(data):
    field = data.draw(st.sampled_from(EVERY_FIELD))
    answer = data.draw(answer_of(field).filter(lambda value: value != field.none))
    assert values.read(field, values.written(field, answer)) == answer


@given(st.data())
def test_a_stored_answer_in_words_can_be_typed_back(data):
    field = data.draw(st.sampled_from([field for field in EVERY_FIELD if not field.options]))
    answer = data.draw(answer_of(field).filter(lambda value: value != field.none))
    assert values.read(field, [words(field, answer)]) == answer


@given(st.data())
def test_stored_answers_written_into_the_page_and_read_again_are_the_same(data):
    section = data.draw(st.sampled_from(SECTIONS))
    answers = data.draw(stored(section))
    parsed = parse(section, shown(section, answers))
    assert parsed.errors == ()
    assert parsed.values == answers


INPUTS = sorted({name for section in SECTIONS for field in section.fields for name in (field.name, f"{field.name}-tidak-ada")}
                | {f"{table.id}-{row}-{field.name}" for section in SECTIONS for table in section.tables
                   for row in (0, 3) for field in table.fields}
                | {"pangan-tidak-ada", "pangan-0-hapus", "pangan-99999-q12", "q", "", "pangan--q12"})


@given(st.sampled_from(SECTIONS), st.lists(st.tuples(
    st.sampled_from(INPUTS) | st.text(), st.text() | st.sampled_from(NAUGHTY) | st.text("0123456789.,-Rp "))))
def test_any_typing_is_read_or_refused_and_kept_word_for_word(section, pairs):
    parsed = parse(section, pairs)
    own = parsed.typed.pairs()
    kept = Typed.of(pairs)
    assert all(list(kept.all(name)) == [text for other, text in own if other == name] for name, _ in own)
    assert all(error.text and "{" not in error.wording.format_map(Facts(error)) for error in parsed.errors)
    assert set(parsed.values) <= section.keys


class Facts(dict):
    """The facts of an error, with what was typed taken out, so that a brace left over is the wording's."""

    def __init__(self, error: FieldError) -> None:
        super().__init__({"who": "", "label": error.label} | dict.fromkeys(error.facts, "x"))


@pytest.mark.parametrize("text", NAUGHTY)
def test_a_naughty_string_harms_no_field(text):
    for section in SECTIONS:
        names = [field.name for field in section.fields] + [f"{table.id}-0-{field.name}" for table in section.tables
                                                            for field in table.fields]
        for error in parse(section, dict.fromkeys(names, text)).errors:
            assert len(error.text) < 300


@given(st.sampled_from(SECTIONS), st.lists(st.tuples(st.sampled_from(INPUTS), st.text())))
def test_a_kept_draft_gives_the_same_form_back(section, pairs):
    typed = Typed.of(pairs).of_section(section)
    assert Typed.of(typed.pairs()) == typed


# Words -----------------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize(("key", "value", "text"), [
    ("1", 2350000, "Rp 2.350.000"), ("8", "496", "Sumur gali"), ("9", ["1", "3"], "Baik, Berwarna"), ("84", [], "Tidak ada"),
    ("78", None, "Tidak ada balita"), ("49", 1.25, "1,25 ha"), ("8", "12345", "12345"), ("rt", "02", "02"),
])
def test_a_stored_answer_is_said_in_words(key, value, text):
    assert words(the_field(key), value) == text


def leaves(kind: type[FieldError]) -> set[type[FieldError]]:
    below = kind.__subclasses__()
    return set().union(*(leaves(one) for one in below)) if below else {kind}


def test_every_error_has_a_code_and_a_wording_of_its_own():
    wordings = [error.wording for error in leaves(FieldError)]
    assert len(set(wordings)) == len(wordings) > 40
    assert all(error.code.startswith(("VAL-", "IMP-")) and error.wording.endswith((".", "}")) for error in leaves(FieldError))


@pytest.mark.parametrize(("instrument", "answers"), [("ddk_household", CARD), ("ddk_member", CHILD)])
def test_the_card_itself_is_a_section_like_any_other(instrument, answers):
    identity = load(instrument).identity
    assert parse(identity, shown(identity, answers)).values == answers
