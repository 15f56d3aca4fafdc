"""The version of what is stored: of the tables of a practice database, and of the forms that its answers are read by.

Practice databases are never migrated. Whatever was made in another version is not used: templates are built anew, copies are
renewed, archives are told and not misread. No number is kept by hand: a version is a hash of what it stands for.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, RootModel
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from sandbox.base import Practice
from sandbox.journal import Journal
from sandbox.ledger import Defect
from sandbox.practice.batches.models import Batch
from sandbox.practice.conflicts.models import PutAside
from sandbox.practice.counter.models import Visitor
from sandbox.practice.forms import instrument_files
from sandbox.practice.forms.instruments import Instrument
from sandbox.practice.handing import HandedOver
from sandbox.practice.helpdesk.models import TroubleReport
from sandbox.practice.models import OwnVillage
from sandbox.practice.occupied import Occupied
from sandbox.practice.passwords import OwnPassword
from sandbox.practice.removed import Removed
from sandbox.practice.sheets.nights import SheetNight
from sandbox.practice.sheets.sheet import SheetBook, SheetPart
from sandbox.practice.upkeep import Upkeep

KNOWN = (OwnVillage, OwnPassword, Batch, HandedOver, PutAside, Occupied, SheetNight, TroubleReport, Visitor, Upkeep, Defect,
         Removed, Journal)
"""Named here only because importing them puts the tables of their modules into the metadata."""
BESIDES = ("classification", "families", "rules")
"""Folders whose files say what is told of the answers: how they become a class, which figures must agree, and what the families
are counted into."""
LETTERS = 7
"""So many letters of a hash are kept: as a number they fit into the header of a SQLite file."""


@dataclass(frozen=True, slots=True)
class Version:
    """The version of the tables and that of the forms; each is the beginning of a hash in hexadecimal."""

    tables: str
    forms: str

    @property
    def name(self) -> str:
        """Both halves as one word, with which a template's name ends: 1f0c9a27e3b45d."""
        return f"{self.tables}{self.forms}"


class _Said(RootModel[dict[str, Any]]):
    """What such a file says. It is not put to the test: it may name a sheet that only its own folder has."""


@cache
def present() -> Version:
    """The version of this process: its tables, and the forms that it uses. Raises InstrumentError."""
    return of(instrument_files.folder())


def of(folder: Path) -> Version:
    """The version of this process's tables with the forms of that folder. Raises InstrumentError."""
    return Version(_hash("\n".join(statement for part in schema() for statement in part)), _forms(folder))


def stamp() -> int:
    """The version of the tables as a number, for the file's header."""
    return int(_hash("\n".join(statement for part in schema() for statement in part)), 16)


def files_changed() -> bool:
    """Whether the instrument files on this computer say something else by now than the forms that this process uses."""
    return _forms(instrument_files.files()) != present().forms


@cache
def schema() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What Practice.metadata.create_all would run, as text: tables first, indexes apart, because they are made after the rows."""
    dialect = sqlite.dialect()
    tables = list(Practice.metadata.sorted_tables)
    indexes = sorted((index for table in tables for index in table.indexes), key=lambda index: str(index.name))
    return (tuple(str(CreateTable(table).compile(dialect=dialect)) for table in tables),
            tuple(str(CreateIndex(index).compile(dialect=dialect)) for index in indexes))


def _forms(folder: Path) -> str:
    """A hash of what the forms of a folder say: another comment, indentation or order of keys makes no other version."""
    said = [model.model_dump(mode="json", exclude_defaults=True) for model in _models(folder)]
    return _hash(json.dumps(said, sort_keys=True))


def _models(folder: Path) -> Iterator[BaseModel]:
    for path in sorted(folder.glob("*.yaml")):
        yield instrument_files.read_model(path, Instrument)
    for name in BESIDES:
        for path in sorted((folder / name).glob("*.yaml")):
            yield instrument_files.read_model(path, _Said)
    sheets = folder / "sheets"
    for path in sorted(sheets.glob("*.yaml")):
        book = instrument_files.read_model(path, SheetBook)
        yield book
        for part in book.parts:
            yield instrument_files.read_model(sheets / path.stem / f"{part}.yaml", SheetPart)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:LETTERS]
