"""An instrument file read strictly: whatever is wrong is told with file, line, column, field and remedy."""

from pathlib import Path
from typing import ClassVar, TypeVar

from pydantic import BaseModel

from sandbox import yaml_files
from sandbox.yaml_files import Advice, YamlError

Model = TypeVar("Model", bound=BaseModel)


class InstrumentError(YamlError):
    """An instrument file that cannot be used."""

    code = "GL-INS"
    advice: ClassVar[Advice] = {
        "string_pattern_mismatch": ("tidak berbentuk {pattern}", "Ikuti bentuk itu: huruf kecil, angka dan tanda hubung"),
        "union_tag_not_found": ("belum punya kind", "Tambahkan kind: fields atau kind: table")}


def read_model(path: Path, model: type[Model]) -> Model:
    """The file as `model`. Raises InstrumentError."""
    return yaml_files.read(path, model, InstrumentError)
