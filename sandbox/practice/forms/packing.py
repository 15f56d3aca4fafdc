"""Answers as they are stored: short, and still JSON that any tool reads.

Most questions of the official forms are answered "none" (nobody begs, nobody was robbed), so a none is what is left out. What
is not answered yet is listed under "open":

    in Python {"1": 2350000, "8": "496", "13": [], "lahan": []}, where "9" is missing: not answered
    stored    {"1": 2350000, "8": "496", "open": ["9"]}
"""

from collections.abc import Collection, Iterable, Mapping
from functools import cache
from typing import Annotated, Any

from sqlalchemy import JSON, Dialect
from sqlalchemy.orm import mapped_column
from sqlalchemy.types import TypeDecorator, TypeEngine

from sandbox.practice.forms.instruments import FormField, load

OPEN = "open"


@cache
def nones(form: str) -> dict[str, Any]:
    """The explicit none of every key of that form: [] for several choices and for a table, None for anything else."""
    sections = load(form).sections
    found: dict[str, Any] = {table.id: [] for section in sections for table in section.tables}
    return {field.key: field.none for section in sections for field in section.fields} | found


def packed(form: str, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Answers by key as they are stored. Raises KeyError for one that the form does not ask."""
    known = nones(form)
    stored = {key: value for key, value in answers.items() if value != known[key]}
    if missing := [key for key in known if key not in answers]:
        stored[OPEN] = missing
    return stored


def unpacked(form: str, stored: Mapping[str, Any]) -> dict[str, Any]:
    """Stored answers by key, in the order of the form."""
    missing = set(stored.get(OPEN, ()))
    return {key: stored.get(key, [] if none == [] else None) for key, none in nones(form).items() if key not in missing}


def open_keys(form: str, most: int, named: Collection[str] = ()) -> tuple[str, ...]:
    """Keys of the form that somebody leaves open who answers the questions 1 to `most`, and those `named` by a word."""
    sections = load(form).sections

    def is_open(key: str, fields: Iterable[FormField]) -> bool:
        return key not in named and any(field.number is None or int(field.number) > most for field in fields)

    return (*(field.key for section in sections for field in section.fields if is_open(field.key, (field,))),
            *(table.id for section in sections for table in section.tables if is_open(table.id, table.fields)))


class PackedAnswers(TypeDecorator[dict[str, Any]]):
    """A column of answers of one form."""

    impl = JSON
    cache_ok = True

    def __init__(self, form: str) -> None:
        super().__init__()
        self.form = form

    def coerce_compared_value(self, op: Any, value: Any) -> TypeEngine[Any]:
        return self.impl_instance.coerce_compared_value(op, value)  # a path into it, answers["4"], is no answers

    def process_bind_param(self, value: Mapping[str, Any] | None, dialect: Dialect) -> dict[str, Any] | None:
        return None if value is None else packed(self.form, value)

    def process_result_value(self, value: Mapping[str, Any] | None, dialect: Dialect) -> dict[str, Any] | None:
        return None if value is None else unpacked(self.form, value)


HouseholdAnswers = Annotated[dict[str, Any], mapped_column(PackedAnswers("ddk_household"))]
MemberAnswers = Annotated[dict[str, Any], mapped_column(PackedAnswers("ddk_member"))]
