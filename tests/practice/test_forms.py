"""Reading what was typed into a section."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from sandbox.practice.forms import field_errors as errors
from sandbox.practice.forms.field_errors import FIELD_ERRORS, FieldError
from sandbox.practice.forms.instruments import Section, load, load_all
from sandbox.practice.forms.reading import MOST_ROWS, Typed, merged, parse, shown
from sandbox.practice.forms.values import words

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
    ("number", "3510 6212 0891 0003", "3510621208910003"), ("rw", "1", "01"), ("rt", "02", "02"), ("rt", "012", "012"),
    ("name", "  Siti   Nur'aini, S.Pd. ", "Siti Nur'aini, S.Pd."), ("name", "Ñoño <b>", "Ñoño <b>"),
    ("birth_date", "17-08-1990", date(1990, 8, 17)), ("birth_date", "1990-08-17", date(1990, 8, 17)),
    ("birth_date", "7/8/1990", date(1990, 8, 7)), ("birth_date", "29-02-2024", date(2024, 2, 29)),
])
def test_typing_is_read(key, text, value):
    assert read(key, text) == value


@pytest.mark.parametrize(("text", "value"), [
    ("31,5", 31.5), ("31,50", 31.5), ("1.250,75", 1250.75), ("1.250", 1250.0), ("12", 12.0), ("0,05", 0.05), ("3,000", 3.0)])
def test_a_decimal_has_a_comma_and_may_have_dots_for_thousands(text, value):
    assert parse(CROPS, {"pangan-0-q13": text}).values["pangan"][0]["13"] == value


@pytest.mark.parametrize(("text", "error"), [
    ("31.5", errors.DecimalPoint), ("1,250.75", errors.AmbiguousNumber), ("1.25.000", errors.AmbiguousNumber),
    ("1,2,3", errors.AmbiguousNumber), ("12,345", errors.TooManyDecimals), ("dua", errors.NotANumber),
    ("-1", errors.TooSmall), ("9" * 14, errors.TooLarge), ("1e5", errors.NotANumber)])
def test_a_number_that_can_be_read_in_two_ways_is_refused(text, error):
    found = parse(CROPS, {"pangan-0-q13": text}).errors
    assert [type(one) for one in found if one.name == "pangan-0-q13"] == [error]


@pytest.mark.parametrize(("key", "text", "error"), [
    ("1", "Rp 2.350.000", errors.NoRupiahSign), ("1", "rp2350000", errors.NoRupiahSign), ("1", "2.350.000,50", errors.NotWhole),
    ("1", "2350,000.00", errors.AmbiguousNumber), ("1", "-5", errors.TooSmall), ("1", "9" * 16, errors.TooLarge),
    ("1", "1\x0000", errors.InvisibleCharacter), ("3", "999", errors.UnknownCode), ("3", "Milik Sendiri", errors.UnknownCode),
    ("number", "3510-6212", errors.NotDigits), ("number", "٣٥١٠", errors.NotDigits), ("rt", "0123", errors.TooLong),
    ("name", "Siti\x00", errors.InvisibleCharacter), ("name", "Si\nti", errors.InvisibleCharacter),
    ("name", "Siti\u202e", errors.InvisibleCharacter), ("name", "x" * 101, errors.TooLong),
    ("birth_date", "17-08-90", errors.ShortYear), ("birth_date", "31-02-2001", errors.NoSuchDay),
    ("birth_date", "08/17/1990", errors.NoSuchDay), ("birth_date", "kemarin", errors.NotADate),
    ("birth_date", "0000-01-01", errors.NoSuchDay), ("name", "   ", errors.Empty), ("birth_date", "", errors.Empty),
])
def test_typing_that_is_no_value_is_refused_with_its_reason(key, text, error):
    assert type(read(key, text)) is error


def test_a_message_says_what_was_seen_what_is_right_and_what_to_do():
    error = read("1", "Rp 2.350.000")
    assert (error.name, error.code, error.label) == ("q1", "VAL-18", "No. 1 Jumlah Penghasilan Perbulan")
    assert error.text == "Isi angka saja, tanpa “Rp”. Contoh: 2.350.000."


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
    assert parsed.is_clean
    assert parsed.values["pangan"] == [PADI, {"12": "1", "13": 12.0, "14": "966", "15": 5400000}]


def test_a_row_marked_to_go_is_not_read():
    parsed = parse(CROPS, {"pangan-0-q12": "zzz", "pangan-0-hapus": "1"})
    assert (parsed.values, parsed.errors) == ({}, ())


def test_a_half_filled_row_is_refused_at_its_first_empty_cell():
    error, = parse(CROPS, {"pangan-4-q12": "7", "pangan-4-q14": "966"}).errors
    assert (type(error), error.name) == (errors.CellEmpty, "pangan-4-q13")
    assert error.text == "Baris 1 belum lengkap: Produksi, Nilai (Rp) masih kosong. Lengkapi barisnya, atau kosongkan seluruhnya."


def test_a_section_with_two_tables_reads_both():
    form = {"ikan-tidak-ada": "1", "alat-ikan-0-q58": "405", "alat-ikan-0-q59": "3"}
    assert parse(FISHING, form).values == {"ikan": [], "alat-ikan": [{"58": "405", "59": 3}]}


def test_too_many_rows_are_refused_not_cut():
    form = {f"alat-ikan-{row}-{name}": value for row in range(MOST_ROWS + 1) for name, value in (("q58", "405"), ("q59", "1"))}
    parsed = parse(FISHING, form)
    assert [error.text for error in parsed.errors] == ["Tabel ini berisi 51 baris, paling banyak 50. Gabungkan baris yang sama."]
    assert len(parsed.typed.pairs()) == 2 * (MOST_ROWS + 1)


def test_saving_a_section_replaces_its_answers_and_no_others():
    before = {"8": "496", "9": ["1"], "1": 5, "pangan": [PADI]}
    assert merged(WATER, before, {"8": "495"}) == {"8": "495", "1": 5, "pangan": [PADI]}
    assert merged(CROPS, before, {}) == {"8": "496", "9": ["1"], "1": 5}


# Properties ------------------------------------------------------------------------------------------------------------

def answer_of(field):
    """Any stored answer that the field can have, None for no answer."""
    kinds = {
        "text": st.text(st.characters(categories=("L", "N", "P", "S")), min_size=1, max_size=field.max_length),
        "digits": st.text("0123456789", min_size=max(field.pad, 1), max_size=min(field.max_length, 20)),
        "integer": st.integers(0, int(field.max)), "money": st.integers(0, int(field.max)),
        "decimal": st.integers(0, 10**13).map(lambda cents: cents / 100),
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
            answers[field.key] = ([] if field.kind == "choices" else None) if is_none else draw(answer_of(field))
    for table in section.tables:
        if draw(st.booleans()):
            row = st.fixed_dictionaries({f.key: answer_of(f) for f in table.fields if f.required == "save"},
                                        optional={f.key: answer_of(f) for f in table.fields if f.required != "save"})
            answers[table.id] = draw(st.lists(row, max_size=4))
    return answers


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


def test_every_error_has_a_code_and_a_wording_of_its_own():
    wordings = [error.wording for error in FIELD_ERRORS]
    assert len(set(wordings)) == len(wordings)
    assert all(error.code.startswith("VAL-") and error.wording.endswith((".", "}")) for error in FIELD_ERRORS)


def test_every_error_is_listed():
    def leaves(kind: type[FieldError]) -> set[type[FieldError]]:
        below = kind.__subclasses__()
        return set().union(*(leaves(one) for one in below)) if below else {kind}
    assert leaves(FieldError) == set(FIELD_ERRORS)


@pytest.mark.parametrize(("instrument", "answers"), [("ddk_household", CARD), ("ddk_member", CHILD)])
def test_the_card_itself_is_a_section_like_any_other(instrument, answers):
    identity = load(instrument).identity
    assert parse(identity, shown(identity, answers)).values == answers
