"""Doubts about one member: numbers, dates, doubles, mothers, and what is unusual at an age."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from sandbox.practice.doubts.base import ASKED, HOLDS, MEMBER, Doubt, DoubtKind
from sandbox.practice.doubts.looked_at import Inhabitant, LookedAt
from sandbox.practice.forms.field_errors import BirthDateAgainstNik
from sandbox.practice.forms.values import written_date
from sandbox.practice.nik import comparable, date_in, is_number, sex_in
from sandbox.practice.rules.case import HEAD, MARRIED, SPOUSES
from sandbox.practice.rules.check import rules_of
from sandbox.practice.rules.household import SEXES, amount_of_digits
from sandbox.practice.rules.member import OLDEST
from sandbox.words.digits import grouped
from sandbox.words.folding import folded

Doubts = Iterator[Doubt]
CHILD, NEVER_AT_SCHOOL = "4", "3"
CHILD_S_AGE, MARRIAGE_AGE = ("D16", "years"), ("D18", "younger_than")
"""The member form's rules that ask the same of those who are typed in, and the setting that holds the age."""
SCHOOL_AGE = range(7, 16)
NEWBORN = 1
"""Younger than so many years one may well be without a NIK."""


def nik_length(village: LookedAt) -> Doubts:
    for person in village.people:
        if person.nik is not None and not is_number(person.nik):
            text = f"NIK {amount_of_digits(person.nik)} angka, seharusnya 16: {grouped(person.nik)}"
            yield _of(village, person, text, person.nik)


def nik_twice(village: LookedAt) -> Doubts:
    bearers: dict[str, list[Inhabitant]] = defaultdict(list)
    for person in village.people:
        if person.nik is not None:
            bearers[person.nik].append(person)
    for nik, people in bearers.items():
        for person in people if len(people) > 1 else ():
            other = next(each for each in people if each is not person)
            text = f"NIK {grouped(nik)} dipakai {person.name} dan {other.name}"
            yield _of(village, person, text, nik, str(other.id), pair=other)


def nik_date(village: LookedAt) -> Doubts:
    """Digits 7 to 12 are another date than the one entered. A reason that stands on the member's page is an answer."""
    for person in village.people:
        nik = comparable(person.nik)
        if nik is None:
            continue
        in_nik, born = date_in(nik), person.birth_date
        if in_nik != f"{born:%d-%m-%y}":
            typed = written_date(born)
            asked = BirthDateAgainstNik.at("", "", in_nik=in_nik, typed=typed).question
            found = _of(village, person, f"menurut NIK lahir {in_nik}, menurut isian {typed}", nik, typed)
            yield replace(found, reason=(person.explained or {}).get(asked, ""))


def nik_sex(village: LookedAt) -> Doubts:
    for person in village.people:
        nik = comparable(person.nik)
        if nik is not None and person.sex in SEXES and sex_in(nik) != person.sex:
            text = f"menurut NIK {SEXES[sex_in(nik)]} (angka tanggalnya {nik[6:8]}), menurut isian {SEXES[person.sex]}"
            yield _of(village, person, text, nik, person.sex)


def person_twice(village: LookedAt) -> Doubts:
    """Name, place and date of birth are the same, the NIK is another one or missing."""
    same: dict[tuple[str, str, date], list[Inhabitant]] = defaultdict(list)
    for person in village.people:
        same[person.folded, folded(person.birth_place), person.birth_date].append(person)
    for people in same.values():
        for person in people if len(people) > 1 else ():
            other = next(each for each in people if each is not person)
            if person.nik is None or person.nik != other.nik:
                text = f"lahir di {person.birth_place} {written_date(person.birth_date)}, juga di KK {_card(village, other)}"
                yield _of(village, person, text, str(other.id), person.folded, written_date(person.birth_date), pair=other)


def birth_date(village: LookedAt) -> Doubts:
    for person in village.people:
        age = person.age(village.as_of)
        if person.birth_date > village.as_of or age > OLDEST:
            born = written_date(person.birth_date)
            how = "padahal hari itu belum tiba" if person.birth_date > village.as_of else f"jadi berumur {age} tahun"
            yield _of(village, person, f"lahir {born}, {how}", born)


def no_mother(village: LookedAt) -> Doubts:
    for person in village.people:
        if not (person.mother or "").strip():
            yield _of(village, person, f"umur {person.age(village.as_of)} tahun, nama ibu kandung kosong")


def mother_too_young(village: LookedAt) -> Doubts:
    """A child of the couple on the card, and the wife whose name stands as its mother's."""
    least = _years(CHILD_S_AGE)
    for people in village.members.values():
        mothers = [person for person in people if person.sex == "P" and person.relation in (HEAD, *SPOUSES)]
        for child in (person for person in people if mothers and person.relation == CHILD):
            mother = next((each for each in mothers if folded(child.mother or "") == each.folded), None)
            if mother is not None and mother.age(child.birth_date) < least:
                born = written_date(mother.birth_date), written_date(child.birth_date)
                text = f"ibu lahir {born[0]}, anak lahir {born[1]}: selisihnya kurang dari {least} tahun"
                yield _of(village, child, text, *born)


def spouse_unmarried(village: LookedAt) -> Doubts:
    for person in village.people:
        if person.relation in SPOUSES and person.marital not in (None, MARRIED):
            yield _of(village, person, "tercatat suami atau istri, tetapi status perkawinannya bukan Kawin", str(person.marital))


def married_young(village: LookedAt) -> Doubts:
    youngest = _years(MARRIAGE_AGE)
    for person in village.people:
        age = person.age(village.as_of)
        if person.marital == MARRIED and 0 <= age < youngest:
            yield _of(village, person, f"umur {age} tahun, tercatat kawin", str(age))


def not_at_school(village: LookedAt) -> Doubts:
    for person in village.people:
        age = person.age(village.as_of)
        if person.school == NEVER_AT_SCHOOL and age in SCHOOL_AGE:
            text = f"umur {age} tahun dan tercatat tidak sekolah; mungkin benar, tanyakan kepada RT"
            yield _of(village, person, text, str(age))


def no_nik(village: LookedAt) -> Doubts:
    for person in village.people:
        age = person.age(village.as_of)
        if person.nik is None and age >= NEWBORN:
            yield _of(village, person, f"umur {age} tahun, belum ber-NIK")


def _of(village: LookedAt, person: Inhabitant, text: str, *facts: str, pair: Inhabitant | None = None) -> Doubt:
    family = village.family[person.household_id]
    return Doubt(family.key, f"{person.name} · {family.place}", text, facts, person.id, (person.id, pair.id) if pair else None)


def _years(asked: tuple[str, str]) -> int:
    """The age of that rule of the member's form."""
    rule, setting = asked
    return next(int(each.settings[setting]) for each in rules_of("ddk_member") if each.id == rule)


def _card(village: LookedAt, person: Inhabitant) -> str:
    return grouped(village.family[person.household_id].number)


KINDS: tuple[DoubtKind, ...] = (
    DoubtKind("nik-panjang", MEMBER, HOLDS, "NIK bukan 16 angka", nik_length),
    DoubtKind("nik-ganda", MEMBER, HOLDS, "NIK sama pada dua orang", nik_twice),
    DoubtKind("nik-kelamin", MEMBER, HOLDS, "Jenis kelamin berbeda dengan NIK", nik_sex),
    DoubtKind("tanggal-lahir", MEMBER, HOLDS, "Tanggal lahir yang tidak mungkin", birth_date),
    DoubtKind("pasangan", MEMBER, HOLDS, "Suami atau istri yang tidak tercatat kawin", spouse_unmarried),
    DoubtKind("nik-tanggal", MEMBER, ASKED, "Tanggal lahir di NIK berbeda dengan isian", nik_date, rule="D03"),
    DoubtKind("orang-ganda", MEMBER, ASKED, "Orang yang sama di dua tempat", person_twice),
    DoubtKind("ibu-kosong", MEMBER, ASKED, "Nama ibu kandung kosong", no_mother),
    DoubtKind("ibu-muda", MEMBER, ASKED, "Beda umur ibu dan anak terlalu kecil",
              mother_too_young),
    DoubtKind("kawin-muda", MEMBER, ASKED, "Tercatat kawin, umurnya terlalu muda", married_young),
    DoubtKind("tidak-sekolah", MEMBER, ASKED, "Usia 7–15 tahun, pendidikan “Tidak sekolah”", not_at_school),
    DoubtKind("tanpa-nik", MEMBER, ASKED, "Belum ber-NIK, umur satu tahun atau lebih", no_nik),
)
