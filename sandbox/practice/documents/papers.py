"""Which documents there are: the two forms of a family, each part of the sheets, and the guide."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from sandbox.practice.forms.instruments import Section, load
from sandbox.practice.sheets import sheet as books
from sandbox.practice.sheets.sheet import Sheet

GUIDE = "panduan"
FAMILY, MEMBER = "formulir-keluarga", "formulir-anggota"


@dataclass(frozen=True, slots=True)
class Document:
    """One file. Of `sections` and `sheets` it has at most one kind; the guide has neither."""

    id: str
    title: str
    about: str
    sections: Sequence[Section] = ()
    sheets: Sequence[Sheet] = ()

    @property
    def file(self) -> str:
        return f"{self.id}.html"


@dataclass(frozen=True, slots=True)
class DocumentGroup:
    title: str
    documents: Sequence[Document]


@cache
def groups() -> Sequence[DocumentGroup]:
    """All documents as the page lists them."""
    guide = Document(GUIDE, "Panduan Teknis", "urutan kerja dan apa yang dilakukan saat ada gangguan")
    forms = (_form(FAMILY, "Keluarga", "ddk_household"), _form(MEMBER, "Anggota keluarga", "ddk_member"))
    return (DocumentGroup("Panduan", (guide,)), DocumentGroup("Formulir DDK", forms),
            *(DocumentGroup(f"Lembar {name}", tuple(_part(book, part) for part in books.parts(book)))
              for book, name in books.BOOKS.items()))


@cache
def by_id() -> Mapping[str, Document]:
    return {document.id: document for group in groups() for document in group.documents}


def _form(id_: str, title: str, instrument: str) -> Document:
    form = load(instrument)
    sections = (form.identity, *form.sections)
    questions = sum(len(section.questions) for section in sections)
    return Document(id_, title, f"{questions} isian, satu formulir untuk satu {title.lower()}", sections=sections)


def _part(book: str, part: books.SheetPart) -> Document:
    return Document(f"{book}-{part.id.replace('_', '-')}", part.title, f"{len(part.sheets)} lembar", sheets=part.sheets)
