"""What a draft says and how long it lasts, one by one: for whoever wants to change no more than that, and knows no YAML.

Each is cut out of the file where it stands and written back there; all else stays as it is, letter by letter.
"""

import json
import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from sandbox.files import yaml_files
from sandbox.words.languages import LANGUAGES
from sandbox.words.texts import LaterText
from sandbox.words.texts import lazy_gettext as _l

GROUPS: Mapping[str, LaterText] = {
    "": _l("Latihan"), "faults": _l("Gangguan"), "questions": _l("Pertanyaan di panel"), "goals": _l("Tujuan"),
    "mistakes": _l("Kekeliruan"), "hints": _l("Petunjuk"), "given": _l("Keadaan awal"),
    "trainers": _l("Untuk pelatih")}
"""The parts of a file that are shown, in this order, and what each is called."""
TEXTS: Mapping[str, LaterText] = {
    "title": _l("Judul"), "brief": _l("Tugas"), "waiting": _l("Bila menunggu itu benar"),
    "debrief": _l("Kalimat untuk dibawa pulang"), "text": _l("Kalimat"), "answer": _l("Jawaban yang benar"),
    "reason": _l("Alasan yang tertulis"), "says": _l("Jawaban Bantuan"), "happens": _l("Yang terjadi"),
    "asks": _l("Tanyakan sesudahnya"), "hints": _l("Petunjuk")}
NUMBERS: Mapping[str, LaterText] = {
    "minutes": _l("Lamanya, menit"), "seconds": _l("Ditahan, detik"), "lasts": _l("Berlangsung, detik"),
    "after": _l("Tampak sesudah, detik"), "ago": _l("Sebelum mulai, detik"), "waits": _l("Sudah menunggu, detik"),
    "later_by": _l("Paling cepat, detik"), "sooner_than": _l("Terlalu cepat sebelum, detik")}
ONE_MORE = "hints.+"
"""Name of the field for a hint that is not there yet. A goal, a mistake or a question needs a check besides: the file has it."""
LINE = re.compile(r", baris (\d+)")
"""How the loader names a line."""
ANCHOR = re.compile(r"(?:&\S+\s+)?")
LONGEST = 64 << 10
"""Letters of a file that is taken apart; the largest of ours has 10,000. A larger one is changed as a file."""
LONG = 100
"""A sentence of more letters is written over several lines."""
WIDTH = 130
TAGS = ("tag:yaml.org,2002:int", "tag:yaml.org,2002:float")


@dataclass(frozen=True, slots=True)
class PlainField:
    """One text or number of the file. `name`: its place, goals.0.text; `item`: what the file calls the part that it is of."""

    name: str
    group: str
    item: str
    label: LaterText
    value: str
    language: str
    is_number: bool
    first: int
    last: int
    """Its lines, the first of the file being 1."""


@dataclass(frozen=True, slots=True)
class _Found:
    node: ScalarNode
    path: tuple[str | int, ...]
    item: str
    indent: int
    """The column at which further lines of it stand."""
    in_flow: bool


@dataclass(frozen=True, slots=True)
class PlainPart:
    """A part of the file: what it is called, and its fields by the names that the file gives what it holds."""

    key: str
    label: LaterText
    items: Sequence[tuple[str, Sequence[PlainField]]]


def fields(text: str) -> list[PlainField]:
    """All of them, as they come in the file; none of a text that is no YAML."""
    return [_field(each) for each in _scalars(text)]


def parts(text: str) -> list[PlainPart]:
    """The same by the parts of the file, those left out that hold none and take no hint."""
    there, empty = fields(text), "hints" if takes_a_hint(text) else None
    found = [(group, label, [each for each in there if each.group == group]) for group, label in GROUPS.items()]
    return [PlainPart(group, label, [(item, [*of_it]) for item, of_it in groupby(those, key=attrgetter("item"))])
            for group, label, those in found if those or group == empty]


def with_values(text: str, values: Mapping[str, str]) -> str:
    """The text with these values, by the names of their fields, in place of those that stand there."""
    for each in sorted(_scalars(text), key=lambda found: found.node.start_mark.index, reverse=True):
        wanted = values.get(_name(each.path))
        is_gone = each.path[0] == "hints" and _is_emptied(_name(each.path[:2]), values)
        if wanted is not None and not is_gone and _said(wanted) != _said(str(each.node.value)):
            start, end = each.node.start_mark.index, each.node.end_mark.index
            start += len(ANCHOR.match(text, start)[0])  # type: ignore[index]  # it may be empty, so it is always there
            there = text[start:end].rstrip()
            after = text[start + len(there):]
            is_alone = not each.in_flow and not after.partition("\n")[0].strip()
            text = f"{text[:start]}{_written(_said(wanted), each, is_alone=is_alone)}{after}"
    return _with_hints(text, values)


def takes_a_hint(text: str) -> bool:
    """Whether the file has a list of hints, which may be empty, so that one more can stand behind them."""
    return _hints(text) is not None


def _with_hints(text: str, values: Mapping[str, str]) -> str:
    """The text without the hints that were emptied, and with one more; where neither is, the list stays letter by letter."""
    found = _hints(text)
    if found is None:
        return text
    key, node = found
    there = [_said(each.value) if isinstance(each, ScalarNode) else {at.value: _said(said.value) for at, said in each.value}
             for each in node.value]
    kept = [each for place, each in enumerate(there) if not _is_emptied(f"hints.{place}", values)]
    more = _said(values.get(ONE_MORE, ""))
    if not more and len(kept) == len(there):
        return text
    start, end = key.end_mark.index, node.end_mark.index
    end = start + len(text[start:end].rstrip())
    if not node.flow_style:
        end += len(text[end:].partition("\n")[0])  # a comment
    margin = " " * (key.start_mark.column + 2)
    lines = [f"\n{margin}- {_as_hint(each, indent=len(margin) + 2)}" for each in [*kept, *([more] if more else [])]]
    return f"{text[:start]}:{''.join(lines) or ' []'}{text[end:]}"


def _is_emptied(name: str, values: Mapping[str, str]) -> bool:
    """Whether nothing is left of that hint, or of its text in Gladi's own language."""
    typed = values.get(name, values.get(f"{name}.{LANGUAGES[0]}"))
    return typed is not None and not _said(typed)


def _as_hint(hint: str | Mapping[str, str], *, indent: int) -> str:
    if isinstance(hint, str):
        return _as_text(hint, indent=indent, in_flow=False, is_alone=True)
    return f"{{{', '.join(f'{key}: {json.dumps(text, ensure_ascii=False)}' for key, text in hint.items())}}}"


def _hints(text: str) -> tuple[ScalarNode, SequenceNode] | None:
    """The key and the list of hints, where each is a text, or one in several languages."""
    tree = _tree(text)
    for key, node in tree.value if tree is not None else ():
        if key.value == "hints" and isinstance(node, SequenceNode) and all(map(_is_hint, node.value)):
            return key, node
    return None


def _is_hint(node: Node) -> bool:
    return isinstance(node, ScalarNode) or isinstance(node, MappingNode) and all(
        isinstance(key, ScalarNode) and isinstance(said, ScalarNode) for key, said in node.value)


def named_by(problems: Sequence[str], text: str) -> list[str]:
    """For each problem of that text the name of the field at its line; empty where there is none."""
    known, lines = fields(text) if problems else [], [LINE.search(each) for each in problems]
    return [next((each.name for each in known if line and each.first <= int(line[1]) <= each.last), "") for line in lines]


def _said(value: str) -> str:
    """As a form shows it. Ruamel marks with \\a where a folded text was broken."""
    value = value.replace("\a", "")
    return "\n".join(line.rstrip() for line in value.replace("\r\n", "\n").strip().split("\n"))


def _scalars(text: str) -> list[_Found]:
    """Each once: what an alias repeats stands where its anchor is."""
    found: dict[int, _Found] = {}
    for each in _everywhere(text):
        found.setdefault(each.node.start_mark.index, each)
    return [*found.values()]


def _everywhere(text: str) -> Iterator[_Found]:
    for key, node in _named(_tree(text)):
        if key in GROUPS and not isinstance(node, ScalarNode):
            yield from _within(node, (key,), "", 0, in_flow=False)
        elif key not in ("solution", "other_ways", "wrong_turns"):
            yield from _value(key, node, (key,), "", 2, in_flow=False)


def _named(node: Node | None) -> Iterator[tuple[str, Node]]:
    """What a part of the file holds by its names. YAML takes lists as names too, which none of ours is."""
    for key, part in node.value if isinstance(node, MappingNode) else ():
        if isinstance(key, ScalarNode):
            yield key.value, part


def _tree(text: str) -> MappingNode | None:
    tree = yaml_files.nodes_of(text) if len(text) <= LONGEST else None
    return tree if isinstance(tree, MappingNode) else None


def _within(node: Node, path: tuple[str | int, ...], item: str, indent: int, *, in_flow: bool) -> Iterator[_Found]:
    """What a list or a part of it says, each part of a list by its name."""
    in_flow = in_flow or bool(getattr(node, "flow_style", False))
    if isinstance(node, SequenceNode):
        for index, part in enumerate(node.value):
            if isinstance(part, ScalarNode):
                yield from _value(str(path[-1]), part, (*path, index), str(index + 1), part.start_mark.column, in_flow=in_flow)
            else:
                yield from _within(part, (*path, index), item or _called(part, index), indent, in_flow=in_flow)
    elif isinstance(node, MappingNode):
        for key, part in _named(node):
            yield from _value(key, part, (*path, key), item, node.start_mark.column + 2, in_flow=in_flow)


def _value(key: str, node: Node, path: tuple[str | int, ...], item: str, indent: int, *, in_flow: bool) -> Iterator[_Found]:
    if isinstance(node, ScalarNode):
        if key in (NUMBERS if _is_number(node) else TEXTS) or key in LANGUAGES and set(path[-3:-1]) & set(TEXTS):
            yield _Found(node, path, item, indent, in_flow)
    else:
        yield from _within(node, path, item, indent, in_flow=in_flow)


def _called(node: Node, index: int) -> str:
    """How the file names that part of a list."""
    named = {key: str(part.value) for key, part in _named(node)}
    return named.get("as") or named.get("id") or named.get("of") or str(index + 1)


def _field(found: _Found) -> PlainField:
    node, path = found.node, found.path
    labels = NUMBERS if _is_number(node) else TEXTS
    label = next(labels[str(step)] for step in reversed(path) if step in labels)
    first = node.start_mark.line + 1
    return PlainField(
        _name(path), str(path[0]) if path[0] in GROUPS else "", found.item, label, _said(str(node.value)),
        str(path[-1]) if path[-1] in LANGUAGES else "", _is_number(node), first,
        max(first, node.end_mark.line + (node.end_mark.column > 0)))


def _is_number(node: ScalarNode) -> bool:
    return node.tag in TAGS


def _name(path: Sequence[str | int]) -> str:
    return ".".join(map(str, path))


def _written(value: str, found: _Found, *, is_alone: bool) -> str:
    """The value as the file has it at that place; `is_alone`: no comment or bracket follows on its line."""
    if _is_number(found.node) and _reads_plain(value, as_number=True):
        return value
    return _as_text(value, indent=found.indent, in_flow=found.in_flow, is_alone=is_alone)


def _as_text(value: str, *, indent: int, in_flow: bool, is_alone: bool) -> str:
    margin = "\n" + " " * indent
    if not in_flow and _reads_plain(value):
        return value
    if is_alone and "\n" in value:
        return "|" + "".join(margin + line if line else "\n" for line in value.split("\n"))
    if is_alone and len(value) > LONG and value == " ".join(value.split()):
        lines = textwrap.wrap(value, WIDTH - indent, break_long_words=False, break_on_hyphens=False)
        return ">-" + "".join(margin + line for line in lines)
    return json.dumps(value, ensure_ascii=False)


def _reads_plain(value: str, *, as_number: bool = False) -> bool:
    """Whether YAML reads it as just that without quotes. What is long is not read: thousands of brackets take seconds."""
    if len(value) > LONG:
        return False
    try:
        read = YAML(typ="safe", pure=True).load(f"- a: {value}\n- {value}\n")
    except (YAMLError, ValueError, RecursionError):
        return False
    if as_number:
        return isinstance(read[1], int | float)
    return bool(read == [{"a": value}, value])
