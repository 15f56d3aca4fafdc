"""The questions of Cek kemampuan: a situation, what one may do, and what one would do who knows the way."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Literal

from pydantic import Field

from sandbox.files import yaml_files
from sandbox.files.yaml_files import YamlError
from scenarios.file.skills import skills
from scenarios.parts import Part, Slug
from scenarios.spoken import Text

FILE = Path(__file__).parent / "items.yaml"
Form = Literal["a", "b"]
START, END = "awal", "akhir"
OTHER: Mapping[str, Form] = {"a": "b", "b": "a"}


class ItemsError(YamlError):
    """The file of the questions cannot be used. One line for each problem."""

    code = "GL-CEK"


class CheckQuestion(Part):
    """One form's question of a skill."""

    asks: Text = Field(description="The situation, with the message as one would see it.")
    right: Text = Field(description="What one does who knows the way.")
    wrong: tuple[Text, ...] = Field(min_length=2, max_length=3, description="What a hurried person does.")


class CheckItem(Part):
    """The two questions of a skill: as hard as each other."""

    skill: Slug = Field(description="Which skill it asks about.")
    a: CheckQuestion = Field(description="In form a.")
    b: CheckQuestion = Field(description="In form b.")

    def of(self, form: Form) -> CheckQuestion:
        """The question of that form."""
        return self.a if form == "a" else self.b


class Items(Part):
    """The file: all questions."""

    items: tuple[CheckItem, ...] = Field(min_length=1, description="In the order in which they are asked.")


@dataclass(frozen=True, slots=True)
class CheckAsked:
    """One question as a person sees it. `right`: the place among its options, which no page tells."""

    skill: str
    text: str
    options: Sequence[str]
    right: int


def load(path: Path) -> tuple[CheckItem, ...]:
    """The questions of that file. Raises ItemsError."""
    found = yaml_files.read(path, Items, ItemsError).items
    for index, why in _problems(found):
        raise yaml_files.error_in(path, Items, ItemsError, ["items", index, "skill"], why, "Satu soal untuk satu keterampilan")
    return found


def _problems(found: Sequence[CheckItem]) -> Iterator[tuple[int, str]]:
    known = [skill.id for skill in skills()]
    for index, item in enumerate(found):
        if item.skill not in known:
            yield index, f"keterampilan {item.skill} tidak ada"
        if item.skill in [each.skill for each in found[:index]]:
            yield index, f"keterampilan {item.skill} sudah ada di atas"


@cache
def items() -> tuple[CheckItem, ...]:
    """Gladi's questions. Raises ItemsError."""
    return load(FILE)


def form_of(seat: str, end: str) -> Form:
    """The form that a seat answers at that end of the day; half of the seats begin with each. `seat`: village and role."""
    first: Form = Random(f"{seat}:cek").choice(("a", "b"))
    return first if end == START else OTHER[first]


def asked(seat: str, end: str) -> list[CheckAsked]:
    """The questions of a seat at that end of the day, each with its options in an order of this seat's own."""
    form, rng = form_of(seat, end), Random(f"{seat}:cek:{end}")
    return [_asked(item.skill, item.of(form), rng) for item in items()]


def known(seat: str, end: str, said: Mapping[str, str]) -> list[str]:
    """The skills whose question was answered rightly. `said`: the place of the chosen option, by skill."""
    return [each.skill for each in asked(seat, end) if said.get(each.skill) == str(each.right)]


def _asked(skill: str, question: CheckQuestion, rng: Random) -> CheckAsked:
    options = rng.sample([question.right, *question.wrong], 1 + len(question.wrong))
    return CheckAsked(skill, question.asks, options, options.index(question.right))
