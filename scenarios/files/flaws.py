"""What is wrong in a file that is to be imported. The practice system's own check finds it; a flaw only puts it there."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from random import Random
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, NamedTuple, Union, get_args

from pydantic import Field

from scenarios.parts import Part

FILE_KIND = "file"
"""What checks and steps call such a file, beside household and sheet."""
BLOOD, NOBODY_KNOWS = "5", "4"
"""The member question, and its code for a group that nobody knows."""
UNKNOWN_BLOOD = "Tdk Th"
"""How another system writes that code."""
Line = Mapping[str, Any]
KEPT_BY_EXCEL = 10
"""Of a number of sixteen digits Excel keeps all but the last one."""


class Spoiled(NamedTuple):
    """One cell that holds something else than what is true: whose row, counted from 1, which field, and what stands there."""

    place: int
    key: str
    value: str | int


class FileFlaw(Part):
    """Base of what can be wrong in a file. The fields of a kind are its YAML; its docstring is its line in the author's guide."""

    is_told: ClassVar[bool] = False
    """Whether the papers have to say what is true, since nothing else does."""
    is_old: ClassVar[bool] = False
    """Whether the whole file is one of another version."""

    @classmethod
    def slug(cls) -> str:
        """The kind as a file names it."""
        return str(get_args(cls.model_fields["kind"].annotation)[0])

    def cells(self, rng: Random, lines: Sequence[Line]) -> Iterator[Spoiled]:
        """The cells that it spoils, one a person at most. The default spoils none."""
        yield from ()


class BadRows(FileFlaw):
    """So many people whose row does not fit: a NIK of 15 digits, a word that is in no list, a day that isn't, in turn."""

    is_told: ClassVar[bool] = True

    kind: Literal["bad_rows"]
    rows: int = Field(7, ge=1, le=20, description="How many people's.")

    def cells(self, rng: Random, lines: Sequence[Line]) -> Iterator[Spoiled]:
        places = sorted(rng.sample(range(1, len(lines) + 1), min(self.rows, len(lines))))
        for turn, place in enumerate(places):
            line = lines[place - 1]
            born = date.fromisoformat(line["birth_date"])
            yield (Spoiled(place, "nik", line["nik"][:-1]), Spoiled(place, BLOOD, UNKNOWN_BLOOD),
                   Spoiled(place, "birth_date", f"31-02-{born.year}"))[turn % 3]


class RoundedNik(FileFlaw):
    """Excel took every NIK for a number: its last digit is gone, not hidden. Needs `source: true`."""

    kind: Literal["rounded_nik"]

    def cells(self, rng: Random, lines: Sequence[Line]) -> Iterator[Spoiled]:
        for place, line in enumerate(lines, start=1):
            yield Spoiled(place, "nik", int(line["nik"]) // KEPT_BY_EXCEL * KEPT_BY_EXCEL)


class OldTemplate(FileFlaw):
    """The file is an older template's: the check refuses it whole, and its rows have to be carried over into today's."""

    is_old: ClassVar[bool] = True

    kind: Literal["old_template"]


class DateFormat(FileFlaw):
    """Every birth date is written month/day/year, as another computer's Excel does it; the NIK tells which is the day."""

    kind: Literal["date_format"]

    def cells(self, rng: Random, lines: Sequence[Line]) -> Iterator[Spoiled]:
        for place, line in enumerate(lines, start=1):
            yield Spoiled(place, "birth_date", f"{date.fromisoformat(line['birth_date']):%m/%d/%Y}")


FLAWS: tuple[type[FileFlaw], ...] = (BadRows, RoundedNik, OldTemplate, DateFormat)

if TYPE_CHECKING:
    AnyFlaw = FileFlaw
else:
    AnyFlaw = Annotated[Union[FLAWS], Field(discriminator="kind")]  # noqa: UP007 (made from the registry)
