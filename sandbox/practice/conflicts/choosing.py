"""What two people left different in one part of a record's form, question by question, and the answers that are chosen.

Names of the inputs in the page, beside the typing under its own names:

    pilih-q8     which answer is taken: tersimpan, ketikan or lain, and the version that it was chosen for: lain@7
    lain-q8      another answer, typed there; of a table all its inputs: lain-pangan-0-q12
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sandbox.practice import parts
from sandbox.practice.conflicts.replaced import Base, Saver
from sandbox.practice.forms.instruments import Fields, FormField, Section, Table
from sandbox.practice.forms.reading import Typed, none_input, parse
from sandbox.practice.sheets.questions import LOOKED


class Side(StrEnum):
    """Which answer is taken."""

    STORED = "tersimpan"
    TYPED = "ketikan"
    OTHER = "lain"


@dataclass(frozen=True, slots=True)
class Clash:
    """One question or table of which the typing is another than what is stored. `alone`: it as a section of its own."""

    name: str
    label: str
    alone: Section
    typed: Typed
    stored: Typed
    saver: Saver
    """Who saved what is stored."""
    is_mine: bool
    """Whether the typing changes what the form was shown over; where that is not known, it is taken to."""
    is_theirs: bool
    """Whether what is stored was changed since then, likewise."""

    @property
    def in_both(self) -> bool:
        """Both changed it, each in another way: nobody but a person can choose."""
        return self.is_mine and self.is_theirs

    @property
    def sure(self) -> Side | None:
        """The answer that only one of the two has changed; None where both did."""
        return None if self.in_both else Side.STORED if self.is_theirs else Side.TYPED

    @property
    def pick(self) -> str:
        """Name of the input that says which answer is taken."""
        return f"{parts.PICK}{self.name}"

    @property
    def other(self) -> FormField | Table:
        """It under the names of another answer's inputs."""
        part = self.alone.parts[0]
        if isinstance(part, Table):
            return part.model_copy(update={"id": f"{parts.OTHER}{part.id}"})
        field = part.fields[0]
        return field.model_copy(update={"name": f"{parts.OTHER}{field.name}", "number": None, "required": None})

    @property
    def is_table(self) -> bool:
        return isinstance(self.alone.parts[0], Table)


def differing(part: str, typed: Typed, stored: Typed, base: Base | None, saver: Saver) -> list[Clash]:
    """Every question and table of the part that the two answer in different ways, in the order of the page.

    `base`: what was typed over, where that is known; `saver`: who saved the record last.
    """
    found = []
    for name, label, alone in _questions(part):
        mine, theirs = _own(alone, name, typed), _own(alone, name, stored)
        if _same(alone, mine, theirs):
            continue
        was = None if base is None else _own(alone, name, base.typed)
        changed = [] if base is None else [who for each, who in base.changed.items() if _owns(alone, name, each)]
        found.append(Clash(
            name, label, alone, mine, theirs, max(changed, key=lambda who: who.at, default=saver),
            is_mine=was is None or not _same(alone, mine, was), is_theirs=was is None or not _same(alone, theirs, was)))
    return found


def picked(asked: Clash, sent: Typed, version: int) -> Side | None:
    """The answer that was chosen on the page of that version; the only changed one where none was."""
    side, _, chosen_for = sent.first(asked.pick).partition("@")
    if side in list(Side) and chosen_for == str(version):
        return Side(side)
    return asked.sure


def other_answer(sent: Typed) -> Typed:
    """What was typed as another answer, under the names of the form's own inputs."""
    return Typed({name.removeprefix(parts.OTHER): texts for name, texts in sent.values.items() if name.startswith(parts.OTHER)})


def has_other(asked: Clash, sent: Typed) -> bool:
    """Whether another answer is typed there."""
    own = _own(asked.alone, asked.name, other_answer(sent))
    return any(own.answered(name) for name in own.values)


def resolved(stored: Typed, sent: Typed, sides: Sequence[tuple[Clash, Side]]) -> Typed:
    """The whole part as it is to be saved: what is stored, with the chosen answers in it."""
    values = dict(stored.values)
    others = other_answer(sent)
    for asked, side in sides:
        chosen = {Side.STORED: asked.stored, Side.TYPED: asked.typed, Side.OTHER: _own(asked.alone, asked.name, others)}[side]
        values = {name: texts for name, texts in values.items() if name not in asked.stored.values} | dict(chosen.values)
    kept = {name: sent.all(name) for name in (LOOKED, parts.REASON) if name in sent.values}
    return Typed({**values, **kept})


def _questions(part: str) -> Iterator[tuple[str, str, Section]]:
    """Name, label and section of every question and table of the part."""
    for section in parts.sections(part):
        for piece in section.parts:
            if isinstance(piece, Table):
                yield piece.id, piece.title, _alone(section, piece)
                continue
            for field in piece.fields:
                if field.name != LOOKED:  # a tick that goes along with the save, and is stored nowhere
                    yield field.name, field.label, _alone(section, Fields(kind="fields", fields=(field,)))


def _alone(section: Section, piece: Fields | Table) -> Section:
    return Section.model_construct(id=section.id, title=section.title, parts=(piece,))


def _own(alone: Section, name: str, typed: Typed) -> Typed:
    """The inputs of that question or table."""
    if isinstance(alone.parts[0], Table):
        return typed.of_section(alone)
    return Typed({each: typed.all(each) for each in (name, none_input(name)) if each in typed.values})


def _owns(alone: Section, name: str, input_name: str) -> bool:
    return input_name in _own(alone, name, Typed({input_name: ("",)})).values


def _same(alone: Section, one: Typed, two: Typed) -> bool:
    return one == two or _reading(alone, one) == _reading(alone, two)


def _reading(alone: Section, typed: Typed) -> tuple[str, Mapping[str, Any]]:
    """Its values; where it can't be read, its texts."""
    read = parse(alone, typed)
    return ("typed", {name: typed.answered(name) for name in typed.values}) if read.errors else ("read", read.values)
