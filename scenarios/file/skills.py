"""The skills that the exercises train: what each is called, what it asks before it, and which a certificate needs.

They stand in scenarios/skills.yaml, in the order in which people read them. How far somebody is in one: results/mastery.py.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from pydantic import Field

from sandbox.files import yaml_files
from sandbox.files.yaml_files import YamlError
from scenarios.parts import Part, Slug
from scenarios.spoken import Text

FILE = Path(__file__).parent.parent / "skills.yaml"


class SkillsError(YamlError):
    """The file of the skills cannot be used. One line for each problem."""

    code = "GL-SKL"


class Skill(Part):
    """Keterampilan: something that people can do afterwards."""

    id: Slug = Field(description="Its name in exercises and results.")
    title: Text = Field(description="What panel, board and reports call it.")
    says: Text = Field(description="In one sentence what one can do then.")
    needs: tuple[Slug, ...] = Field((), description="Skills that are to come before it.")
    certificate: bool = Field(False, description="Whether a certificate needs it.")


class Skills(Part):
    """The file: all skills."""

    skills: tuple[Skill, ...] = Field(min_length=1, description="In the order in which people read them.")


def load(path: Path) -> tuple[Skill, ...]:
    """The skills of that file. Raises SkillsError."""
    found = yaml_files.read(path, Skills, SkillsError).skills
    for place, why, remedy in _problems(found):
        raise yaml_files.error_in(path, Skills, SkillsError, ["skills", *place], why, remedy)
    return found


@cache
def skills() -> tuple[Skill, ...]:
    """Gladi's skills. Raises SkillsError."""
    return load(FILE)


def _problems(found: tuple[Skill, ...]) -> Iterator[tuple[list[str | int], str, str]]:
    """What is wrong between the skills: place, why, remedy."""
    known = [skill.id for skill in found]
    for index, skill in enumerate(found):
        if skill.id in known[:index]:
            yield [index, "id"], f"keterampilan {skill.id} sudah ada di atas", "Hapus salah satunya"
        for number, name in enumerate(skill.needs):
            if name not in known:
                yield [index, "needs", number], f"keterampilan {name} tidak ada", f"Pilih salah satu: {', '.join(known)}"
            elif skill.id in _before(name, found):
                yield ([index, "needs", number], f"{skill.id} dan {name} saling menunggu",
                       "Hapus salah satu prasyarat, supaya ada yang bisa dilatih lebih dulu")


def _before(name: str, found: tuple[Skill, ...]) -> set[str]:
    """That skill and all that come before it, directly or not."""
    needs = {skill.id: skill.needs for skill in found}
    seen: set[str] = set()
    waiting = [name]
    while waiting:
        here = waiting.pop()
        if here not in seen:
            seen.add(here)
            waiting += needs.get(here, ())
    return seen
