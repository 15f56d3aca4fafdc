"""Reads scenario files (strictly: see sandbox/files/yaml_files.py), and keeps the library.

A scenario's hash is that of its bytes: an attempt records it, a group pins it.
"""

import hashlib
import logging
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import ClassVar

from sqlalchemy import select

from sandbox.errors import GladiError
from sandbox.files import yaml_files
from sandbox.files.yaml_files import Advice, YamlError
from sandbox.platform.db import read
from sandbox.platform.models import Pinned
from sandbox.words.texts import lazy_gettext as _l
from scenarios.checks.kinds import CHECKS
from scenarios.faults.kinds import KINDS
from scenarios.file.schema import Scenario
from scenarios.file.skills import skills
from scenarios.planting.kinds import PLANTED
from scenarios.steps.kinds import STEPS

LIBRARY = Path(__file__).parent.parent / "library"
SCHEMA = Path(__file__).parent.parent / "scenario.schema.json"
OWN = "GLADI_SCENARIOS"
"""Environment: a folder of one's own exercises besides the library."""
MOST_OWN = 200
log = logging.getLogger("gladi.scenarios")
KIND = "scenario"
"""The kind of a scenario's rows in the platform's table of pinned content."""

FAULT_KINDS = tuple(kind.slug() for kind in KINDS)
CHECK_KEYS = tuple(check.key for check in CHECKS)
PLANTS = ", ".join(kind.slug() for kind in PLANTED)
STEP_KEYS = tuple(step.key for step in STEPS)


class ScenarioError(YamlError):
    """A scenario file that cannot be used. One line for each problem."""

    code = "GL-SCN"
    advice: ClassVar[Advice] = {
        "check": ("pemeriksaan tidak dikenal", f"Mulai dengan salah satu kunci: {', '.join(CHECK_KEYS)}"),
        "union_tag_not_found": ("belum punya kind", f"Tambahkan kind: {', '.join(FAULT_KINDS)}"),
        "step": ("langkah tidak dikenal", f"Mulai dengan salah satu kunci: {', '.join(STEP_KEYS)}"),
        "given": ("keadaan awal tidak dikenal",
                  f"Tulis pick: household atau sheet; berkas: family, notes, card, atau page; atau plant: {PLANTS}")}


class NoSuchScenario(GladiError):
    code = "GL-SCN-404"
    status = 404
    text = _l("Latihan %(id)s (%(hash)s) tidak ada di pustaka dan tidak tersimpan pada kelompok ini.")


@dataclass(frozen=True)
class Loaded:
    """A scenario and the text that it was read from."""

    scenario: Scenario
    text: str
    hash: str
    own: bool = False
    """Whether it is of one's own folder, not of the library that comes with Gladi."""


def load(path: Path) -> Loaded:
    """The scenario of that file, which takes neither id nor number from another exercise. Raises ScenarioError."""
    loaded = _load(path)
    scenario = loaded.scenario
    if path in own_files() and any(path.stem == each.stem for each in LIBRARY.rglob("*.yaml")):
        raise yaml_files.error_in(path, Scenario, ScenarioError, ["id"], f"id {scenario.id} milik pustaka", "Pilih id lain")
    for other in library().values():
        if other.scenario.number == scenario.number and other.scenario.id != scenario.id:
            raise yaml_files.error_in(
                path, Scenario, ScenarioError, ["number"], f"nomor {scenario.number} sudah dipakai {other.scenario.id}",
                f"Nomor yang bebas: \"{free_number()}\"")
    return loaded


def free_number() -> str:
    """A number that no exercise has; block 9 is nobody's but one's own."""
    taken = {each.scenario.number for each in library().values()}
    return next(number for place in range(1, 100) if (number := f"9.{place}") not in taken or place == 99)


def _load(path: Path) -> Loaded:
    """The scenario of that file alone."""
    loaded = parse(yaml_files.text_of(path, ScenarioError), path.name)
    if (found := loaded.scenario.id) != path.stem:
        raise yaml_files.error_in(path, Scenario, ScenarioError, ["id"], f"id {found} tidak sama dengan nama file",
                                  f"Tulis id: {path.stem}")
    known = [skill.id for skill in skills()]
    if (skill := loaded.scenario.skill) not in known:
        raise yaml_files.error_in(path, Scenario, ScenarioError, ["skill"], f"keterampilan {skill} tidak ada",
                                  f"Pilih salah satu: {', '.join(known)}")
    for index, why, remedy in loaded.scenario.unrepaired():
        raise yaml_files.error_in(path, Scenario, ScenarioError, ["wrong_turns", index], why, remedy)
    return loaded


def parse(text: str, name: str) -> Loaded:
    """The scenario that `text` says; `name` is the file's, for messages. Raises ScenarioError."""
    scenario = yaml_files.parse(text, name, Scenario, ScenarioError)
    return Loaded(scenario, text, hashlib.sha256(text.encode()).hexdigest())


def renamed(text: str, scenario_id: str) -> str:
    """The text of an exercise under another id, and a number that no exercise has."""
    named = re.sub(r"(?m)^id: .*$", f"id: {scenario_id}", text, count=1)
    return re.sub(r"(?m)^number: .*$", f'number: "{free_number()}"', named, count=1)


def files() -> list[Path]:
    """The files of the library, in the folders of their blocks, and those of one's own folder."""
    return [*sorted(LIBRARY.rglob("*.yaml")), *own_files()]


def meant(named: str) -> list[Path]:
    """The files that a person means by it: that file, those in that folder; else those of the library with this id or
    number, or in this block's folder. A file that is not there comes back all the same: load() names those that are.
    """
    path = Path(named)
    if named and path.is_dir():
        return sorted(path.rglob("*.yaml")) or [path]
    if path.suffix == ".yaml" or path.is_file():
        return [path]
    numbered = {each.scenario.number: name for name, each in library().items()}
    return [each for each in files() if each.stem == numbered.get(named, named) or each.parent.name == named]


def own_files() -> list[Path]:
    """The files of the folder that GLADI_SCENARIOS names: plain files that lie in it, and no more than MOST_OWN."""
    folder = os.environ.get(OWN)
    found = Path(folder).glob("*.yaml") if folder else ()
    return sorted(path for path in found if path.is_file() and not path.is_symlink())[:MOST_OWN]


def library() -> Mapping[str, Loaded]:
    """Every scenario of the library and of one's own folder by its id, by number. Raises ScenarioError for Gladi's own files.

    What was put into one's own folder, or changed there, is seen at once.
    """
    return _library(tuple((path, path.stat().st_mtime_ns) for path in own_files()))


@lru_cache(maxsize=1)
def _library(own: tuple[tuple[Path, int], ...]) -> Mapping[str, Loaded]:
    """The same, with those files of one's own as they were written at these moments."""
    found = list(_of_gladi())
    found += _own([path for path, _ in own], found)
    by_number = sorted(found, key=lambda each: [int(part) for part in each.scenario.number.split(".")])
    return {each.scenario.id: each for each in by_number}


@cache
def _of_gladi() -> Sequence[Loaded]:
    return [_load(path) for path in sorted(LIBRARY.rglob("*.yaml"))]


def _own(paths: Sequence[Path], library: Sequence[Loaded]) -> Iterator[Loaded]:
    """Those of one's own folder that can be used. Another one stops nobody: `gladi scenario check` tells what it lacks."""
    taken = {name for each in library for name in (each.scenario.id, each.scenario.number)}
    for path in paths:
        try:
            loaded = _load(path)
        except ScenarioError as error:
            log.warning("GL-SCN an exercise of %s is left out: %s", OWN, error)
            continue
        names = {loaded.scenario.id, loaded.scenario.number}
        if names & taken:
            log.warning("GL-SCN an exercise of %s is left out: %s is another's", OWN, ", ".join(sorted(names & taken)))
        else:
            taken |= names
            yield replace(loaded, own=True)


@cache
def pinned(scenario_id: str, content_hash: str) -> Scenario:
    """The scenario as it was when a group was opened. Raises NoSuchScenario.

    Asked at every deed; what has that hash never changes.
    """
    here = library().get(scenario_id)
    if here is not None and here.hash == content_hash:
        return here.scenario
    return _from_platform(scenario_id, content_hash)


def _from_platform(scenario_id: str, content_hash: str) -> Scenario:
    with read() as session:
        content = session.scalar(select(Pinned.content).where(Pinned.hash == content_hash, Pinned.kind == KIND))
    if content is None:
        raise NoSuchScenario(id=scenario_id, hash=content_hash[:8])
    return parse(content, f"{scenario_id}.yaml").scenario
