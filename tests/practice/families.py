"""A family that breaks no rule, and how it is checked at each moment. For the tests of the rules."""

from datetime import date
from typing import Any

from sandbox.practice.forms.instruments import load
from sandbox.practice.nik import nik
from sandbox.practice.rules.case import Facts, HouseholdData, MemberData
from sandbox.practice.rules.check import Level, Moment, check_household, check_member

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
