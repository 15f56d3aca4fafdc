"""An instrument file read strictly: whatever is wrong is told with file, line and remedy, in one line each."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from sandbox.yaml_places import has, keys_of, line_of

Model = TypeVar("Model", bound=BaseModel)

ADVICE = {
    "missing": ("belum ada", "Tambahkan kunci itu."),
    "extra_forbidden": ("tidak dikenal", "Periksa ejaannya, atau hapus."),
    "literal_error": ("tidak dikenal", "Pilih salah satu: {expected}."),
    "union_tag_invalid": ("kind “{tag}” tidak dikenal", "Pilih salah satu: {expected_tags}."),
    "union_tag_not_found": ("belum punya kind", "Tambahkan kind: fields atau kind: table."),
    "string_type": ("harus teks", "Beri tanda kutip."),
    "string_too_short": ("kosong", "Isi dengan teks."),
    "string_pattern_mismatch": ("tidak berbentuk {pattern}", "Ikuti bentuk itu: huruf kecil, angka dan tanda hubung."),
    "too_short": ("kosong", "Isi sedikitnya satu."),
    "value_error": ("{error}", "Perbaiki nilainya."),
}
"""What to say of a kind of fault, and the remedy. A kind that is not here is told in pydantic's own words."""


class InstrumentError(Exception):
    """An instrument file that cannot be used. Its text has one line for each fault: file, line, what, remedy."""


def read_model(path: Path, model: type[Model]) -> Model:
    """The file as `model`. Raises InstrumentError."""
    tree = _read_tree(path)
    try:
        return model.model_validate(_plain(tree))
    except ValidationError as error:
        faults = sorted((line_of(tree, steps(tree, fault["loc"])), _told(tree, model, fault)) for fault in _causes(error))
        raise InstrumentError("\n".join(f"{path.name}, baris {line}: {told}" for line, told in faults)) from error


def error_at(path: Path, line: int, what: str, remedy: str) -> InstrumentError:
    return InstrumentError(f"{path.name}, baris {line}: {what}. {remedy}")


def error_in(path: Path, place: Iterable[str | int], what: str, remedy: str) -> InstrumentError:
    """The error at a place of a file that was read before: ("rules", 3, "kind")."""
    tree = _read_tree(path)
    return error_at(path, line_of(tree, steps(tree, place)), what, remedy)


def _read_tree(path: Path) -> CommentedMap:
    try:
        tree = YAML(typ="rt").load(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        known = ", ".join(sorted(file.stem for file in path.parent.glob("*.yaml"))) or "tidak ada"
        raise InstrumentError(f"{path.name}: berkas tidak ada. Yang ada: {known}.") from error
    except UnicodeDecodeError as error:
        line = error.object[:error.start].count(b"\n") + 1
        raise error_at(path, line, "bukan teks UTF-8", "Simpan berkas sebagai UTF-8.") from error
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        what = str(error.problem).splitlines()[0] if error.problem else "tidak terbaca"
        raise error_at(path, line, f"bukan YAML yang benar ({what})", "Periksa spasi awal baris, titik dua dan tanda kutip.") \
            from error
    except YAMLError as error:
        what = f"bukan YAML yang benar ({str(error).splitlines()[0]})"
        raise error_at(path, 1, what, "Hapus karakter yang tidak terlihat.") from error
    if not isinstance(tree, CommentedMap):
        raise error_at(path, 1, "isinya bukan daftar kunci", "Mulai dengan id, title, source, identity dan sections.")
    return tree


def _plain(node: Any) -> Any:
    """The tree without ruamel's own types. Keys stay as they are, so that an unquoted code is noticed."""
    if isinstance(node, Mapping):
        return {key: _plain(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_plain(value) for value in node]
    if isinstance(node, bool) or node is None:
        return node
    for kind in (int, float, str):
        if isinstance(node, kind):
            return kind(node)
    return node


def _causes(error: ValidationError) -> list[Any]:
    """The faults, without those that only follow from one deeper inside: a list is empty because its one item is wrong."""
    faults = error.errors(include_url=False)
    places = [fault["loc"] for fault in faults]
    return [fault for fault in faults
            if not any(len(place) > len(fault["loc"]) and place[:len(fault["loc"])] == fault["loc"] for place in places)]


def _told(tree: CommentedMap, model: type[BaseModel], fault: Any) -> str:
    place, kind = fault["loc"], fault["type"]
    what, remedy = ADVICE.get(kind, (f"tidak dapat dipakai ({fault['msg']})", "Perbaiki nilainya."))
    if kind == "extra_forbidden":
        close = get_close_matches(str(place[-1]), sorted(keys_of(model)), 1)
        remedy = f"Maksudnya {close[0]}?" if close else remedy
    facts = fault.get("ctx", {})
    name = ".".join(str(step) for step in steps(tree, place))
    return f"{name} {what.format(**facts)}. {remedy.format(**facts)}".strip()


def steps(tree: Any, place: Iterable[str | int]) -> list[str | int]:
    """Pydantic's place as the file has it: without the tag of a kind, and with the key of a code list's line."""
    found: list[str | int] = []
    node, may_be_tag = tree, False
    for step in place:
        if may_be_tag and isinstance(node, CommentedMap) and node.get("kind") == step:
            may_be_tag = False
            continue
        may_be_tag = isinstance(step, int)
        if isinstance(node, CommentedMap) and isinstance(step, int) and step < len(node):
            step = list(node)[step]
        found.append(step)
        node = node[step] if has(node, step) else None
    return found
