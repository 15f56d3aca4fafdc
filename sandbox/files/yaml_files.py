"""Reads YAML from somebody's hand into a pydantic model, strictly: what is wrong is told with file, line, column, field, remedy.

Safe with any file: bounded in size and depth, few aliases and none of aliases, no tags, and so nothing but plain values.
A family of files is a model and an error of its own:

    class AgendaError(YamlError):
        code = "GL-AGD"

    read(path, Agenda, AgendaError)
"""

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from difflib import get_close_matches
from pathlib import Path
from typing import Any, ClassVar, TypeVar

from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.constructor import RoundTripConstructor
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent, CollectionEndEvent, CollectionStartEvent, NodeEvent, ScalarEvent
from ruamel.yaml.nodes import Node, ScalarNode
from ruamel.yaml.parser import RoundTripParser

from sandbox.files import yaml_kept
from sandbox.files.file_errors import FileError, FileProblem, read_text
from sandbox.files.yaml_places import Steps, keys_at, mark_of, steps_to, tags_in
from sandbox.words.digits import natural

Model = TypeVar("Model", bound=BaseModel)
Advice = Mapping[str, tuple[str, str]]

LARGEST = 256 << 10
"""Bytes of a file. The largest of ours has 40,000; a reader of YAML needs seconds and megabytes for what is far larger."""
DEEPEST = 30
"""Collections inside one another. A check within a check of a goal is the seventh."""
MOST_ALIASES = 50
MOST_VALUES = 15_000
"""Keys, values and brackets of a file. The largest of ours has 3,300; 15,000 take a second, for which the whole hall waits."""
LONGEST_NUMBER = 30
"""Digits and letters of what is no text. Python itself refuses to read a number of thousands of digits."""
UNWRITABLE = re.compile("[\0\ud800-\udfff]")
"""What a code in quotes can name ("\\0", "\\ud800") and neither a page nor PostgreSQL takes."""

ADVICE: Advice = {
    "missing": ("belum ada", "Tambahkan kunci itu"),
    "extra_forbidden": ("tidak dikenal", "Periksa ejaannya, atau hapus"),
    "invalid_key": ("harus teks", "Beri kuncinya tanda kutip"),
    "literal_error": ("tidak dikenal", "Pilih salah satu: {expected}"),
    "enum": ("tidak dikenal", "Pilih salah satu: {expected}"),
    "union_tag_invalid": ("punya {discriminator} “{tag}” yang tidak dikenal", "Pilih salah satu: {expected_tags}"),
    "union_tag_not_found": ("belum punya {discriminator}", "Tambahkan kunci itu"),
    "string_type": ("harus teks", "Beri tanda kutip"),
    "string_too_short": ("kosong", "Isi dengan teks"),
    "string_too_long": ("terlalu panjang", "Tulis paling banyak {max_length} huruf"),
    "string_pattern_mismatch": ("tidak bisa ditulis begitu", "Tulis {shape}"),
    "int_parsing": ("harus bilangan bulat", "Tulis angka tanpa tanda kutip"),
    "int_parsing_size": ("terlalu besar", "Tulis angka biasa"),
    "int_type": ("harus bilangan bulat", "Tulis angka tanpa tanda kutip"),
    "int_from_float": ("harus bilangan bulat", "Tulis angka tanpa koma"),
    "finite_number": ("terlalu besar", "Tulis angka biasa"),
    "float_parsing": ("harus angka", "Tulis angka tanpa tanda kutip"),
    "float_type": ("harus angka", "Tulis angka tanpa tanda kutip"),
    "bool_parsing": ("harus true atau false", "Tulis salah satunya"),
    "bool_type": ("harus true atau false", "Tulis salah satunya"),
    "greater_than": ("terlalu kecil", "Seharusnya di atas {gt}"),
    "greater_than_equal": ("terlalu kecil", "Seharusnya {ge} atau lebih"),
    "less_than": ("terlalu besar", "Seharusnya di bawah {lt}"),
    "less_than_equal": ("terlalu besar", "Seharusnya {le} atau kurang"),
    "list_type": ("harus daftar", "Tulis tiap isi di baris sendiri, diawali tanda hubung"),
    "tuple_type": ("harus daftar", "Tulis tiap isi di baris sendiri, diawali tanda hubung"),
    "dict_type": ("harus kunci dan nilai", "Tulis sebagai kunci: nilai"),
    "model_type": ("harus kunci dan nilai", "Tulis sebagai kunci: nilai"),
    "model_attributes_type": ("harus kunci dan nilai", "Tulis sebagai kunci: nilai"),
    "too_short": ("kosong", "Isi sedikitnya {min_length}"),
    "too_long": ("terlalu banyak", "Tulis paling banyak {max_length}"),
    "value_error": ("{error}", "Perbaiki di file itu"),
}
"""What to say of a kind of problem, and the remedy."""
CHOICES = {"literal_error": ("", "expected"), "enum": ("", "expected"), "union_tag_invalid": ("tag", "expected_tags")}
"""Kinds of problem with a list of allowed words: which fact is the written word (empty: the value), and which the list."""
SHAPES: Mapping[str, str] = {
    r"^[a-z][a-z0-9-]*$": "huruf kecil, angka dan tanda hubung, mulai dengan huruf: kirim-ulang",
    r"^[a-z][a-z0-9_-]*$": "huruf kecil, angka, tanda hubung dan garis bawah, mulai dengan huruf: jumlah_jiwa",
    r"^[1-9]\.[1-9][0-9]?$": "blok, titik, dan urutan di antara tanda kutip: \"5.1\"",
    r"^[1-9][0-9]*$": "angka mulai 1, tanpa nol di depan: 12",
    r"^[A-Z]{2,3}-[A-Z0-9]+$": "dua atau tiga huruf besar, tanda hubung, lalu angka atau huruf besar: GW-504",
    r"^([A-Z]{2,3}(-[A-Z0-9]*)?)?$": "awal sebuah kode, dua atau tiga huruf besar: GW, atau GW-5",
    r"^[0-2][0-9]\.[0-5][0-9]$": "jam dan menit dengan titik, di antara tanda kutip: \"09.00\"",
    r"^([a-z][a-z0-9-]*\.[a-z0-9_]+)?$": "nama, titik, dan yang disebut panel: kk.head",
    r"^[A-Z][0-9]{2}$": "satu huruf besar dan dua angka: P07",
    r"^X[0-9]{2}$": "X dan dua angka: X07",
}
"""Patterns of what authors write, in words and with an example."""
OTHERWISE = ("tidak bisa dipakai", "Periksa nilainya")

SYNTAX: Advice = {
    "found duplicate key": ("kunci ini sudah ada di atas", "Hapus salah satunya"),
    "mapping values are not allowed": ("titik dua di tempat yang keliru", "Apit teks yang berisi titik dua dengan tanda kutip"),
    "found character '\\t'": ("tab di awal baris", "Ganti tab dengan spasi"),
    "could not find expected ':'": ("titik dua belum ada", "Tulis sebagai kunci: nilai"),
    "expected <block end>": ("awal barisnya tidak sejajar", "Samakan spasi di awal baris, dan periksa tanda kutip"),
    "expected ','": ("kurung belum ditutup, atau koma belum ada", "Periksa kurung dan koma"),
    "found unexpected end of stream": ("tanda kutip belum ditutup", "Tutup tanda kutipnya"),
    "found undefined alias": ("alias menyebut nama yang belum ada", "Tulis nilainya sekali lagi"),
    "found unknown escape": ("garis miring terbalik di dalam tanda kutip", "Pakai tanda kutip tunggal"),
}
"""What to say, and the remedy, where a file is no YAML; by the beginning of what ruamel says."""
NO_LETTER = re.compile(r"\\U(?!000|0010)[0-9A-Fa-f]{8}")
"""A number between quotes that is no letter's, for which ruamel has no error of its own."""
NO_YAML = ("penulisannya keliru", "Periksa spasi awal baris, titik dua dan tanda kutip")


class YamlError(FileError):
    """A YAML file that cannot be used. `advice` adds to ADVICE what only this family of files can say."""

    advice: ClassVar[Advice] = {}


class _Refused(Exception):
    """Something that could take the machine down, or is no value at all, found while reading. `at`: an event or node."""

    def __init__(self, at: Any, why: str, remedy: str) -> None:
        super().__init__(why)
        self.problem = FileProblem(at.start_mark.line + 1, at.start_mark.column + 1, why, remedy)


def read(path: Path, model: type[Model], error: type[YamlError]) -> Model:
    """The file as `model`. Raises `error`."""
    return parse(text_of(path, error), path.name, model, error)


def text_of(path: Path, error: type[YamlError]) -> str:
    """The file's text, for whoever keeps it. Raises `error`."""
    return read_text(path, error, suffix=".yaml", largest=LARGEST)


def parse(text: str, name: str, model: type[Model], error: type[YamlError]) -> Model:
    """The text of a file as `model`; `name` is the file's, for messages. Raises `error`."""
    if (kept := yaml_kept.find(text)) is not None:
        with suppress(ValidationError):  # told below, with its place
            return model.model_validate(kept)
    tree = _tree(text, Path(name), model, error)
    plain = _plain(tree)
    yaml_kept.keep(text, plain)
    try:
        return model.model_validate(plain)
    except ValidationError as cause:
        problems = [_problem(tree, model, error.advice, fault) for fault in _causes(cause)]
        problems.sort(key=lambda problem: (problem.line, problem.column))
        raise error(Path(name), problems) from cause


def error_in(path: Path, model: type[BaseModel], error: type[YamlError], place: Steps, why: str, remedy: str) -> YamlError:
    """The error at a place of a file that was read before: ["rules", 3, "kind"]."""
    tree = _tree(text_of(path, error), path, model, error)
    return error(path, [FileProblem(*mark_of(tree, place), why, remedy)])


def line_of(text: str, place: Steps) -> int:
    """The line at which that place of a file begins, of a text that was read before: ["rules", 3]."""
    return mark_of(YAML(typ="rt").load(text), place)[0]


def nodes_of(text: str) -> Node | None:
    """What stands in a file, with its places, for whoever changes it letter by letter; None where that is no YAML, or no file
    of ours could be so."""
    try:
        found: Node | None = _reader().compose(text)
    except (_Refused, YAMLError, ValueError, OverflowError):
        return None  # what is wrong with it the loader tells
    return found


class _Watched(RoundTripParser):
    """Refuses at once what stands for billions of values or takes minutes: aliases of aliases, thousands of brackets, tags."""

    def __init__(self, loader: Any) -> None:
        super().__init__(loader=loader)
        self.aliases = self.values = 0
        self.open_anchors: list[str | None] = []

    def get_event(self) -> Any:
        event = super().get_event()
        if isinstance(event, NodeEvent):
            self._look_at(event)
        if isinstance(event, CollectionEndEvent):
            self.open_anchors.pop()
        return event

    def _look_at(self, event: NodeEvent) -> None:
        self.values += 1
        if self.values > MOST_VALUES:
            raise _Refused(event, "isinya terlalu banyak", "Bagi atau ringkas file ini")
        if isinstance(event, AliasEvent):
            self.aliases += 1
            if any(self.open_anchors) or self.aliases > MOST_ALIASES:
                raise _Refused(event, f"alias *{event.anchor} berlapis atau terlalu banyak", "Tulis nilainya sekali lagi")
            return
        if getattr(event, "tag", None) not in (None, "!"):
            raise _Refused(event, "tanda seru di depan nilai tidak dipakai", "Hapus, atau apit nilainya dengan tanda kutip")
        if isinstance(event, ScalarEvent) and _is_monstrous(event):
            raise _Refused(event, "angka yang terlalu panjang", "Tulis angka biasa, atau beri tanda kutip")
        if isinstance(event, ScalarEvent) and UNWRITABLE.search(event.value):
            raise _Refused(event, "ada karakter yang tidak terlihat", "Hapus karakter itu")
        if isinstance(event, CollectionStartEvent):
            self.open_anchors.append(event.anchor)
            if len(self.open_anchors) > DEEPEST:
                raise _Refused(event, "kurung bersarang terlalu dalam", "Hapus kurung yang berlebih")


class _Constructor(RoundTripConstructor):
    """Tells the place of what looks like a date and is none (2026-13-45), and of a key that is a list or a mapping itself."""

    def check_mapping_key(self, node: Any, key_node: Any, mapping: Any, key: Any, value: Any) -> bool:
        if not isinstance(key_node, ScalarNode):
            raise _Refused(key_node, "kuncinya bukan sebuah kata", "Tulis kunci: nilai, atau beri tanda kutip")
        return bool(super().check_mapping_key(node, key_node, mapping, key, value))

    def construct_object(self, node: Any, deep: bool = False) -> Any:
        try:
            return super().construct_object(node, deep=deep)
        except (ValueError, OverflowError) as cause:
            raise _Refused(node, "bukan tanggal atau angka yang ada", "Perbaiki, atau beri tanda kutip") from cause


def _is_monstrous(event: ScalarEvent) -> bool:
    value = event.value
    return not event.style and len(value) > LONGEST_NUMBER and value[:1] in "+-.0123456789" and not any(map(str.isspace, value))


def _reader() -> YAML:
    yaml = YAML(typ="rt")  # the round-trip reader makes plain values only, and knows their lines
    yaml.Parser, yaml.Constructor = _Watched, _Constructor
    return yaml


def _tree(text: str, path: Path, model: type[BaseModel], error: type[YamlError]) -> CommentedMap:
    try:
        tree = _reader().load(text)
    except _Refused as cause:
        raise error(path, [cause.problem]) from cause
    except (YAMLError, ValueError, OverflowError) as cause:
        raise error(path, [_of_syntax(cause, text)]) from cause
    if not isinstance(tree, CommentedMap):
        first = [info.alias or name for name, info in model.model_fields.items() if info.is_required()][:3]
        raise error(path, [FileProblem(1, 1, "isinya bukan kunci dan nilai", f"Mulai dengan {', '.join(first)}")])
    return tree


def _of_syntax(cause: Exception, text: str) -> FileProblem:
    """What is wrong with the file as YAML: place, cause and remedy."""
    if (letter := NO_LETTER.search(text)) is not None and not isinstance(cause, YAMLError):
        why, remedy = SYNTAX["found unknown escape"]
        return FileProblem(*_place_in(text, letter.start()), f"bukan YAML yang benar: {why}", remedy)
    if not isinstance(cause, MarkedYAMLError) or cause.problem_mark is None:
        return FileProblem(*_place_in(text, getattr(cause, "position", 0)),
                           "bukan YAML yang benar: ada karakter yang tidak terlihat", "Hapus karakter itu")
    said = str(cause.problem)
    why, remedy = next((advice for words, advice in SYNTAX.items() if said.startswith(words)), NO_YAML)
    return FileProblem(cause.problem_mark.line + 1, cause.problem_mark.column + 1, f"bukan YAML yang benar: {why}", remedy)


def _place_in(text: str, index: int) -> tuple[int, int]:
    """Line and column of that letter, from 1."""
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


def _plain(node: Any) -> Any:
    """The tree without ruamel's own types. Keys stay as they are, so that an unquoted code is noticed."""
    if isinstance(node, Mapping):
        return {key: _plain(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_plain(value) for value in node]
    if isinstance(node, bool) or node is None:
        return node
    return next((kind(node) for kind in (int, float, str) if isinstance(node, kind)), node)


def _causes(cause: ValidationError) -> list[Any]:
    """The problems, without those that only follow from one deeper inside: a list is empty because its one item is wrong."""
    faults = cause.errors(include_url=False)
    around = {fault["loc"][:depth] for fault in faults for depth in range(len(fault["loc"]))}
    return [fault for fault in faults if fault["loc"] not in around]


def _problem(tree: CommentedMap, model: type[BaseModel], advice: Advice, fault: Any) -> FileProblem:
    kind = fault["type"]
    steps = steps_to(tree, _place(fault), tags_in(model), missing=kind == "missing")
    why, remedy = {**ADVICE, **advice}.get(kind, OTHERWISE)
    if kind == "extra_forbidden":
        remedy = _nearest(str(fault["loc"][-1]), sorted(keys_at(model, tuple(fault["loc"][:-1])))) or remedy
    elif kind in CHOICES:
        remedy = f"{_meant(fault)}{remedy}"
    facts = {name: str(value).removesuffix(".0").replace(" or ", " atau ") for name, value in fault.get("ctx", {}).items()}
    facts |= {"tag": "kosong"} if facts.get("tag") == "None" else {}  # the author wrote null, or nothing
    facts["shape"] = SHAPES.get(facts.get("pattern", ""), "")
    facts["discriminator"] = facts.get("discriminator", "").strip("'")
    field = ".".join(str(step) for step in steps) if fault["loc"] else ""
    return FileProblem(*mark_of(tree, steps), why.format(**facts), remedy.format(**facts), field)


def _nearest(word: str, known: list[str]) -> str:
    """The remedy for a key that is not known at its place; empty if none is."""
    if close := get_close_matches(word, known, 1):
        return f"Maksudnya {close[0]}?"
    return f"Yang dikenal di sini: {', '.join(known)}" if known else ""


def _meant(fault: Any) -> str:
    """The allowed word that is nearest to the one written, asked back; empty where none is near."""
    said, allowed = CHOICES[fault["type"]]
    word = fault["ctx"][said] if said else fault["input"]
    close = get_close_matches(str(word), re.findall("'([^']*)'", str(fault["ctx"][allowed])), 1)
    return f"Maksudnya {close[0]}? " if close else ""


def _place(fault: Any) -> Iterable[str | int]:
    """Where it is. What the whole file is checked for begins with its place: goals.0.check: …"""
    if fault["loc"] or fault["type"] != "value_error":
        return list(fault["loc"])
    said = str(fault["ctx"]["error"]).partition(":")[0]
    numbers = ((step, natural(step)) for step in said.split("."))
    return [step if number is None else number for step, number in numbers]
