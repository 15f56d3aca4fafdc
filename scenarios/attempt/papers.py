"""Berkas: the source papers of an attempt, made from names and places of the village and shown as paper.

As data: {"kind": "family", "of": "kk", "card": {…}, "members": [{…}, …]}, the same with the kind "card" for a household that the
village has, {"kind": "notes", "of": "kk", "answers": {…}}, {"kind": "page", "of": "lembar", "sheet": "pt-usia", "cells": {…}},
{"kind": "birth", "of": "kk", "child": {…}}, {"kind": "death", "of": "kk", "on": …, "dead": {…}}, {"kind": "list", "of": "",
"lines": [{…}, …]}, and a file (scenarios/files/).
Values are as they are stored (codes, plain numbers), dates as ISO text. Every choice comes from `rng`.
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from sandbox.ledger import Defect
from sandbox.practice import nik as numbers
from sandbox.practice.forms.fields import Field
from sandbox.practice.forms.instruments import load
from sandbox.practice.households import households, members
from sandbox.practice.households.households import VillageFacts
from sandbox.practice.models import Household, Person, SheetEntry
from sandbox.practice.sheets.questions import named_cell
from scenarios.attempt import defects, sheet_cells

HEAD, WIFE, CHILD = "1", "3", "4"
"""Codes of member question 2."""
MARRIED, UNMARRIED, WIDOWED = "1", "2", "3"
"""Codes of member question 3."""
NOT_AT_SCHOOL, NOT_WORKING = "1", "37"
"""Codes of member questions 8 and 9: too young for either."""
ON_A_CARD = (*members.IDENTITY, "2", "3", "8", "9", "10", "11")
"""What a family card says of a member: relation, marital status, education, occupation, father, mother."""
FOR_SENDING = ("4", "6")
"""Religion and citizenship: who was taken out by mistake is entered again from the card, and can't be sent without them."""
SPENT = "2"
"""The question what the family spends in a month."""
YEAR = 365.2425
MOST_TRIES = 60
"""How often another name is drawn at most: a village of three names has no more to give."""


@dataclass(frozen=True, slots=True)
class Relative:
    """One line to be written: who in the family, and how many years old."""

    relation: str
    sex: str
    years: int


def family(session: Session, rng: Random, name: str, size: int) -> dict[str, Any]:
    """The card of a family that the village does not know: numbers, names and people are free."""
    village = households.village(session)
    neighbour = _any_household(session, rng)
    prefix = numbers.practice_prefix(village.district_code)
    people: list[dict[str, Any]] = []
    for relative in relatives(rng, size):
        born = village.as_of - timedelta(days=round(relative.years * YEAR) + rng.randrange(20, 340))
        people.append({
            "name": _name(session, rng, relative.sex, [line["name"] for line in people]),
            "nik": _nik(session, rng, prefix, born, relative.sex), "sex": relative.sex,
            "birth_place": _birth_place(session, rng), "birth_date": born.isoformat(), "2": relative.relation,
            "3": UNMARRIED if relative.relation == CHILD else MARRIED})
    card = {"number": _card_number(session, rng, prefix, village), "address": neighbour.address, "hamlet": neighbour.hamlet,
            "rw": neighbour.rw, "rt": neighbour.rt}
    return {"kind": "family", "of": name, "card": card, "members": people}


def notes(rng: Random, name: str, questions: Iterable[str], present: Mapping[str, Any]) -> dict[str, Any]:
    """Notes of the RT: for each question an answer that the household does not have at `present`.

    None that a rule would ask about: more comes in than is spent there (D29), and no source of water is named twice (D33).
    """
    by_key, asked = load("ddk_household").by_key, list(questions)
    spent = 0 if SPENT in asked else present.get(SPENT) or 0
    return {"kind": "notes", "of": name,
            "answers": {key: _other_answer(rng, by_key[key], {str(present.get(key)), *_named_beside(key, present)}, spent)
                        for key in asked}}


def true_card(name: str, household: Household, wrong: Sequence[Defect]) -> list[dict[str, Any]]:
    """The card of a household of the village as it truly is: its data with the ledger's truth in place of what is wrong.

    Where an answer of the household is wrong, notes of the RT say the true one.
    """
    lines = [_true_line(person, [one for one in wrong if one.person_id == person.id]) for person in household.members
             if not any(one.person_id == person.id and one.field == defects.THERE for one in wrong)]
    card = {field: getattr(household, field) for field in households.IDENTITY}
    found: list[dict[str, Any]] = [{"kind": "card", "of": name, "card": card, "members": lines}]
    asked = {one.field: one.truth for one in wrong if one.person_id is None and one.field in load("ddk_household").by_key}
    return [*found, {"kind": "notes", "of": name, "answers": asked}] if asked else found


def true_page(name: str, entry: SheetEntry, wrong: Sequence[Defect], shown: str | Sequence[str],
              today: date, *, unit: str = "", times: int = 1) -> dict[str, Any]:
    """The page of the office's book for a sheet as it is `today`. `shown`: all filled cells, the wrong ones, or these labels.

    `unit`: the one in which the figures are written there, if not the sheet's; `times`: how many make one of the sheet's.
    """
    there = sheet_cells.state(entry)
    truth = {**there, **{cell: row.truth for row in wrong if (cell := sheet_cells.cell_of(row)) and there.get(cell) == row.found}}
    if shown == "wrong":
        names = [cell for cell, value in truth.items() if there.get(cell) != value]
    else:
        names = [named_cell(entry.sheet, label).name for label in shown] if shown != "all" else list(truth)
    return {"kind": "page", "of": name, "sheet": entry.sheet, "title": entry.title, "number": entry.number, "year": entry.period,
            "per": today.isoformat(), "unit": unit, "times": times,
            "cells": {cell: truth.get(cell) for cell in names}}


def listing(given: Mapping[str, Mapping[str, Any]], names: Sequence[str]) -> dict[str, Any]:
    """A list of these households, by card number. `given`: what is known of each, by `as` name."""
    lines = [{"name": name, **{key: given[name][key] for key in ("no_kk", "head", "rt", "rw")}} for name in names]
    return {"kind": "list", "of": "", "lines": sorted(lines, key=lambda line: str(line["no_kk"]))}


def birth(session: Session, rng: Random, name: str, household: Household) -> dict[str, Any]:
    """The midwife's note of a child of the head's wife, some weeks old and without a NIK."""
    mother = next(person for person in household.members if person.answers.get("2") == WIFE)
    born = households.village(session).as_of - timedelta(days=rng.randrange(6, 50))
    sex = rng.choice("LP")
    child = {"name": _name(session, rng, sex, [person.name for person in household.members]), "nik": None, "sex": sex,
             "birth_place": _birth_place(session, rng), "birth_date": born.isoformat(), "2": CHILD, "3": UNMARRIED,
             "4": mother.answers.get("4"), "6": mother.answers.get("6"), "8": NOT_AT_SCHOOL, "9": NOT_WORKING,
             "10": household.head_name, "11": mother.name}
    return {"kind": "birth", "of": name, "child": child}


def death(session: Session, rng: Random, name: str, household: Household, wrong: Sequence[Defect]) -> list[dict[str, Any]]:
    """The note of the head's death, as the ledger has it, and the family's new card: a number of its own, the widow as head."""
    village = households.village(session)
    gone = {one.person_id for one in wrong if one.field == defects.THERE}
    dead = next(person for person in household.members if person.id in gone)
    died = village.as_of - timedelta(days=rng.randrange(15, 70))
    note = {"kind": "death", "of": name, "on": died.isoformat(), "dead": {"name": dead.name, "nik": dead.nik, "person": dead.id}}
    [card, *_] = true_card(name, household, wrong)
    prefix = numbers.practice_prefix(village.district_code)
    lines = [{**line, "2": HEAD, "3": WIDOWED} if line["2"] == WIFE else line for line in card["members"]]
    return [note, {**card, "card": {**card["card"], "number": _card_number(session, rng, prefix, village)}, "members": lines}]


def _true_line(person: Person, wrong: Sequence[Defect]) -> dict[str, Any]:
    values = members.values_of(person) | {"birth_date": person.birth_date.isoformat()} | {one.field: one.truth for one in wrong}
    needed = {key: values[key] for key in FOR_SENDING if values.get(key) is not None}
    return {key: values.get(key) for key in ON_A_CARD} | needed


def content_print(household: Household) -> str:
    """A digest of a household and its members: the same as long as nothing in them was changed."""
    content = json.dumps(households.content_of(household), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()[:16]


def relatives(rng: Random, size: int) -> Sequence[Relative]:
    """Two parents and their children: who is in a family of that size, and how old."""
    mother = rng.randrange(27, 42)
    children = sorted(rng.sample(range(1, mother - 19), size - 2), reverse=True)
    return [Relative(HEAD, "L", mother + rng.randrange(1, 7)), Relative(WIFE, "P", mother),
            *(Relative(CHILD, rng.choice("LP"), years) for years in children)]


def _any_household(session: Session, rng: Random) -> Household:
    count = session.scalar(select(func.count(Household.id))) or 0
    return session.scalars(select(Household).order_by(Household.id).offset(rng.randrange(count)).limit(1)).one()


def _any_person(session: Session, rng: Random, *sex: str) -> Person:
    wanted = select(Person).where(Person.sex.in_(sex or ("L", "P")))
    count = session.scalar(select(func.count()).select_from(wanted.subquery())) or 0
    return session.scalars(wanted.order_by(Person.id).offset(rng.randrange(count)).limit(1)).one()


def _name(session: Session, rng: Random, sex: str, taken: Sequence[str]) -> str:
    """First word of one villager, last word of another; nobody in the family, and if possible in the village, is called so."""
    for turn in range(MOST_TRIES):
        first, last = (_any_person(session, rng, sex).name.split() for _ in range(2))
        name = f"{first[0]} {last[-1]}" if first[0] != last[-1] else first[0]
        known = session.scalar(select(Person.id).where(Person.name == name).limit(1))
        if name not in taken and (known is None or turn > MOST_TRIES / 2):
            return name
    return f"{first[0]} {len(taken) + 1}"


def _birth_place(session: Session, rng: Random) -> str:
    return _any_person(session, rng).birth_place


def _nik(session: Session, rng: Random, prefix: str, born: date, sex: str) -> str:
    while True:
        nik = numbers.nik(prefix, born, sex, rng.randrange(1, 200))
        if session.scalar(select(Person.id).where(Person.nik == nik).limit(1)) is None:
            return nik


def _card_number(session: Session, rng: Random, prefix: str, village: VillageFacts) -> str:
    while True:
        number = numbers.card_number(prefix, village.as_of - timedelta(days=rng.randrange(10, 900)), rng.randrange(1, 200))
        if session.scalar(select(Household.id).where(Household.number == number).limit(1)) is None:
            return number


def _named_beside(question: str, present: Mapping[str, Any]) -> Iterator[str]:
    """What stands in the rows of a table that may not name the answer of that question again."""
    for rule in load("ddk_household").rules:
        if rule.kind == "named_once" and rule.settings["question"] == question:
            yield from (str(row.get(rule.settings["column"])) for row in present.get(rule.settings["table"]) or ())


def _other_answer(rng: Random, field: Field, there: Collection[str], least: int) -> Any:
    """An answer that is plausible, fits the field, and is none of those that are there; a sum of at least `least` rupiah."""
    while True:
        answer = _answer(rng, field, least)
        if str(answer) not in there:
            return answer


def _answer(rng: Random, field: Field, least: int) -> Any:
    if field.kind == "money":
        return rng.randrange(40, 80) * 50_000 + least // 50_000 * 50_000  # any two of these are so near that no rule asks why
    if field.kind == "integer":
        return rng.randrange(1, 9)
    code = rng.choice(field.options).code
    return [code] if field.kind == "choices" else code
