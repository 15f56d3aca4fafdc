"""Reads scenario files strictly: whatever is wrong is told with file, line, field and remedy. And keeps the library.

A scenario's hash is that of its bytes: an attempt records it, a group pins it.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

from flask_babel import lazy_gettext as _l
from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent, CollectionEndEvent, CollectionStartEvent
from sqlalchemy import select

from sandbox.errors import GladiError
from sandbox.platform.db import read
from sandbox.platform.models import Pinned
from sandbox.yaml_places import has, keys_of, line_of
from scenarios.checks.kinds import CHECKS
from scenarios.faults.kinds import KINDS
from scenarios.file.given import GIVEN
from scenarios.file.schema import Scenario
from scenarios.steps.kinds import STEPS

LIBRARY = Path(__file__).parent.parent / "library"
SCHEMA = Path(__file__).parent.parent / "scenario.schema.json"
LARGEST = 256 << 10
"""Bytes of a file. The library's have 4,000; a reader of YAML needs seconds and megabytes for what is far larger."""
DEEPEST = 30
"""Collections inside one another. A check within a check of a goal is the seventh."""
MOST_ALIASES = 50
KIND = "scenario"
"""Of the rows in the platform's table of pinned content."""

FAULT_KINDS = tuple(kind.slug() for kind in KINDS)
CHECK_KEYS = tuple(check.key for check in CHECKS)
STEP_KEYS = tuple(step.key for step in STEPS)
TAGS = {*FAULT_KINDS, *CHECK_KEYS, *STEP_KEYS, *GIVEN}
"""What pydantic writes into a place of the file though it stands nowhere there."""

ADVICE = {
    "missing": ("belum ada", "Tambahkan kunci itu."),
    "extra_forbidden": ("tidak dikenal", "Periksa ejaannya, atau hapus."),
    "literal_error": ("tidak dikenal", "Pilih salah satu: {expected}."),
    "enum": ("tidak dikenal", "Pilih salah satu: {expected}."),
    "union_tag_invalid": ("tidak dikenal", "Pilih salah satu: {expected_tags}."),
    "union_tag_not_found": ("belum punya kind", f"Tambahkan kind: {', '.join(FAULT_KINDS)}."),
    "check": ("pemeriksaan tidak dikenal", f"Mulai dengan salah satu kunci: {', '.join(CHECK_KEYS)}."),
    "step": ("langkah tidak dikenal", f"Mulai dengan salah satu kunci: {', '.join(STEP_KEYS)}."),
    "given": ("keadaan awal tidak dikenal", "Tulis pick: household, atau berkas: family, notes, atau card."),
    "string_type": ("harus teks", "Beri tanda kutip."),
    "string_too_short": ("kosong", "Isi dengan teks."),
    "int_parsing": ("harus bilangan bulat", "Tulis angka tanpa tanda kutip."),
    "int_type": ("harus bilangan bulat", "Tulis angka tanpa tanda kutip."),
    "int_from_float": ("harus bilangan bulat", "Tulis angka tanpa koma."),
    "finite_number": ("terlalu besar", "Tulis angka biasa."),
    "float_parsing": ("harus angka", "Tulis angka tanpa tanda kutip."),
    "float_type": ("harus angka", "Tulis angka tanpa tanda kutip."),
    "bool_parsing": ("harus true atau false", "Tulis salah satunya."),
    "bool_type": ("harus true atau false", "Tulis salah satunya."),
    "greater_than": ("terlalu kecil", "Seharusnya di atas {gt}."),
    "greater_than_equal": ("terlalu kecil", "Seharusnya {ge} atau lebih."),
    "less_than": ("terlalu besar", "Seharusnya di bawah {lt}."),
    "less_than_equal": ("terlalu besar", "Seharusnya {le} atau kurang."),
    "list_type": ("harus daftar", "Tulis tiap isi di baris sendiri, diawali tanda hubung."),
    "tuple_type": ("harus daftar", "Tulis tiap isi di baris sendiri, diawali tanda hubung."),
    "dict_type": ("harus kunci dan nilai", "Tulis sebagai kunci: nilai."),
    "model_type": ("harus kunci dan nilai", "Tulis sebagai kunci: nilai."),
    "string_pattern_mismatch": ("tidak berbentuk {pattern}", "Ikuti bentuk itu."),
    "too_short": ("kosong", "Isi sedikitnya satu."),
    "value_error": ("{error}", "Perbaiki di berkas itu."),
}
"""What to say of a kind of fault, and the remedy. A kind that is not here is told in pydantic's own words."""


class ScenarioError(GladiError):
    """A scenario file that cannot be used. One line for each fault: file, line, field, what, remedy."""

    code = "GL-SCN"
    text = "%(faults)s"


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


def load(path: Path) -> Loaded:
    """The scenario of that file. Raises ScenarioError."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
        if len(content) > LARGEST:
            raise _at(path.name, 1, f"lebih dari {LARGEST >> 10} KB", "Satu latihan adalah satu berkas pendek.")
        text = content.decode("utf-8")
    except FileNotFoundError as error:
        known = ", ".join(_files(path.parent)) or "tidak ada"
        raise ScenarioError(faults=f"{path.name}: berkas tidak ada. Yang ada: {known}.") from error
    except OSError as error:  # a folder, or a file that may not be read
        raise _at(path.name, 1, f"tidak dapat dibaca ({_why(error)})", "Pilih berkas YAML yang boleh dibaca.") from error
    except UnicodeDecodeError as error:
        line = error.object[:error.start].count(b"\n") + 1
        raise _at(path.name, line, "bukan teks UTF-8", "Simpan berkas sebagai UTF-8.") from error
    loaded = parse(text, path.name)
    if loaded.scenario.id != path.stem:
        raise _at(path.name, 1, f"id {loaded.scenario.id} tidak sama dengan nama berkas", f"Tulis id: {path.stem}.")
    return loaded


def parse(text: str, name: str) -> Loaded:
    """The scenario that `text` says; `name` is the file's, for messages. Raises ScenarioError."""
    tree = _tree(text, name)
    try:
        scenario = Scenario.model_validate(_plain(tree))
    except ValidationError as error:
        faults = sorted((line_of(tree, steps(tree, _place(fault))), _told(tree, fault)) for fault in _causes(error))
        raise ScenarioError(faults="\n".join(f"{name}, baris {line}: {told}" for line, told in faults)) from error
    return Loaded(scenario, text, hashlib.sha256(text.encode()).hexdigest())


@cache
def library() -> Mapping[str, Loaded]:
    """Every scenario of the library by its id, by number. Raises ScenarioError."""
    found = [load(path) for path in sorted(LIBRARY.glob("*.yaml"))]
    by_number = sorted(found, key=lambda each: [int(part) for part in each.scenario.number.split(".")])
    return {each.scenario.id: each for each in by_number}


def pinned(scenario_id: str, content_hash: str) -> Scenario:
    """The scenario as it was when a group was opened. Raises NoSuchScenario."""
    here = library().get(scenario_id)
    if here is not None and here.hash == content_hash:
        return here.scenario
    return _from_platform(scenario_id, content_hash)


@cache
def _from_platform(scenario_id: str, content_hash: str) -> Scenario:
    with read() as session:
        content = session.scalar(select(Pinned.content).where(Pinned.hash == content_hash, Pinned.kind == KIND))
    if content is None:
        raise NoSuchScenario(id=scenario_id, hash=content_hash[:8])
    return parse(content, f"{scenario_id}.yaml").scenario


def _files(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.glob("*.yaml"))


def _at(name: str, line: int, what: str, remedy: str) -> ScenarioError:
    return ScenarioError(faults=f"{name}, baris {line}: {what}. {remedy}")


def _why(error: OSError) -> str:
    return "ini folder" if isinstance(error, IsADirectoryError) else "tidak ada hak baca"


def _refuse_bombs(text: str, name: str) -> None:
    """Read as a stream: a few aliases of aliases stand for billions of values, and thousands of brackets take minutes."""
    aliases = 0
    open_anchors: list[str | None] = []
    for event in YAML(typ="rt").parse(text):
        line = event.start_mark.line + 1
        if isinstance(event, AliasEvent):
            aliases += 1
            if any(open_anchors) or aliases > MOST_ALIASES:
                raise _at(name, line, f"alias *{event.anchor} berlapis atau terlalu banyak", "Tulis nilainya sekali lagi.")
        elif isinstance(event, CollectionStartEvent):
            open_anchors.append(event.anchor)
            if len(open_anchors) > DEEPEST:
                raise _at(name, line, "kurung bersarang terlalu dalam", "Hapus kurung yang berlebih.")
        elif isinstance(event, CollectionEndEvent):
            open_anchors.pop()


def _tree(text: str, name: str) -> CommentedMap:
    try:
        _refuse_bombs(text, name)
        tree = YAML(typ="rt").load(text)  # the round-trip reader makes plain values only, and knows their lines
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        what = str(error.problem).splitlines()[0] if error.problem else "tidak terbaca"
        remedy = "Periksa spasi awal baris, titik dua dan tanda kutip."
        raise _at(name, line, f"bukan YAML yang benar ({what})", remedy) from error
    except YAMLError as error:
        what = f"bukan YAML yang benar ({str(error).splitlines()[0]})"
        raise _at(name, 1, what, "Hapus karakter yang tidak terlihat.") from error
    if not isinstance(tree, CommentedMap):
        raise _at(name, 1, "isinya bukan daftar kunci", "Mulai dengan id, number, title; lihat docs/scenarios.md.")
    return tree


def _plain(node: Any) -> Any:
    """The tree without ruamel's own types."""
    if isinstance(node, Mapping):
        return {str(key): _plain(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_plain(value) for value in node]
    if isinstance(node, bool) or node is None:
        return node
    return next((kind(node) for kind in (int, float, str) if isinstance(node, kind)), node)


def _causes(error: ValidationError) -> list[Any]:
    """The faults, without those that only follow from one deeper inside."""
    faults = error.errors(include_url=False)
    places = [fault["loc"] for fault in faults]
    return [fault for fault in faults
            if not any(len(place) > len(fault["loc"]) and place[:len(fault["loc"])] == fault["loc"] for place in places)]


def _place(fault: Any) -> list[str | int]:
    """Where it is. What the whole file is checked for begins with its place: goals.0.check: …"""
    if fault["loc"] or fault["type"] != "value_error":
        return list(fault["loc"])
    said = str(fault["ctx"]["error"]).partition(":")[0]
    return [int(step) if step.isdecimal() else step for step in said.split(".")]


def _told(tree: CommentedMap, fault: Any) -> str:
    place, kind = fault["loc"], fault["type"]
    what, remedy = ADVICE.get(kind, (f"tidak dapat dipakai ({fault['msg']})", "Perbaiki nilainya."))
    if kind == "extra_forbidden":
        close = get_close_matches(str(place[-1]), sorted(keys_of(Scenario)), 1)
        remedy = f"Maksudnya {close[0]}?" if close else remedy
    facts = dict(fault.get("ctx", {}))
    if "expected" in facts:
        facts["expected"] = facts["expected"].replace(" or ", " atau ")
    name = ".".join(str(step) for step in steps(tree, place))
    return f"{name} {what.format(**facts)}. {remedy.format(**facts)}".strip()


def steps(tree: Any, place: Iterable[str | int]) -> list[str | int]:
    """Pydantic's place as the file has it: without the tags of kinds, checks and steps."""
    found: list[str | int] = []
    node = tree
    rest = list(place)
    for index, step in enumerate(rest):
        following = rest[index + 1] if index + 1 < len(rest) else None
        if _is_tag(node, step, following):
            continue
        found.append(step)
        node = node[step] if has(node, step) else None
    return found


def _is_tag(node: Any, step: str | int, following: str | int | None) -> bool:
    if step not in TAGS:
        return False
    if not has(node, step):
        return following is not None or (isinstance(node, Mapping) and node.get("kind") == step)
    return following == step or (following is not None and not has(node[step], following) and not isinstance(node[step], list))


def every_text() -> Iterator[tuple[str, str, str]]:
    """(hash, id, text) of the whole library: what opening a group pins."""
    for scenario_id, loaded in library().items():
        yield loaded.hash, scenario_id, loaded.text
