"""Berkas as paper in the panel: labels and values in words.

Each value also carries its bare form where a machine asks for the panel alone; on a page it would be a thirtieth of the bytes.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from markupsafe import Markup

from sandbox.practice.forms.fields import Field
from sandbox.practice.forms.instruments import load
from sandbox.practice.forms.values import figure, words, written_date
from sandbox.practice.sheets.questions import typed_fields
from sandbox.practice.words import neighbourhood, place
from sandbox.words.digits import grouped, unbroken
from scenarios.files.flaws import BLOOD

MORE_OF_A_MEMBER = {"2": "Hubungan", "3": "Status perkawinan", "4": "Agama", "6": "Kewarganegaraan",
                    "8": "Pendidikan", "9": "Pekerjaan", "10": "Ayah", "11": "Ibu"}
PAGE = "page"
MARKED = Markup('<span data-paper="{}" data-value="{}">{}</span>')
Show = Callable[[str, Any, str], Markup]
"""Shows a value: what it is called, its bare form, and its words."""


@dataclass(frozen=True, slots=True)
class PaperShown:
    """One sheet, as the macro of the panel takes it."""

    title: str
    tab: str
    rows: Sequence[tuple[str, Any]]
    text: str = ""
    head: Sequence[str] = ()
    lines: Sequence[Sequence[Any]] = ()


def sheets(papers: Sequence[Mapping[str, Any]], given: Mapping[str, Mapping[str, Any]], *, marked: bool,
           strayed: Mapping[str, Mapping[str, Any]]) -> list[PaperShown]:
    """The papers of an attempt. `given`: what is known of each household, by `as` name. `marked`: with the bare forms.

    `strayed`: cells of sheets that were to stay and were changed, with what stood there: no paper names them.
    """
    show = _marked if marked else _plain
    back = [_before(paper, cells, show) for paper in papers if (cells := strayed.get(paper["of"])) and paper["kind"] == PAGE]
    return [*back, *(_shown(paper, given, show) for paper in papers)]


def _shown(paper: Mapping[str, Any], given: Mapping[str, Mapping[str, Any]], show: Show) -> PaperShown:
    if paper["kind"] == "notes":
        return _notes(paper, given[paper["of"]], show)
    return SHOWN.get(paper["kind"], _card)(paper, show)


def _card(paper: Mapping[str, Any], show: Show) -> PaperShown:
    card = paper["card"]

    def value(name: str, text: str = "") -> Markup:
        return show(f"{paper['of']}.{name}", card[name], text or card[name])

    rows: list[tuple[str, Any]] = [("No. KK", value("number", grouped(card["number"]))), ("Alamat", value("address")),
                                   ("Dusun", value("hamlet")),
                                   ("RT / RW", Markup("{} / {}").format(value("rt", neighbourhood(card["rt"])),
                                                                        value("rw", neighbourhood(card["rw"]))))]
    for number, line in enumerate(paper["members"], start=1):
        rows += _member(f"{paper['of']}.{number}", number, line, show)
    return PaperShown(_("Kartu Keluarga (latihan)"), _("Kartu keluarga"), rows)


def _member(of: str, place: int, line: Mapping[str, Any], show: Show) -> Iterator[tuple[str, Any]]:
    fields = load("ddk_member").by_key
    said = {key: show(f"{of}.{key}", value, words(fields[key], value) or str(value)) for key, value in line.items()}
    yield f"{place}. Nama", said["name"]
    yield "NIK", said["nik"]
    yield "Jenis kelamin", said["sex"]
    yield "Lahir", Markup("{}, {}").format(said["birth_place"], said["birth_date"])
    for key, label in MORE_OF_A_MEMBER.items():
        if key in line:
            yield label, said[key]


def _notes(paper: Mapping[str, Any], given: Mapping[str, Any], show: Show) -> PaperShown:
    fields = load("ddk_household").by_key
    rows = [(fields[key].label, show(f"{paper['of']}.q{key}", value, words(fields[key], value) or str(value)))
            for key, value in paper["answers"].items()]
    return PaperShown(_("Catatan %(place)s", place=place(given["rt"], given["rw"])), _("Catatan RT"), rows)


def _page(paper: Mapping[str, Any], show: Show) -> PaperShown:
    """The page of the office's book: what a sheet's figures truly are."""
    of, fields = paper["of"], {field.name: field for field in typed_fields(paper["sheet"])}
    head: list[tuple[str, Any]] = [("Lembar", show(f"{of}.number", paper["number"], paper["number"])),
                                   ("Judul", show(f"{of}.sheet", paper["sheet"], paper["title"])),
                                   ("Keadaan per", show(f"{of}.per", paper["per"], written_date(paper["per"])))]
    rows = [(fields[cell].label, show(f"{of}.{cell}", value, _as_written(paper, fields[cell], value) or "tidak ada di catatan"))
            for cell, value in paper["cells"].items()]
    return PaperShown(_("Buku data %(year)s (latihan)", year=paper["year"]), _("Buku data"), [*head, *rows])


def _before(paper: Mapping[str, Any], cells: Mapping[str, Any], show: Show) -> PaperShown:
    """What stood in cells that were to stay and were changed: the way back."""
    fields = {field.name: field for field in typed_fields(paper["sheet"])}
    rows = [(fields[cell].label, show(f"{paper['of']}.{cell}", value, words(fields[cell], value) or _("kosong")))
            for cell, value in cells.items()]
    text = _("Isian lembar %(number)s ini juga berubah, padahal tidak disebut di buku data. "
             "Ketik lagi isi semulanya, lalu simpan.", number=paper["number"])
    return PaperShown(_("Isi semula (latihan)"), _("Isi semula"), rows, text=text)


def _as_written(paper: Mapping[str, Any], field: Field, value: Any) -> str:
    """The figure in the unit of whoever wrote it down."""
    if not paper.get("unit") or not isinstance(value, int | float):
        return words(field, value)
    return f"{figure(field, round(value * paper['times'], field.decimals))} {paper['unit']}"


def _listing(paper: Mapping[str, Any], show: Show) -> PaperShown:
    lines = [(show(f"{line['name']}.head", line["head"], line["head"]),
              show(f"{line['name']}.number", line["no_kk"], grouped(line["no_kk"])), place(line["rt"], line["rw"]))
             for line in paper["lines"]]
    return PaperShown(_("Daftar keluarga"), _("Daftar"), (), head=("Kepala keluarga", "No. KK", "RT / RW"), lines=lines)


def _birth(paper: Mapping[str, Any], show: Show) -> PaperShown:
    fields = load("ddk_member").by_key
    said = {key: show(f"{paper['of']}.1.{key}", value, words(fields[key], value) or str(value))
            for key, value in paper["child"].items()}
    rows = [("Nama anak", said["name"]), ("NIK", said["nik"]), ("Jenis kelamin", said["sex"]),
            ("Lahir", Markup("{}, {}").format(said["birth_place"], said["birth_date"])),
            *((fields[key].label, said[key]) for key in ("2", "3", "4", "6", "8", "9")),
            ("Ayah", said["10"]), ("Ibu", said["11"])]
    return PaperShown(_("Catatan kelahiran dari bidan desa"), _("Catatan lahir"), rows)


def _death(paper: Mapping[str, Any], show: Show) -> PaperShown:
    dead, of = paper["dead"], paper["of"]
    rows = [("Nama", show(f"{of}.dead", dead["name"], dead["name"])), ("NIK", Markup(grouped(dead["nik"] or "belum ber-NIK"))),
            ("Tanggal meninggal", show(f"{of}.on", paper["on"], written_date(paper["on"])))]
    return PaperShown(_("Surat keterangan kematian"), _("Surat kematian"), rows)


def _file(paper: Mapping[str, Any], show: Show) -> PaperShown:
    """A file to take home, and what is true of those in it of whom nothing else says it."""
    of, fields = paper["of"], load("ddk_member").by_key
    people = [line for family in paper["families"] for line in family["members"]]
    said = {place: {key: show(f"{of}.{place}.{key}", people[place - 1][key], words(fields[key], people[place - 1][key]))
                    for key in ("name", "nik", "birth_date", BLOOD)} for place in paper["told"]}
    rows = [("File", _link(of, "isian")), *([("File asalnya", _link(of, "asal"))] if paper["source"] else []),
            ("Isinya", f"{len(people)} orang, {len(paper['families'])} keluarga")]
    lines = [tuple(line.values()) for line in said.values()]
    help_ = _("Unduh, betulkan di Excel, lalu unggah.")
    help_ += f" {_('Tabel di bawah ini menurut kartu keluarga.')}" if lines else ""
    return PaperShown(_("File pendataan keluarga (latihan)"), _("File"), rows, text=help_,
                      head=("Nama", "NIK", "Tanggal lahir", fields[BLOOD].label) if lines else (), lines=lines)


def _link(name: str, which: str) -> Markup:
    return Markup('<a href="{}" download>{}-{}.xlsx</a>').format(
        url_for("lesson.paper_file", name=name, which=which), name, which)


SHOWN: Mapping[str, Callable[[Mapping[str, Any], Show], PaperShown]] = {
    PAGE: _page, "list": _listing, "birth": _birth, "death": _death, "file": _file}
"""By the kind of paper; any other is a card."""


def _plain(_name: str, _value: Any, text: str) -> Markup:
    return unbroken(text)


def _marked(name: str, value: Any, text: str) -> Markup:
    return MARKED.format(name, json.dumps(value, ensure_ascii=False), unbroken(text))
