"""A part of a day: its exercises, and when they are opened. What an agenda's file may say of it."""

from datetime import time
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, GetJsonSchemaHandler, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from scenarios.parts import Part, Slug
from scenarios.spoken import Text


def _on_the_clock(said: str) -> str:
    hour, minute = said.split(".")
    if int(hour) > 23 or int(minute) > 59:
        raise ValueError(f"{said} bukan jam yang ada")
    return said


ClockTime = Annotated[str, Field(pattern=r"^[0-2][0-9]\.[0-5][0-9]$"), AfterValidator(_on_the_clock)]


class Opens(Part):
    """When a block is opened: one of `at`, `after`, `when`, `by`."""

    at: ClockTime | None = Field(None, description="At this time of the day, in quotes: \"08.20\".")
    after: int | None = Field(None, gt=0, le=600, description="So many minutes after the group was opened, less its pauses.")
    when: Slug | None = Field(None, description="When enough people have finished that block, an earlier one: see `done`.")
    done: int = Field(75, ge=1, le=100, description="With `when`: how many of a hundred people who have begun anything.")
    by: Literal["hand"] | None = Field(None, description="hand: when a trainer opens it.")

    @model_validator(mode="after")
    def _one_way(self) -> "Opens":
        said = [name for name in ("at", "after", "when", "by") if getattr(self, name) is not None]
        if len(said) != 1:
            raise ValueError("tulis tepat satu: at, after, when, atau by")
        return self

    @property
    def time(self) -> time | None:
        """`at` as a time of the day."""
        if self.at is None:
            return None
        hour, minute = self.at.split(".")
        return time(int(hour), int(minute))


class Draw(Part):
    """So many of these exercises, for each person by their seat. A bare number draws of all that may be drawn there."""

    draw: int = Field(ge=0, le=9, description="How many each person gets.")
    of: tuple[Slug, ...] = Field((), description="Of which exercises; left out: of all that may be drawn there.")

    @model_validator(mode="before")
    @classmethod
    def _bare(cls, value: Any) -> Any:
        return {"draw": value} if isinstance(value, int) and not isinstance(value, bool) else value

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Editors accept the bare number too."""
        return {"anyOf": [{"type": "integer", "minimum": 0, "maximum": 9}, handler(core_schema)]}


class Exam(Part):
    """Ujian: drawn for each person, without hints, in a copy of its own."""

    opens: Opens | None = Field(None, description="When it is opened; left out: from the start.")
    known: Draw = Field(description="Drawn of the day's exercises, those in which something goes wrong.")
    new: Draw = Field(description="Drawn of `held`.")
    held: tuple[Slug, ...] = Field((), description="Exercises of kinds of fault that are held back all day.")


class DayBlock(Part):
    """Blok: exercises that belong together, and are opened together."""

    id: Slug = Field(description="Its name for `when` and for the trainers' acts.")
    title: Text = Field(description="Its heading in the panel.")
    opens: Opens | None = Field(None, description="When it is opened; left out: from the start.")
    exercises: tuple[Slug, ...] = Field((), description="Ids of exercises of the library, in their order.")
    quick: tuple[Slug, ...] = Field((), description="For whoever has finished those: offered last, no time counted for them.")
    injects: tuple[Slug, ...] = Field((), description="Ready for the trainer: each stays closed until a trainer opens it.")

    @model_validator(mode="after")
    def _has_some(self) -> "DayBlock":
        if not self.all:
            raise ValueError("blok ini kosong; sebut latihannya pada exercises")
        return self

    @property
    def all(self) -> tuple[str, ...]:
        return (*self.exercises, *self.quick, *self.injects)
