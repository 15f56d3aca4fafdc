"""The starting state of an exercise, made for each trainee from the trainee's own seed."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag, model_validator

from sandbox.ledger import FamilyDefect, SheetDefect
from sandbox.practice.forms.fields import Kind
from sandbox.practice.forms.instruments import load
from sandbox.practice.sheets.questions import section_of
from scenarios.file.cells import unknown_cells
from scenarios.files.flaws import AnyFlaw, RoundedNik
from scenarios.parts import Count, Part, Slug, listed
from scenarios.planting.base import Plant
from scenarios.planting.kinds import AnyPlanted

DRAWN: frozenset[Kind] = frozenset({"money", "choice", "choices", "integer"})
"""Kinds of questions for which notes can be made."""


class Where(Part):
    """Which households may be picked."""

    members: Count = Field(default=Count(), description="How many members it has.")
    sendable: bool = Field(default=False, description="It is complete and fits every rule, so it can be sent at once.")
    mother: bool = Field(default=False, description="A wife of 18 to 45 years lives in it: a child may have been born.")
    defect: FamilyDefect | None = Field(default=None, description="What is wrong in it, by the ledger. Left out: nothing.")


class Pick(Part):
    """One of the village's households that was never sent and was in no earlier attempt."""

    pick: Literal["household"]
    name: Slug = Field(alias="as", description="Its name in this file.")
    where: Where = Field(Where(), description="Which ones may be picked.")

    @property
    def notes(self) -> tuple[str, ...]:
        return ()


class WhereSheet(Part):
    """Which sheets may be picked."""

    sendable: bool = Field(default=False, description="It is complete and agrees with the others, so it can be sent at once.")
    above_zero: tuple[str, ...] = Field(default=(), description="These cells, by their labels, hold numbers above 0.")
    column: str = Field(default="", description="Some cell of the column with this label holds a number above 0.")
    defect: SheetDefect | None = Field(default=None, description="What is wrong in it, by the ledger. Left out: nothing.")
    blank: bool = Field(default=False, description="It is emptied: nothing is filled in yet, at every go.")


class PickSheet(Part):
    """One of this year's sheets; one that is not filled yet is, with last year's figures."""

    pick: Literal["sheet"]
    name: Slug = Field(alias="as", description="Its name in this file.")
    sheet: Annotated[tuple[str, ...], BeforeValidator(listed, json_schema_input_type=str | tuple[str, ...])] = Field(
        (), description="Id of the sheet, or a list of which each seat has one. Left out: any, with where.defect.")
    where: WhereSheet = Field(WhereSheet(), description="Which ones may be picked.")

    @model_validator(mode="after")
    def _fits(self) -> "PickSheet":
        for sheet_id in self.sheet:
            if section_of(sheet_id) is None:
                raise ValueError(f"lembar {sheet_id} tidak ada")
        for why in unknown_cells(self.sheet, self.where.above_zero):
            raise ValueError(why)
        if not self.sheet and self.where.defect is None:
            raise ValueError("sebut lembarnya: sheet: pt-usia, atau cacatnya: where: {defect: …}")
        if self.where.blank and not self.sheet:
            raise ValueError("blank perlu lembarnya; tambahkan sheet: pt-usia")
        if self.where.defect == "jumlah-dibulatkan":
            raise ValueError("jumlah-dibulatkan ada di sel yang dihitung, jadi tidak ada yang bisa dibetulkan peserta")
        return self


class NewFamily(Part):
    """Berkas: the card of a family that the village does not know yet, to be entered; with notes of the RT if wanted."""

    berkas: Literal["family"]
    name: Slug = Field(alias="as", description="Its name in this file.")
    members: Count = Field(Count(min=4, max=4), description="How many people; 2 to 6.")
    notes: tuple[str, ...] = Field((), description="Numbers of household questions that the RT's notes answer: 1, 8 …")

    @model_validator(mode="after")
    def _fits(self) -> "NewFamily":
        if self.members.min < 2 or (self.members.max or 99) > 6:
            raise ValueError("members paling sedikit 2 dan paling banyak 6")
        _known(self.notes)
        return self


class Notes(Part):
    """Berkas: notes of the RT with answers that a picked household does not have yet, to be entered."""

    berkas: Literal["notes"]
    of: Slug = Field(description="The picked household.")
    notes: tuple[str, ...] = Field(min_length=1, description="Numbers of household questions: 1, 8 …")

    @model_validator(mode="after")
    def _fits(self) -> "Notes":
        _known(self.notes)
        return self


class TrueCard(Part):
    """Berkas: a picked household's family card as it truly is, with notes of the RT where an answer is wrong."""

    berkas: Literal["card"]
    of: Slug = Field(description="The picked household.")

    @property
    def notes(self) -> tuple[str, ...]:
        return ()


class TruePage(Part):
    """Berkas: the page of the office's book for a picked sheet: what its figures truly are."""

    berkas: Literal["page"]
    of: Slug = Field(description="The picked sheet.")
    cells: Literal["all", "wrong"] | tuple[str, ...] = Field(
        "all", description="Which cells it shows: all that are filled, those that are wrong, or these labels.")
    unit: str = Field("", max_length=20, description="Whoever wrote it down counted in this unit: kuintal.")
    times: int = Field(1, ge=1, le=1000, description="With `unit`: how many of it make one of the sheet's: 10.")

    @property
    def notes(self) -> tuple[str, ...]:
        return ()

    def misfits(self, sheet_ids: tuple[str, ...]) -> Iterator[str]:
        """Labels that one of those sheets has not, in sentences."""
        yield from unknown_cells(sheet_ids, () if isinstance(self.cells, str) else self.cells)


class Listing(Part):
    """Berkas: a list of picked households, by card number, so that their order tells nothing."""

    berkas: Literal["list"]
    of: tuple[Slug, ...] = Field(min_length=2, max_length=12, description="The picked households.")

    @property
    def notes(self) -> tuple[str, ...]:
        return ()


class BirthNote(Part):
    """Berkas: the midwife's note of a child that was born into a picked household and has no NIK yet."""

    berkas: Literal["birth"]
    of: Slug = Field(description="The picked household; with `where: {mother: true}`.")

    @property
    def notes(self) -> tuple[str, ...]:
        return ()


class DeathNote(Part):
    """Berkas: the note of the death of the head of a picked household, and its new card with the widow as head."""

    berkas: Literal["death"]
    of: Slug = Field(description="The picked household; with `where: {defect: kepala-meninggal}`.")

    @property
    def notes(self) -> tuple[str, ...]:
        return ()


class PeopleFile(Part):
    """Berkas: an Excel file of families that the village does not know, to be taken home, put right and imported."""

    berkas: Literal["file"]
    name: Slug = Field(alias="as", description="Its name in this file.")
    people: int = Field(24, ge=6, le=60, description="How many people stand in it.")
    flaws: tuple[AnyFlaw, ...] = Field((), description="What is wrong in it.")
    source: bool = Field(False, description="The file that it was made from is there, too, with nothing wrong in it.")

    @property
    def notes(self) -> tuple[str, ...]:
        return ()

    @model_validator(mode="after")
    def _fits(self) -> "PeopleFile":
        if any(isinstance(flaw, RoundedNik) for flaw in self.flaws) and not self.source:
            raise ValueError("angka yang hilang tidak bisa dikembalikan tanpa file asalnya; tambahkan source: true")
        return self


GIVEN: dict[str, type[Part]] = {
    "pick": Pick, "sheet": PickSheet, "family": NewFamily, "notes": Notes, "card": TrueCard, "page": TruePage, "list": Listing,
    "birth": BirthNote, "death": DeathNote, "file": PeopleFile}


def _key(value: object) -> str | None:
    """Tells which model an entry of `given` is: 'pick', 'plant', or its kind of berkas; None if it is none."""
    if isinstance(value, Plant) or (isinstance(value, dict) and "plant" in value):
        return "plant"
    if isinstance(value, Part):
        return next((key for key, model in GIVEN.items() if type(value) is model), None)
    if not isinstance(value, dict):
        return None
    if "pick" in value:
        return "sheet" if value["pick"] == "sheet" else "pick"
    return value.get("berkas")


Given = Annotated[
    Annotated[Pick, Tag("pick")] | Annotated[PickSheet, Tag("sheet")] | Annotated[NewFamily, Tag("family")]
    | Annotated[Notes, Tag("notes")] | Annotated[TrueCard, Tag("card")] | Annotated[TruePage, Tag("page")]
    | Annotated[Listing, Tag("list")] | Annotated[BirthNote, Tag("birth")] | Annotated[DeathNote, Tag("death")]
    | Annotated[PeopleFile, Tag("file")]
    | Annotated[AnyPlanted, Tag("plant")],
    Discriminator(_key, custom_error_type="given", custom_error_message="keadaan awal tidak dikenal")]


def _known(numbers: tuple[str, ...]) -> None:
    fields = {field.key: field for section in load("ddk_household").sections for field in section.fields}
    wrong = [number for number in numbers if number not in fields or fields[number].kind not in DRAWN]
    if wrong:
        raise ValueError(f"notes: pertanyaan {', '.join(wrong)} tidak ada, ada di tabel, atau bukan angka atau pilihan")
