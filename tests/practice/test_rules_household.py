"""The rules of the card and of the household's answers: for each rule a family that breaks just that."""

from dataclasses import replace
from datetime import date

import pytest

from sandbox.practice.rules.case import Elsewhere
from tests.practice.families import (
    ASK,
    BABY,
    BORN,
    CARD,
    CHILD,
    FACTS,
    FAMILY,
    FATHER,
    MOTHER,
    REFUSE,
    a_household,
    a_member,
    saved,
    sent,
    told,
)

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
    assert finding.text == "Isian 9 Keterangan belum diisi. Pilih sedikitnya satu."
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
