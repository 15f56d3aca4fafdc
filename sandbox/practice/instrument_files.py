"""An instrument file read strictly: whatever is wrong is told with file, line and remedy, in one line each."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError, YAMLError

Model = TypeVar("Model", bound=BaseModel)

REMEDIES = {
    "missing": "Tambahkan kunci itu.",
    "extra_forbidden": "Periksa ejaannya, atau hapus.",
    "union_tag_not_found": "Tambahkan kind: fields atau kind: table.",
    "string_type": "Tulis sebagai teks; angka diberi tanda kutip.",
    "string_pattern_mismatch": "Ikuti bentuk yang diminta di sandbox/practice/instruments.py.",
}
WORDS = {
    "missing": "belum ada",
    "extra_forbidden": "tidak dikenal",
    "union_tag_not_found": "jenis bagian (kind) belum ada",
    "string_type": "harus teks",
}


class InstrumentError(Exception):
    """An instrument file that cannot be used. Its text has one line for each fault: file, line, what, remedy."""


def read_model(path: Path, model: type[Model]) -> Model:
    """The file as `model`. Raises InstrumentError."""
    tree = _read_tree(path)
    try:
        return model.model_validate(_plain(tree))
    except ValidationError as error:
        faults = [_fault(path, tree, model, fault) for fault in error.errors(include_url=False)]
        raise InstrumentError("\n".join(faults)) from error


def error_at(path: Path, line: int, what: str, remedy: str) -> InstrumentError:
    return InstrumentError(f"{path.name}, baris {line}: {what}. {remedy}")


def error_in(path: Path, place: Iterable[str | int], what: str, remedy: str) -> InstrumentError:
    """The error at a place of a file that was read before: ("rules", 3, "kind")."""
    return error_at(path, line_of(_read_tree(path), place), what, remedy)


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


def _fault(path: Path, tree: CommentedMap, model: type[BaseModel], fault: Any) -> str:
    place, kind = fault["loc"], fault["type"]
    key = str(place[-1]) if place else ""
    what = WORDS.get(kind) or _message(fault)
    remedy = REMEDIES.get(kind) or "Perbaiki nilainya."
    if kind == "literal_error":
        remedy = f"Pilih salah satu: {fault['ctx']['expected']}."
    if kind == "extra_forbidden":
        close = get_close_matches(key, _keys(model), 1)
        remedy = f"Maksudnya {close[0]}?" if close else remedy
    return f"{path.name}, baris {line_of(tree, place)}: {_dotted(place)} {what}. {remedy}"


def _message(fault: Any) -> str:
    return str(fault["msg"]).removeprefix("Value error, ").rstrip(".")


def _dotted(place: Iterable[str | int]) -> str:
    return ".".join(str(step) for step in place if step not in ("fields[", ""))


def _keys(model: type[BaseModel]) -> set[str]:
    """Every key that any model reachable from `model` knows."""
    found: set[str] = set()
    seen: set[Any] = set()
    todo: list[Any] = [model]
    while todo:
        kind = todo.pop()
        if kind in seen:
            continue
        seen.add(kind)
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            for name, info in kind.model_fields.items():
                found.add(info.alias or name)
                todo.append(info.annotation)
        todo.extend(getattr(kind, "__args__", ()))
    return found


def line_of(tree: Any, place: Iterable[str | int]) -> int:
    """Line of the deepest place that the file has. Steps that are not in the file (a union's tag) are skipped."""
    line, node = 1, tree
    for step in place:
        if isinstance(node, CommentedMap):
            keys = list(node)
            key = keys[step] if isinstance(step, int) and step not in node and step < len(keys) else step
            if key not in node:
                continue
            position, node = node.lc.key(key), node[key]
        elif isinstance(node, CommentedSeq) and isinstance(step, int) and step < len(node):
            position, node = node.lc.item(step), node[step]
        else:
            break
        line = position[0] + 1 if position else line
    return line
