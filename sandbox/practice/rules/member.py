"""Rules about one member: the number, the birth date, and what fits sex, age and relation.

Each function is one kind of rule: a Case with a member in, errors out; what stands after the star are its settings in the
file (`with:`). A NIK that is not sixteen sensible digits gets one message, not five: the later rules stay silent on it.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sandbox.practice.forms import field_errors as errors
from sandbox.practice.forms.field_errors import FieldError
from sandbox.practice.forms.values import shortened, written_date
from sandbox.practice.nik import comparable, date_in, is_filler, is_number, sex_in
from sandbox.practice.rules.case import MARRIED, RELATION, SPOUSES, Case, MemberData
from sandbox.practice.rules.household import SEXES, amount_of_digits, is_practice_number
from sandbox.practice.words import neighbourhood
from sandbox.words.digits import grouped, is_digits
from sandbox.words.folding import folded

OLDEST = 120

Errors = Iterator[FieldError]


def nik_digits(case: Case) -> Errors:
    """A NIK has sixteen digits."""
    nik = _member(case).nik
    if nik is None or is_number(nik):
        return
    if is_digits(nik):
        yield case.error(errors.NikLength, amount=amount_of_digits(nik), value=shortened(grouped(nik)))
    else:
        yield case.error(errors.NikNotDigits, value=shortened(nik))


def nik_possible(case: Case) -> Errors:
    """A NIK is no filler (one digit repeated, counting up), and its serial is not 0000."""
    nik = _number(case)
    if nik and is_filler(nik):
        yield case.error(errors.NikFiller, value=grouped(nik))
    elif nik and nik.endswith("0000"):
        yield case.error(errors.SerialZero, value=grouped(nik))


def practice_nik(case: Case) -> Errors:
    """A NIK can belong to no real person."""
    nik = _sensible(case)
    if nik and not is_practice_number(nik):
        yield case.error(errors.NotAPracticeNumber, what="NIK", value=grouped(nik))


def own_subdistrict(case: Case) -> Errors:
    """A NIK that was first issued in another subdistrict: possible, but often a slip."""
    nik = _sensible(case)
    if nik and is_practice_number(nik) and not nik.startswith(case.facts.prefix):
        yield case.error(errors.OtherSubdistrict, seen=nik[:6], own=case.facts.prefix)


def nik_birth_date(case: Case) -> Errors:
    """Digits 7 to 12 of a NIK are the birth date; for a woman 40 is added to the day."""
    nik, born = _sensible(case), _member(case).birth_date
    if nik is None:
        return
    in_nik = date_in(nik)
    if in_nik != f"{born:%d-%m-%y}":
        yield case.error(errors.BirthDateAgainstNik, in_nik=in_nik, typed=written_date(born))


def nik_sex(case: Case) -> Errors:
    """A day above 40 in a NIK is a woman's."""
    nik, sex = _sensible(case), _member(case).sex
    if nik is None:
        return
    in_nik = sex_in(nik)
    if in_nik != sex:
        yield case.error(errors.SexAgainstNik, in_nik=SEXES[in_nik], day=nik[6:8], typed=SEXES.get(sex, sex))


def nik_once(case: Case) -> Errors:
    """A NIK occurs once in the village: neither in this household nor in another."""
    nik = _number(case)
    if nik is None:
        return
    for other in case.members:
        if other.nik == nik:
            yield case.error(errors.NikUsedHere, value=grouped(nik), other=other.name)
            return
    if used := case.facts.nik_used(nik):
        yield case.error(errors.NikUsed, value=grouped(nik), card=grouped(used.card), rt=neighbourhood(used.rt))


def person_once(case: Case) -> Errors:
    """Name, place and date of birth that are there already: asked, because two cousins may share them."""
    member = _member(case)
    facts: dict[str, Any] = {"person": member.name, "place": member.birth_place, "born": written_date(member.birth_date)}
    for other in case.members:
        if _identity(other) == _identity(member):
            yield case.error(errors.SamePerson, card=grouped(case.household.number), rt=neighbourhood(case.household.rt), **facts)
            return
    if known := case.facts.person_known(member.name, member.birth_place, member.birth_date):
        yield case.error(errors.SamePerson, card=grouped(known.card), rt=neighbourhood(known.rt), **facts)


def name_has_letters(case: Case) -> Errors:
    """A name without a letter: asked, because somebody may be called so on the card."""
    name = _member(case).name
    if not any(letter.isalpha() for letter in name):
        yield case.error(errors.NameWithoutLetter, value=shortened(name))


def birth_date_plausible(case: Case) -> Errors:
    """Nobody is born in the future or older than 120."""
    born = written_date(_member(case).birth_date)
    if _member(case).birth_date > case.facts.as_of:
        yield case.error(errors.BornLater, typed=born, today=written_date(case.facts.as_of))
    elif case.age > OLDEST:
        yield case.error(errors.TooOld, typed=born, age=case.age)


def recorded_between(case: Case) -> Errors:
    """Nobody is recorded before birth, nor later than today."""
    text = case.answers.get(case.rule.fields[0])
    if text is None:
        return
    recorded, born = date.fromisoformat(text), _member(case).birth_date
    if recorded > case.facts.as_of:
        yield case.error(errors.RecordedLater, typed=written_date(recorded), today=written_date(case.facts.as_of))
    elif recorded < born:
        yield case.error(errors.RecordedBeforeBirth, typed=written_date(recorded), born=written_date(born))


def spouse(case: Case) -> Errors:
    """Suami and Istri are married, and of the other sex than the head."""
    member = _member(case)
    if member.relation not in SPOUSES:
        return
    if member.marital is not None and member.marital != MARRIED:
        yield case.error(errors.SpouseNotMarried, relation=case.words(RELATION), status=case.words("3"))
    if case.head and case.head.sex == member.sex:
        yield case.error(errors.SpouseSameSex, relation=case.words(RELATION), head=case.head.name)


def younger_than_head(case: Case, *, relations: list[str], years: int) -> Errors:
    """Members of these relations are at least so many years younger than the head."""
    if _member(case).relation not in relations or case.head is None:
        return
    gap = case.head.age(_member(case).birth_date)
    if gap < years:
        yield case.error(errors.ChildTooClose, years=max(gap, 0))


def young_with_status(case: Case, *, marital: str, younger_than: int, what: str, relation: str = "") -> Errors:
    """A marital status (and relation) that is rare so young."""
    member = _member(case)
    if member.marital == marital and relation in ("", member.relation) and 0 <= case.age < younger_than:
        yield case.error(errors.YoungWithStatus, age=case.age, what=what)


def age_at_least(case: Case, *, codes: list[str], years: int) -> Errors:
    """These answers need that age."""
    key = case.rule.fields[0]
    if case.answers.get(key) in codes and 0 <= case.age < years:
        yield _against_age(case, key, years)


def only_these_under(case: Case, *, codes: list[str], years: int) -> Errors:
    """Below that age only these answers are possible."""
    key = case.rule.fields[0]
    if case.answers.get(key) not in (None, *codes) and 0 <= case.age < years:
        yield _against_age(case, key, years)


def married_only(case: Case, *, otherwise: list[str]) -> Errors:
    """Answered only for the married; the others leave it open or give one of `otherwise`."""
    key, marital = case.rule.fields[0], _member(case).marital
    if marital not in (None, MARRIED) and case.answers.get(key) not in (None, *otherwise):
        yield case.error(errors.ContraceptionUnmarried, status=case.words("3"))


def office_once(case: Case, *, codes: list[str]) -> Errors:
    """These offices are held by one person in the village."""
    key = case.rule.fields[0]
    for code in codes:
        if code not in (case.answers.get(key) or ()):
            continue
        here = next((other.name for other in case.members if code in (other.answers.get(key) or ())), None)
        there = case.facts.office_held(code)
        if here or there:
            card = case.household.number if here else there.card if there else ""
            holder = here or (there.name if there else "")
            yield case.error(errors.OfficeHeld, office=case.field(key).label_of(code), holder=holder, card=grouped(card))


def _member(case: Case) -> MemberData:
    if case.member is None:
        raise ValueError(f"rule {case.rule.id} is about a member, but was put to a household")
    return case.member


def _number(case: Case) -> str | None:
    """The NIK, if there is one of sixteen digits."""
    nik = _member(case).nik
    return nik if nik is not None and is_number(nik) else None


def _sensible(case: Case) -> str | None:
    """The NIK, if it is worth comparing with anything."""
    return comparable(_member(case).nik)


def _identity(member: MemberData) -> tuple[Any, ...]:
    return folded(member.name), folded(member.birth_place), member.birth_date


def _against_age(case: Case, key: str, years: int) -> FieldError:
    return case.error(errors.AnswerAgainstAge, age=case.age, what=case.field(key).label, answer=case.words(key),
                      need=f"sedikitnya {years} tahun")
