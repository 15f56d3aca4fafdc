"""Isian: one thing that is asked, on a form or in a cell of a sheet. values.py reads what is typed into it and writes its value.

Where it stands adds how it is found there: FormField (instruments.py) and Column (sheets/sheet.py).
"""

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints, model_validator
from pydantic import Field as Described

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]*$")]
Kind = Literal["text", "digits", "integer", "decimal", "money", "year", "date", "choice", "choices"]

CHOOSING: tuple[Kind, ...] = ("choice", "choices")
WHOLE: tuple[Kind, ...] = ("integer", "money", "year")
NUMBERS: tuple[Kind, ...] = (*WHOLE, "decimal")


class Strict(BaseModel):
    """Base of everything in an instrument file."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Option(Strict):
    """One line of a code list."""

    code: str
    label: str
    also: tuple[str, ...] = ()
    """Other words and short forms that people write for it in their lists."""


def _options(value: Any) -> Any:
    """The file writes a code list as `code: label`, or `code: {label: …, also: […]}`, and a list of words that are their own
    codes as such."""
    if isinstance(value, Mapping):
        return [{"code": code, **(said if isinstance(said, Mapping) else {"label": said})} for code, said in value.items()]
    return [{"code": word, "label": word} for word in value] if isinstance(value, list) else value


class Field(Strict):
    """What is asked, and what answers it."""

    label: str = Described(min_length=1, description="As on the official form.")
    kind: Kind
    options: Annotated[tuple[Option, ...], BeforeValidator(_options)] = Described(
        (), description="What there is to choose from: codes as `code: label`, or a list of words.")
    required: Literal["save", "submit"] | None = Described(
        None, description="From when on it must be answered: to be saved, or to be sent. Empty: it may stay open.")
    none_label: str | None = Described(None, description="Words of the explicit none: Tidak ada, Belum ber-NIK.")
    none_value: str | None = Described(None, description="What the explicit none is stored as, where not as nothing: RT 00.")
    help: str = Described("", description="One sentence under the field.")
    nihil: bool = Described(False, description="The words nihil and - are read as 0: there is nothing of it.")
    unit: str = Described("", description="Shown with a number: ha, Rp, pohon.")
    decimals: int = Described(2, ge=1, le=6, description="So many digits behind the comma a decimal has at most.")
    min: float = Described(0, description="The smallest number accepted.")
    max: float = Described(999_999_999_999, description="The largest number accepted.")
    max_length: int = Described(100, gt=0, description="The longest text or row of digits accepted.")
    length: int | None = Described(None, gt=0, description="The exact number of digits.")
    pad: int = Described(0, description="Zeros in front are one way of writing: 1 and 001 become 01.")

    @model_validator(mode="after")
    def _has_its_list(self) -> "Field":
        if (self.kind in CHOOSING) != bool(self.options):
            raise ValueError("options diisi pada kind choice dan choices, dan hanya di situ")
        return self

    @property
    def none(self) -> Any:
        """What the explicit none is stored as."""
        return [] if self.kind == "choices" else self.none_value

    @property
    def is_number(self) -> bool:
        return self.kind in NUMBERS

    @property
    def most_decimals(self) -> int:
        """Digits behind the comma, at most."""
        return 0 if self.kind in WHOLE else self.decimals

    @cached_property
    def labels(self) -> dict[str, str]:
        """Label by code, in the order of the list."""
        return {option.code: option.label for option in self.options}

    @cached_property
    def drawn(self) -> dict[str, str]:
        """What pages have drawn of it (views/forms/drawn.py): it goes with the form that it is of."""
        return {}

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """As pydantic's. A copy is drawn otherwise, so it begins with nothing drawn."""
        copied = super().model_copy(update=update, deep=deep)
        copied.__dict__.pop("drawn", None)
        return copied

    def label_of(self, code: Any) -> str:
        """Words for a stored code; a code that is not in the list is shown as it is."""
        return self.labels.get(str(code), str(code))
