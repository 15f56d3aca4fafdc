"""Riwayat mutasi: who left which card, when, where to, and who noted it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, defer

from sandbox.errors import NoSuchRecord
from sandbox.practice import paging
from sandbox.practice.forms.instruments import load
from sandbox.practice.forms.values import words
from sandbox.practice.models import Household, Mutation
from sandbox.practice.mutations.ways import WAYS
from sandbox.practice.paging import Paged
from sandbox.words.folding import folded

MERGED = "gabung"
TOLD = {way.kind: way.told for way in WAYS.values()} | {MERGED: "data ganda digabung"}
"""What each kind is called in a list."""


@dataclass(frozen=True, slots=True)
class MutationPage:
    lines: Sequence[Mutation]
    total: int
    page: int
    pages: int
    is_there: frozenset[int]
    """Ids of the households named in the lines that are still in the village."""


def page_of(session: Session, *, kind: str = "", name: str = "", page: int = 1) -> MutationPage:
    """One page of the village's history, newest first. An unknown kind shows everything."""
    query = select(Mutation.id).order_by(Mutation.id.desc())
    if kind in TOLD:
        query = query.where(Mutation.kind == kind)
    if folded(name):
        query = query.where(Mutation.folded.contains(folded(name), autoescape=True))
    found = paging.page_of(session, Paged(query), page)
    lines = _lines(session, [row.id for row in found.rows])
    return MutationPage(lines, found.total, found.number, found.pages, still_there(session, lines))


def of_household(session: Session, household_id: int) -> Sequence[Mutation]:
    """All that left the household or came to it from another card, newest first."""
    return session.scalars(
        select(Mutation).where(or_(Mutation.household_id == household_id, Mutation.to_household_id == household_id))
        .options(defer(Mutation.content)).order_by(Mutation.id.desc())).all()


def get(session: Session, mutation_id: int) -> Mutation:
    """Raises NoSuchRecord."""
    found = session.get(Mutation, mutation_id)
    if found is None:
        raise NoSuchRecord()
    return found


def still_there(session: Session, lines: Sequence[Mutation]) -> frozenset[int]:
    named = {id_ for line in lines for id_ in (line.household_id, line.to_household_id) if id_}
    return frozenset(session.scalars(select(Household.id).where(Household.id.in_(named)))) if named else frozenset()


def in_words(mutation: Mutation) -> list[tuple[str, str]]:
    """What the person, or the card, was when it left: label and words, in the order of the form."""
    form = load("ddk_household" if mutation.person_id is None else "ddk_member")
    values: dict[str, Any] = {**mutation.content, **mutation.content.get("answers", {})}
    fields = [field for section in form.all_sections for field in section.fields]
    return [(field.label, words(field, values[field.key])) for field in fields if values.get(field.key) not in (None, [], "")]


def _lines(session: Session, ids: Sequence[int]) -> list[Mutation]:
    rows = session.scalars(select(Mutation).where(Mutation.id.in_(ids)).options(defer(Mutation.content))
                           .order_by(Mutation.id.desc()))
    return list(rows)
