"""The instrument files: where they are, and how one is read strictly.

A server goes on with the forms that its open group was opened with, though the files have changed since: it then reads them
from the folder where they were laid out (see server/forms.py). Its worker processes and builders inherit that by environment.
"""

import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import ClassVar, TypeVar

from pydantic import BaseModel

from sandbox.files import yaml_files
from sandbox.files.yaml_files import Advice, YamlError

Model = TypeVar("Model", bound=BaseModel)

FILES = "GLADI_INSTRUMENTS"
"""Environment: another folder of instrument files than Gladi's own."""
IN_USE = "GLADI_INSTRUMENTS_IN_USE"
"""Environment: the folder of the forms that were pinned with the open group. Set by `use` only."""


class InstrumentError(YamlError):
    """An instrument file that cannot be used."""

    code = "GL-INS"
    advice: ClassVar[Advice] = {
        "string_pattern_mismatch": ("tidak berbentuk {pattern}", "Ikuti bentuk itu: huruf kecil, angka dan tanda hubung"),
        "union_tag_not_found": ("belum punya kind", "Tambahkan kind: fields atau kind: table")}


def read_model(path: Path, model: type[Model]) -> Model:
    """The file as `model`. Raises InstrumentError."""
    read: Model = _read(yaml_files.text_of(path, InstrumentError), path.name, model)
    return read


@cache
def _read(text: str, name: str, model: type[Model]) -> Model:
    """The text as `model`. Reading all files takes a second, so the same text is read once a process, whoever asks."""
    return yaml_files.parse(text, name, model, InstrumentError)


def files() -> Path:
    """The folder of the files as they stand on this computer."""
    return Path(os.environ.get(FILES) or Path(__file__).parent.parent / "instruments")


def folder() -> Path:
    """The folder that this process reads its forms from."""
    return Path(os.environ.get(IN_USE) or files())


def use(pinned: Path) -> None:
    """Let this process and its children read their forms from that folder. To be called before the first form is read."""
    os.environ[IN_USE] = str(pinned)


def texts(of: Path) -> dict[str, str]:
    """The text of every instrument file of a folder, by its path below that folder."""
    return {path.relative_to(of).as_posix(): path.read_text(encoding="utf-8") for path in sorted(of.rglob("*.yaml"))}


def lay_out(files_by_path: Mapping[str, str], target: Path) -> None:
    """Write what `texts` returned as files below `target`. A file that is there already and says the same is not touched."""
    for name, text in files_by_path.items():
        path = target / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
