"""The rules between fields. A family that breaks nothing, and for each rule one that breaks just that."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.practice.instruments import load
from sandbox.practice.numbers import nik
from sandbox.practice.rule_data import Elsewhere, Facts, HouseholdData, MemberData
from sandbox.practice.rules import Level, Moment, blocking, check_household, check_member, rules_of

PREFIX = "351062"
FACTS = Facts(as_of=date(2026, 3, 2), prefix=PREFIX)
CARD = "3510621208910003"
ANSWERS = {"1": 2350000, "2": 1500000, "3": "169", "4": "1", "5": "0", "6": "0", "7": "1", "8": "496", "9": ["1"]}
BORN = {"father": date(1985, 8, 17), "mother": date(1988, 12, 3), "child": date(2018, 1, 24), "baby": date(2025, 6, 9)}


def a_member(relation="1", marital="1", sex="L", born=BORN["father"], name="Kasiran Wibisono", position=1, number=None,
             **answers: Any) -> MemberData:
    """A member whose NIK fits unless `number` is given; questions as q8="10"."""
    own = {"2": relation, "3": marital, "4": "1", "6": "1", "8": "3", "9": "37"}
    own.update({key.removeprefix("q"): value for key, value in answers.items()})
    number = nik(PREFIX, born, sex, position) if number is None else number
    return MemberData(name, sex, "Banyuwangi", born, number, {key: value for key, value in own.items() if value is not None},
                      position)


FATHER = a_member()
MOTHER = a_member("3", "1", "P", BORN["mother"], "Siti Aminah", 2)
CHILD = a_member("4", "2", "L", BORN["child"], "Bayu Wibisono", 3, q8="4", q9="38")
BABY = a_member("4", "2", "P", BORN["baby"], "Sekar Wibisono", 4, q8="1")
FAMILY = (FATHER, MOTHER, CHILD)


def a_household(number=CARD, head_name="Kasiran Wibisono", **answers: Any) -> HouseholdData:
    """A household ready to be sent; questions as q90=["935"], None to leave one open."""
    own = dict(ANSWERS) | {key.removeprefix("q").replace("_", "-"): value for key, value in answers.items()}
    return HouseholdData(number, "Jl. Mawar 3", "Krajan", "01", "02", head_name,
                         {key: value for key, value in own.items() if value is not None})


def sent(household=None, members=FAMILY, facts=FACTS):
    return check_household(household or a_household(), members, facts, at=Moment.SUBMIT)


def saved(section: str, household=None, members=FAMILY, facts=FACTS):
    part = load("ddk_household").section(section)
    return check_household(household or a_household(), members, facts, at=Moment.SECTION, section=part)


def member_saved(member, others=(FATHER, MOTHER), facts=FACTS, household=None):
    return check_member(member, household or a_household(), facts, others=[o for o in others if o.position != member.position])


def told(findings):
    return [(finding.rule, finding.code, finding.level) for finding in findings]


REFUSE, ASK = Level.REFUSE, Level.ASK


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
    assert finding.text == "NIK anggota ke-3 hanya 15 angka: 3510 6112 0891 003. Harus 16. Keluarga ini belum dapat dikirim."


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


def test_a_birth_date_that_is_not_the_niks_is_refused_and_both_are_said():
    finding, = member_saved(replace(FATHER, birth_date=date(1919, 8, 17)), (MOTHER,))
    assert told([finding]) == [("D03", "VAL-06", REFUSE)]
    assert finding.text == ("Tanggal lahir di NIK: 17-08-85. Tanggal lahir di isian: 17-08-1919. Salah satu keliru. "
                            "Periksa kartu keluarga.")


def test_a_womans_day_plus_40_is_read_back():
    assert member_saved(MOTHER, FAMILY) == []
    finding, = member_saved(replace(MOTHER, birth_date=date(1988, 12, 4)), FAMILY)
    assert "di NIK: 03-12-88" in finding.text


def test_the_sex_of_the_nik_is_the_sex_that_is_entered():
    finding, = member_saved(replace(CHILD, nik=nik(PREFIX, CHILD.birth_date, "P", 3)))
    assert told([finding]) == [("D04", "VAL-07", REFUSE)]
    assert finding.text == "NIK menunjukkan perempuan (tanggal 64), isian Laki-laki. Cocokkan dengan kartu keluarga."


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
    assert finding.text.startswith("Tanggal lahir 03-03-2026 belum terjadi; hari ini 02-03-2026.")


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


# The card, and the household's answers ------------------------------------------------------------------------------------

@pytest.mark.parametrize(("number", "rule", "code"), [
    ("351062120891000", "D07", "VAL-01K"), ("", "D07", "VAL-01K"), ("3510021208910003", "D02", "VAL-08")])
def test_a_card_number_is_sixteen_digits_and_no_real_familys(number, rule, code):
    assert told(saved("identitas", a_household(number))) == [(rule, code, REFUSE)]
    assert told(sent(a_household(number))) == [(rule, code, REFUSE)]
    assert saved("air-minum", a_household(number)) == []


def test_a_card_number_that_is_used_already_names_the_family():
    facts = replace(FACTS, card_used={CARD: Elsewhere(CARD, "05", "Sutrisno")}.get)
    finding, = saved("identitas", facts=facts)
    assert told([finding]) == [("D08", "VAL-02K", REFUSE)]
    assert finding.text.startswith("No. KK 3510 6212 0891 0003 sudah digunakan keluarga Sutrisno (RT 05).")


@pytest.mark.parametrize(("answers", "members", "rules"), [
    ({"q69": ["792"]}, (FATHER, CHILD), ["D22"]), ({"q71": ["816"], "q72": ["818"]}, (FATHER, CHILD), ["D22", "D22"]),
    ({"q69": ["792"]}, FAMILY, []), ({"q69": []}, (FATHER, CHILD), []), ({"q69": ["792"]}, (), []),
    ({"q69": ["792"]}, (FATHER, replace(MOTHER, birth_date=date(2014, 3, 3))), ["D22"]),
    ({"q69": ["792"]}, (FATHER, replace(MOTHER, birth_date=date(2014, 3, 2))), []),
    ({"q69": ["792"]}, (FATHER, replace(MOTHER, birth_date=date(1970, 3, 2))), ["D22"]),
    ({"q70": ["802"]}, FAMILY, ["D23"]), ({"q73": ["823"]}, FAMILY, ["D23"]), ({"q78": "859"}, FAMILY, ["D23"]),
    ({"q78": "859", "q73": ["831"]}, (*FAMILY, BABY), []), ({"q70": ["801"]}, FAMILY, []), ({"q78": None}, FAMILY, [])])
def test_answers_about_mothers_and_babies_need_one(answers, members, rules):
    assert [f.rule for f in saved("kesehatan", a_household(**answers), members)] == rules


@pytest.mark.parametrize(("sex", "marital", "ticked", "rules"), [
    ("P", "3", ["935", "926"], []), ("P", "3", ["935"], []), ("P", "3", [], ["D24"]), ("P", "1", ["935", "926"], ["D25"]),
    ("L", "3", ["927"], []), ("L", "3", ["926"], ["D25"]), ("L", "1", ["935"], ["D24"]), ("L", "1", ["927"], ["D25"]),
    ("L", "1", ["928"], []), ("P", "3", None, [])])
def test_what_is_said_of_the_head_is_true_of_the_head(sex, marital, ticked, rules):
    head = a_member("1", marital, sex, BORN["mother"])
    assert [f.rule for f in saved("keamanan", a_household(q90=ticked), (head, CHILD))] == rules


@pytest.mark.parametrize(("row", "rules"), [
    ({"12": "7", "13": 1.0, "14": "966", "15": 5}, []), ({"12": "7", "13": 1.0, "15": 5}, ["D26"]), ({}, ["D26"])])
def test_a_half_filled_row_cannot_be_sent(row, rules):
    assert [f.rule for f in sent(a_household(pangan=[row]))] == rules


OWN_FIELDS = [{"10": "950", "11": "1733"}]


@pytest.mark.parametrize(("land", "rules"), [
    (OWN_FIELDS, []), ([], ["D27"]), ([{"10": "951", "11": "1733"}], ["D27"]), ([{"10": "950", "11": "1735"}], ["D27"]),
    (None, [])])
def test_crops_without_land_are_asked_about(land, rules):
    row = {"12": "7", "13": 1.0, "14": "966", "15": 5}
    found = saved("pangan", a_household(pangan=[row], lahan=land))
    assert [(f.rule, f.level) for f in found] == [(rule, ASK) for rule in rules]


@pytest.mark.parametrize(("land", "papers", "rules"), [("704", ["768"], ["D28"]), ("704", ["766"], []), ("705", ["768"], [])])
def test_no_land_and_a_land_certificate_exclude_each_other(land, papers, rules):
    assert [f.rule for f in saved("aset", a_household(q62=land, q68=papers))] == rules


@pytest.mark.parametrize(("income", "spent", "rules"), [
    (1000000, 3000000, []), (1000000, 3000001, ["D29"]), (0, 1, ["D29"]), (None, 5000000, []), (0, 0, [])])
def test_spending_more_than_three_times_the_income_is_asked_about(income, spent, rules):
    found = saved("penghasilan", a_household(q1=income, q2=spent))
    assert [(f.rule, f.level, f.name) for f in found] == [(rule, ASK, "q2") for rule in rules]
    assert [f.rule for f in saved("air-minum", a_household(q1=income, q2=spent))] == []


def test_what_the_water_is_like_belongs_to_where_it_comes_from():
    finding, = saved("air-minum", a_household(q9=None))
    assert (finding.name, finding.code) == ("q9", "VAL-17")
    assert finding.text == "No. 9 Keterangan belum diisi. Pilih sedikitnya satu."
    assert saved("air-minum", a_household(q8=None, q9=None)) == []


def test_open_required_questions_keep_a_household_from_being_sent_each_by_name():
    found = sent(a_household(q1=None, q8=None), (FATHER, replace(MOTHER, answers={"2": "3", "3": "1"})))
    assert [(f.rule, f.name, f.member) for f in found] == [
        ("D31", "q1", None), ("D31", "q8", None), ("D31", "q4", 2), ("D31", "q6", 2), ("D31", "q8", 2), ("D31", "q9", 2)]


def test_a_stored_code_that_is_in_no_list_keeps_a_household_from_being_sent():
    crops = [{"12": "9999", "13": 1.0, "14": "966", "15": 5}]
    found = sent(a_household(q3="999", q9=["1", "7"], pangan=crops), (replace(FATHER, answers=FATHER.answers | {"4": "9"}),))
    assert [(f.rule, f.name, f.member) for f in found] == [
        ("D31", "q3", None), ("D31", "q9", None), ("D31", "pangan-tidak-ada", None), ("D31", "q4", 1)]


def test_all_faults_of_a_household_are_told_at_once():
    found = sent(a_household("1", q3=None), (replace(MOTHER, nik="2"), replace(CHILD, answers=CHILD.answers | {"8": "18"})))
    assert [f.rule for f in found] == ["D07", "D09", "D31", "D01", "D19"]


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
        assert ("member" not in rule.at) or (("submit" in rule.at) == (rule.level == "refuse")), rule.id
