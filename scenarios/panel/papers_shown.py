"""Berkas as paper in the panel: labels and values in words. Each value also carries its bare form, for reading machines."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from sandbox.digits import grouped, unbroken
from sandbox.practice.forms.instruments import load
from sandbox.practice.forms.values import words
from sandbox.practice.words import neighbourhood, place

MORE_OF_A_MEMBER = {"2": "Hubungan", "3": "Status perkawinan", "8": "Pendidikan", "9": "Pekerjaan", "10": "Ayah", "11": "Ibu"}
VALUE = Markup('<span data-paper="{}" data-value="{}">{}</span>')


@dataclass(frozen=True, slots=True)
class PaperShown:
    """One sheet, as the macro of the panel takes it."""

    title: str
    tab: str
    rows: Sequence[tuple[str, Any]]
    text: str = ""
    head: Sequence[str] = ()
    lines: Sequence[Sequence[Any]] = ()


def sheets(papers: Iterable[Mapping[str, Any]], given: Mapping[str, Mapping[str, Any]]) -> list[PaperShown]:
    """The papers of an attempt. `given`: what is known of each household, by `as` name."""
    return [_notes(paper, given[paper["of"]]) if paper["kind"] == "notes" else _card(paper) for paper in papers]


def _card(paper: Mapping[str, Any]) -> PaperShown:
    of, card = paper["of"], paper["card"]
    rows: list[tuple[str, Any]] = [("No. KK", _value(of, "number", card["number"], grouped(card["number"])))]
    rows += [("Alamat", _value(of, "address", card["address"])), ("Dusun", _value(of, "hamlet", card["hamlet"])),
             ("RT / RW", Markup("{} / {}").format(_value(of, "rt", card["rt"], neighbourhood(card["rt"])),
                                          _value(of, "rw", card["rw"], neighbourhood(card["rw"]))))]
    for number, line in enumerate(paper["members"], start=1):
        rows += _member(f"{of}.{number}", number, line)
    return PaperShown("Kartu Keluarga (latihan)", "Kartu keluarga", rows)


def _member(of: str, place: int, line: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    said = {key: _value(of, key, value, words(load("ddk_member").by_key[key], value)) for key, value in line.items()}
    yield f"{place}. Nama", said["name"]
    yield "NIK", said["nik"]
    yield "Jenis kelamin", said["sex"]
    yield "Lahir", Markup("{}, {}").format(said["birth_place"], said["birth_date"])
    for key, label in MORE_OF_A_MEMBER.items():
        if key in line:
            yield label, said[key]


def _notes(paper: Mapping[str, Any], given: Mapping[str, Any]) -> PaperShown:
    fields = load("ddk_household").by_key
    rows = [(fields[key].label, _value(paper["of"], f"q{key}", value, words(fields[key], value)))
            for key, value in paper["answers"].items()]
    return PaperShown(f"Catatan {place(given['rt'], given['rw'])}", "Catatan RT", rows)


def _value(of: str, name: str, value: Any, text: str = "") -> Markup:
    return VALUE.format(f"{of}.{name}", json.dumps(value, ensure_ascii=False), unbroken(str(text or value)))
