"""Brings the catalogues up to date with the texts in the code, and compiles them. What is missing is told, with status 1.

    python -m sandbox.translations.catalogue
"""

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
KEYWORDS = {**DEFAULT_KEYWORDS, "_l": None}
HEADER = """\
# Texts of hall, panel, exercises and command line. The source language, Indonesian, stands in the code and in the files.
# New texts are added by: python -m sandbox.translations.catalogue"""


def main() -> int:
    """Update and compile every catalogue; the exit status."""
    code = in_code()
    status = 0
    for path in catalogues():
        catalogue = updated(read(path), code)
        path.write_bytes(as_po(catalogue))
        path.with_suffix(".mo").write_bytes(as_mo(catalogue))
        missing = untranslated(catalogue)
        for text in missing:
            print(f"{path.relative_to(ROOT)}: belum diterjemahkan: {text}", file=sys.stderr)
        print(f"{path.relative_to(ROOT)}: {len(catalogue)} teks, {len(missing)} belum diterjemahkan")
        status = 1 if missing else status
    for path in of_the_library():
        path.with_suffix(".mo").write_bytes(as_mo(read(path)))
    return status


def in_code() -> Catalog:
    """Every text that the code marks, with the files that it stands in."""
    method_map, options_map = parse_mapping_cfg((HERE / "babel.cfg").open(encoding="utf-8"))
    found = Catalog()
    for name, _line, text, comments, context in extract_from_dir(ROOT, method_map, options_map, keywords=KEYWORDS):
        found.add(text, locations=[(name, None)], auto_comments=comments, context=context)  # type: ignore[list-item]
    return found


def catalogues() -> Iterator[Path]:
    yield from sorted(HERE.glob("*/LC_MESSAGES/messages.po"))


def of_the_library() -> Iterator[Path]:
    """What click says by itself, in other languages than its English, and what commands say of themselves: written by hand."""
    yield from sorted(HERE.glob("click/*/LC_MESSAGES/*.po"))


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.parent.name)


def updated(catalogue: Catalog, code: Catalog) -> Catalog:
    """The catalogue with every text of the code and no other; a new one is empty, never guessed from one like it."""
    catalogue.update(code, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    return catalogue


def untranslated(catalogue: Catalog) -> list[str]:
    """Texts without words of that language, or with words that nobody has confirmed (fuzzy)."""
    return [str(message.id) for message in catalogue if message.id and (message.fuzzy or not message.string)]


def as_po(catalogue: Catalog) -> bytes:
    """The catalogue as a .po file that changes only where a text does: no dates, no line numbers."""
    written = BytesIO()
    write_po(written, catalogue, width=120, sort_by_file=True, omit_header=True, include_lineno=False)
    head = (f'{HEADER}\nmsgid ""\nmsgstr ""\n"Language: {catalogue.locale}\\n"\n'
            f'"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: {catalogue.plural_forms}\\n"\n\n')
    return head.encode() + written.getvalue()


def as_mo(catalogue: Catalog) -> bytes:
    """The catalogue as a .mo file: the same texts always give the same bytes, whatever version wrote them."""
    compiled = Timeless(locale=catalogue.locale)
    for message in read_po(BytesIO(as_po(catalogue)), locale=catalogue.locale):
        if message.id:
            compiled[message.id] = message
    written = BytesIO()
    write_mo(written, compiled)
    return written.getvalue()


class Timeless(Catalog):
    """A catalogue whose head says what a reader of it needs, and neither when nor by which version it was written."""

    @property  # type: ignore[misc]  # Babel's own can be set too
    def mime_headers(self) -> list[tuple[str, str]]:
        return [("Language", str(self.locale)), ("Plural-Forms", self.plural_forms),
                ("Content-Type", "text/plain; charset=utf-8"), ("Content-Transfer-Encoding", "8bit")]


if __name__ == "__main__":
    sys.exit(main())
