"""The rules between fields. A family that breaks nothing, and for each rule one that breaks just that."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.practice.forms.instruments import load
from sandbox.practice.nik import nik
from sandbox.practice.rules.case import Elsewhere, HouseholdData, MemberData
from sandbox.practice.rules.check import Level, Moment, blocking, check_household, check_member, rules_of
from tests.practice.families import (
    ASK,
    BABY,
    BORN,
    CHILD,
    FACTS,
    FAMILY,
    FATHER,
    MOTHER,
    PREFIX,
    REFUSE,
    a_household,
    a_member,
    member_saved,
    saved,
    sent,
    told,
)

# A family that breaks nothing -----------------------------------------------------------------------------------------

def test_a_right_family_may_be_sent():
    assert sent() == []


def test_a_right_family_with_a_baby_without_nik_may_be_sent():
    baby = replace(BABY, nik=None)
    assert sent(members=(*FAMILY, baby)) == []
    assert member_saved(baby, FAMILY) == []


@pytest.mark.parametrize("section", [section.id for section in load("ddk_household").all_sections])
def test_a_right_family_may_be_saved_section_by_section(section):
    assert saved(section) == []


@pytest.mark.parametrize("member", FAMILY)
def test_each_member_of_a_right_family_may_be_saved(member):
    assert member_saved(member, FAMILY) == []


# The number of a member -------------------------------------------------------------------------------------------------

def test_a_nik_of_fifteen_digits_is_refused_at_the_save():
    finding, = member_saved(replace(CHILD, nik="351061120891003"))
    assert told([finding]) == [("D01", "VAL-01", REFUSE)]
    assert (finding.name, finding.label) == ("nik", "NIK")
    assert finding.text == "NIK hanya 15 angka: 3510 6112 0891 003. Harus 16. Cocokkan dengan kartu keluarga."


def test_a_nik_of_fifteen_digits_keeps_the_household_from_being_sent_and_says_whose_it_is():
    finding, = sent(members=(FATHER, MOTHER, replace(CHILD, nik="351061120891003")))
    assert (finding.member, finding.label) == (3, "Anggota 3, NIK")
    assert finding.text == "Anggota ke-3: NIK hanya 15 angka: 3510 6112 0891 003. Harus 16. Cocokkan dengan kartu keluarga."


def test_a_member_without_a_position_is_counted_by_the_card():
    finding, = sent(members=(FATHER, replace(MOTHER, position=0, nik="1")))
    assert finding.member == 2


@pytest.mark.parametrize("number", [
    "", "35106212089100031", "3510621208910003 ", "351062120891000A", "٣" * 16, "½" * 16, "x" * 9999])
def test_any_other_nik_that_is_not_sixteen_digits_is_refused(number):
    finding, = member_saved(replace(CHILD, nik=number))
    assert told([finding]) == [("D01", "VAL-01", REFUSE)]
    assert len(finding.text) < 200


@pytest.mark.parametrize("number", ["1111111111111111", "0000000000000000", "1234567890123456"])
def test_a_filler_is_told_once_and_the_other_way_named(number):
    finding, = member_saved(replace(CHILD, nik=number))
    assert told([finding]) == [("D05", "VAL-03", REFUSE)]
    assert "bukan nomor yang mungkin. Belum punya NIK? Pilih Belum ber-NIK." in finding.text


def test_a_serial_of_0000_is_refused():
    assert told(member_saved(replace(CHILD, nik=nik(PREFIX, CHILD.birth_date, "L", 0)))) == [("D05", "VAL-03", REFUSE)]


def test_a_number_that_a_real_person_could_have_is_refused():
    assert told(member_saved(replace(CHILD, nik=nik("351002", CHILD.birth_date, "L", 7)))) == [("D02", "VAL-08", REFUSE)]


def test_a_number_of_another_subdistrict_is_asked_about_and_a_reason_lets_it_pass():
    found = member_saved(replace(CHILD, nik=nik("351065", CHILD.birth_date, "L", 7)))
    assert told(found) == [("D02", "VAL-08", ASK)]
    assert blocking(found, "  ") == found
    assert blocking(found, confirmed="Lahir di Muncar, pindah 2024") == []


def test_a_reason_does_not_lift_a_refusal():
    found = member_saved(replace(CHILD, nik="1"))
    assert blocking(found, confirmed="memang begitu") == found


def test_a_birth_date_that_is_not_the_niks_is_asked_about_and_both_are_said():
    finding, = member_saved(replace(FATHER, birth_date=date(1919, 8, 17)), (MOTHER,))
    assert told([finding]) == [("D03", "VAL-06", ASK)]
    assert finding.text == ("Tanggal lahir di NIK: 17-08-85, di isian: 17-08-1919. Cocokkan dengan kartu keluarga. "
                            "Bila kartu memang begitu, tulis alasannya.")
    odd = replace(FATHER, birth_date=date(1919, 8, 17), explained={finding.error.question: "Dibetulkan di Dukcapil"})
    assert member_saved(odd, (MOTHER,)) == []
    assert [f.rule for f in sent(members=(replace(odd, explained={}), MOTHER))] == ["D03"]
    assert sent(members=(odd, MOTHER)) == []
    assert told(member_saved(replace(odd, birth_date=date(1919, 8, 18)), (MOTHER,))) == [("D03", "VAL-06", ASK)]


def test_a_womans_day_plus_40_is_read_back():
    assert member_saved(MOTHER, FAMILY) == []
    finding, = member_saved(replace(MOTHER, birth_date=date(1988, 12, 4)), FAMILY)
    assert "di NIK: 03-12-88" in finding.text


def test_the_sex_of_the_nik_is_the_sex_that_is_entered():
    finding, = member_saved(replace(CHILD, nik=nik(PREFIX, CHILD.birth_date, "P", 3)))
    assert told([finding]) == [("D04", "VAL-07", REFUSE)]
    assert finding.text == "Menurut NIK perempuan (angka tanggal 64); di isian laki-laki. Cocokkan dengan kartu keluarga."


def test_a_nik_that_another_household_uses_is_refused_and_says_where():
    facts = replace(FACTS, nik_used={CHILD.nik: Elsewhere("3510621501990001", "05")}.get)
    finding, = member_saved(CHILD, facts=facts)
    assert told([finding]) == [("D06", "VAL-02", REFUSE)]
    assert finding.text == ("NIK 3510 6224 0118 0003 sudah dipakai di KK 3510 6215 0199 0001 (RT 05). "
                            "Satu orang hanya boleh ada di satu keluarga.")


def test_a_nik_twice_in_one_household_is_refused_for_both():
    twin = replace(CHILD, position=4, name="Budi Wibisono")
    assert [(f.rule, f.member) for f in sent(members=(*FAMILY, twin))] == [("D06", 3), ("D06", 4)]


# Birth date, name -------------------------------------------------------------------------------------------------------

def test_nobody_is_born_in_the_future():
    born = date(2026, 3, 3)
    finding, = member_saved(a_member("4", "2", born=born, name="Anak", position=5, q8="1"))
    assert told([finding]) == [("D14", "VAL-09", REFUSE)]
    assert finding.text.startswith("Tanggal lahir 03-03-2026 belum terjadi; hari ini di latihan 02-03-2026.")


def test_a_child_may_be_born_today():
    assert member_saved(a_member("4", "2", born=FACTS.as_of, name="Anak", position=5, q8="1")) == []


@pytest.mark.parametrize(("born", "rules"), [(date(1905, 3, 2), ["D14"]), (date(1905, 3, 3), [])])
def test_nobody_is_older_than_120(born, rules):
    assert [f.rule for f in member_saved(a_member("6", "3", born=born, name="Mbah", position=5))] == rules


def test_the_same_person_again_is_asked_about():
    facts = replace(FACTS, person_known=lambda *seen: Elsewhere("3510621501990001", "05") if seen[0] == CHILD.name else None)
    assert told(member_saved(CHILD, facts=facts)) == [("D13", "VAL-29", ASK)]
    again = replace(CHILD, nik=None, name="  bayu  WIBISONO", position=4)
    assert told(member_saved(again, FAMILY)) == [("D13", "VAL-29", ASK)]
    assert sent(members=(*FAMILY, again)) == []


def test_the_same_person_is_asked_about_whatever_apostrophe_was_typed():
    known = replace(CHILD, name="Siti Ma’rifah", position=4)
    again = replace(CHILD, nik=None, name="SITI MA'RIFAH", position=5)
    assert told(member_saved(again, (*FAMILY, known))) == [("D13", "VAL-29", ASK)]


@pytest.mark.parametrize(("name", "rules"), [("-", ["D32"]), ("12345", ["D32"]), ("'", ["D32"]), ("²", ["D32"]), ("I", []),
                                             ("Ñ", []), ("A.", [])])
def test_a_name_without_a_letter_is_asked_about(name, rules):
    assert [f.rule for f in member_saved(replace(CHILD, name=name))] == rules


# Heads and relations ----------------------------------------------------------------------------------------------------

def test_a_household_without_members_cannot_be_sent_but_saved():
    assert told(sent(members=())) == [("D10", "VAL-10", REFUSE)]
    assert saved("identitas", members=()) == []


def test_two_heads_are_named():
    second = a_member("1", "1", "P", BORN["mother"], "Siti Aminah", 2)
    finding, = sent(members=(FATHER, second, CHILD))
    assert told([finding]) == [("D09", "VAL-04", REFUSE)]
    assert finding.text.startswith("Keluarga 3510 6212 0891 0003 punya 2 kepala keluarga: Kasiran Wibisono dan Siti Aminah.")


def test_no_head_is_told():
    assert told(sent(members=(MOTHER, CHILD))) == [("D09", "VAL-05", REFUSE)]


def test_heads_are_no_hindrance_to_saving():
    second = a_member("1", "1", "P", BORN["mother"], "Siti Aminah", 2)
    assert member_saved(second, (FATHER, CHILD)) == []
    assert member_saved(CHILD, (MOTHER,)) == []
    assert saved("keamanan", members=(MOTHER, CHILD)) == []


def test_the_name_on_the_card_is_the_heads():
    assert told(sent(a_household(head_name="Kasiran W."))) == [("D12", "VAL-05", REFUSE)]
    assert sent(a_household(head_name="KASIRAN  WIBISONO")) == []
    assert sent(a_household(head_name=None)) == []


@pytest.mark.parametrize("spouse", [
    a_member("3", "2", "P", BORN["mother"], "Siti", 2), a_member("3", "3", "P", BORN["mother"], "Siti", 2),
    a_member("2", "1", "L", BORN["mother"], "Sito", 2)])
def test_a_spouse_is_married_and_of_the_other_sex(spouse):
    assert told(member_saved(spouse)) == [("D15", "VAL-20", REFUSE)]


@pytest.mark.parametrize(("born", "rules"), [(date(1997, 8, 17), []), (date(1997, 8, 16), ["D16"]), (date(1980, 1, 1), ["D16"])])
def test_a_child_less_than_twelve_years_younger_than_the_head_is_asked_about(born, rules):
    found = member_saved(a_member("4", "2", born=born, name="Anak", position=5))
    assert [(f.rule, f.level) for f in found] == [(rule, ASK) for rule in rules]


@pytest.mark.parametrize(("relation", "marital", "born", "rules"), [
    ("1", "2", date(2009, 3, 3), ["D17"]), ("1", "2", date(2009, 3, 2), []), ("1", "3", date(2009, 3, 3), []),
    ("21", "1", date(2010, 3, 3), ["D18"]), ("21", "1", date(2010, 3, 2), [])])
def test_the_very_young_are_asked_about(relation, marital, born, rules):
    found = member_saved(a_member(relation, marital, born=born, name="Muda", position=5), others=())
    assert [(f.rule, f.level) for f in found] == [(rule, ASK) for rule in rules]


# Education, occupation, contraception, office -----------------------------------------------------------------------------

@pytest.mark.parametrize(("schooling", "age", "is_right"), [
    ("5", 9, False), ("5", 10, True), ("8", 12, False), ("8", 13, True), ("10", 15, False), ("10", 16, True),
    ("18", 18, False), ("18", 19, True), ("30", 18, False), ("12", 19, True), ("4", 6, True), ("1", 2, True)])
def test_education_fits_age(schooling, age, is_right):
    member = a_member("19", "2", born=date(2026 - age, 1, 5), name="Murid", position=5, q8=schooling)
    assert told(member_saved(member)) == ([] if is_right else [("D19", "VAL-22", REFUSE)])


@pytest.mark.parametrize(("work", "age", "is_right"), [
    ("5", 17, False), ("16", 17, False), ("17", 17, False), ("40", 17, False), ("5", 18, True), ("1", 17, True),
    ("1", 4, False), ("37", 4, True), ("38", 4, True), ("1", 5, True), (None, 4, True)])
def test_occupation_fits_age(work, age, is_right):
    member = a_member("19", "2", born=date(2026 - age, 1, 5), name="Pekerja", position=5, q9=work)
    assert told(member_saved(member)) == ([] if is_right else [("D20", "VAL-22", REFUSE)])


@pytest.mark.parametrize(("marital", "answer", "is_right"), [
    ("1", "1", True), ("2", "1", False), ("3", "6", False), ("2", "9", True), ("2", "11", True), ("2", None, True)])
def test_contraception_is_for_the_married(marital, answer, is_right):
    member = a_member("19", marital, "P", date(1990, 1, 5), "Rini", 5, q12=answer)
    assert told(member_saved(member)) == ([] if is_right else [("D21", "VAL-23", REFUSE)])


def test_an_office_is_held_once_in_the_village():
    facts = replace(FACTS, office_held={"1": Elsewhere("3510621501990001", "05", "Sutrisno")}.get)
    finding, = member_saved(replace(FATHER, answers=FATHER.answers | {"16": ["1"]}), (MOTHER,), facts)
    assert told([finding]) == [("D30", "VAL-28", REFUSE)]
    assert "Kepala Desa/Lurah sudah dipegang Sutrisno (KK 3510 6215 0199 0001)" in finding.text
    assert member_saved(replace(FATHER, answers=FATHER.answers | {"16": ["2", "9"]}), (MOTHER,), facts) == []
    wife = replace(MOTHER, answers=MOTHER.answers | {"16": ["2"]})
    assert told(member_saved(replace(FATHER, answers=FATHER.answers | {"16": ["2"]}), (wife,))) == [("D30", "VAL-28", REFUSE)]


# Properties ------------------------------------------------------------------------------------------------------------

codes = st.sampled_from(["0", "1", "2", "3", "4", "5", "9", "16", "40", "496", "704", "768", "926", "935", "999", ""])
answer = st.none() | codes | st.lists(codes, max_size=3)
numbers = st.text(max_size=20) | st.text("0123456789", min_size=14, max_size=17) | st.from_regex(r"3510[0-9]{12}", fullmatch=True)
people = st.builds(
    MemberData, name=st.text(max_size=8), sex=st.sampled_from(["L", "P", "?"]), birth_place=st.text(max_size=3),
    birth_date=st.dates(), nik=st.none() | numbers, position=st.integers(0, 9),
    answers=st.dictionaries(st.sampled_from(["2", "3", "4", "8", "9", "12", "16"]), codes))
households = st.builds(
    HouseholdData, number=numbers, head_name=st.none() | st.text(max_size=8),
    answers=st.dictionaries(st.sampled_from([str(n) for n in range(3, 91)]), answer) | st.fixed_dictionaries(
        {}, optional={"1": st.integers(0, 10**9), "2": st.integers(0, 10**9), "90": st.lists(codes), "pangan": st.lists(
            st.dictionaries(st.sampled_from(["12", "13", "14"]), codes), max_size=3)}))


@given(households, st.lists(people, max_size=4), st.sampled_from([Moment.SECTION, Moment.SUBMIT]))
def test_any_household_is_judged_in_words(household, members, moment):
    for finding in check_household(household, members, FACTS, at=moment):
        assert finding.text
        assert finding.code.startswith("VAL-")


@given(people, st.lists(people, max_size=3))
def test_a_reason_leaves_just_the_refusals(member, others):
    found = check_member(member, a_household(), FACTS, others=others)
    assert blocking(found) == found
    assert blocking(found, "alasan") == [finding for finding in found if finding.level is Level.REFUSE]


@given(st.dates(date(1906, 3, 3), date(2026, 3, 2)), st.sampled_from("LP"), st.integers(1, 9999))
def test_a_nik_made_by_the_rule_fits_the_person_it_was_made_for(born, sex, serial):
    member = a_member("19", "2", sex, born, "Orang", 5, number=nik(PREFIX, born, sex, serial))
    assert member_saved(member, others=()) == []


def test_what_is_refused_at_the_save_of_a_member_is_refused_at_sending_too():
    for rule in rules_of("ddk_member"):
        assert ("member" not in rule.at) or (("submit" in rule.at) == (rule.level == "refuse" or rule.id == "D03")), rule.id
