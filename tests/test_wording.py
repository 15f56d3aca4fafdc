"""The words that people read: one word a thing, and no message that quotes a button which is not there."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from instructor.board.words import State

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parent.parent
ROOMS = ("sandbox", "scenarios", "instructor", "seed")
OFFICIAL = ("seed/indicators", "sandbox/practice/instruments/sheets", "sandbox/platform/migrations")
"""Words of the official forms, as the regulation has them; and what is no text for people."""
SAID_BY_OFFICE = frozenset({"label", "title", "options"})
"""Keys of the instruments whose words are the official forms'."""

NEVER = {
    r"simpanan": "draf, ketikan",
    r"ulangi|mengulang\w*|diulang": "mulai dari awal; kirim lagi, simpan lagi",
    r"(ke|di|me)?(kirim|simpan|ketik) ulang": "kirim lagi, simpan lagi, ketik lagi",
    r"(meng)?angkat tangan|turunkan tangan|tangan \w*(terangkat|diturunkan)": "panggil pelatih; batal memanggil",
    r"rujukan\w*": "nomor kiriman",
    r"instansi": "folder data Gladi",
    r"sandbox": "salinan desa",
    r"induk": "data desa",
    r"galat\w*": "gangguan; keliru",
    r"salah(?! satu)|kekeliruan tercatat": "keliru, belum benar",
    r"urungkan": "batalkan, dengan apa yang dibatalkan",
    r"no\. ?(\d|\{\w+\.?number\})": "isian 10",
    r"kalau": "bila",
    r"dapat": "bisa",
    r"berjuang": "kesulitan",
    r"gateway": "server kecamatan",
    r"perbulan": "per bulan",
    r"(unggah|unduh)\w* berkas|berkas (excel|csv|pdf|bertanda)": "file, on a computer; berkas is paper",
    r"gladi (start|seed|group|reset|report|scenario|account|rehearse)": "python3 start.py …",
}
"""What no text says, and what it says instead."""
BARE = ("Batalkan", "Batal")

PRESSED = {
    "Periksa file": ("sandbox/practice/templates/practice/exchange.html", ">Periksa file</button>"),
    "Periksa lagi": ("sandbox/practice/templates/practice/file_check.html", ">Periksa lagi</button>"),
    "Kirim": ("sandbox/practice/templates/practice/household.html", ">Kirim</button>"),
    "Kirim lagi": ("sandbox/practice/templates/practice/outbox.html", ">Kirim lagi</button>"),
    "{revision_button(submission)}": ("sandbox/practice/templates/practice/submission.html", ">{{ revision_button }}</button>"),
    "Lihat": ("sandbox/practice/templates/practice/outbox.html", ">Lihat</a>"),
    "Keluar": ("sandbox/templates/practice/layout.html", ">Keluar</button>"),
    "Cari": ("sandbox/practice/templates/practice/households.html", ">Cari</button>"),
    "Pulihkan draf": ("sandbox/practice/templates/practice/_form.html", '"Pulihkan draf"'),
    "Kembali ke isian": ("sandbox/practice/templates/practice/trouble.html", '"Kembali ke isian" if '),
    "Simpan bagian ini": ("sandbox/practice/templates/practice/_form.html", "label='Simpan bagian ini'"),
    "Simpan lembar": ("sandbox/practice/templates/practice/sheet.html", '"Simpan lembar"'),
    "“Ya, masuk sebagai …”": ("sandbox/accounts/templates/accounts/card.html", '_("Ya, masuk sebagai %(role)s"'),
    "Simpan pilihan": ("sandbox/practice/templates/practice/conflict.html", '"Simpan pilihan"'),
    "Tambah anggota": ("sandbox/practice/templates/practice/household.html", ">Tambah anggota</a>"),
    "Batalkan kiriman": ("sandbox/practice/templates/practice/submission.html", ">Batalkan kiriman</button>"),
    "Sambungkan": ("sandbox/practice/templates/practice/wifi.html", "<button>Sambungkan</button>"),
    "Memang begitu": ("sandbox/practice/templates/practice/doubt.html", ">Memang begitu</button>"),
    "tombolnya": ("instructor/templates/hall/rotation.html", "big-button"),
}
"""What messages tell people to press: the page that they lead to, and the button as it stands there."""
KEYS = ("Ctrl+P", "Ctrl-C", "Enter")
"""What no page of ours has to have."""
PRESS = re.compile(r"\b[Tt]ekan(?: tombol)? (.{3,40})", re.DOTALL)


def files(ending: str) -> Iterator[Path]:
    for room in ROOMS:
        yield from sorted((ROOT / room).rglob(f"*{ending}"))


def is_for_people(text: str) -> bool:
    """Not the name of something within the program, nor a path: words of people have a space or begin with a capital."""
    return text[:2] != "//" and (" " in text.strip() or text[:1].isupper())


def in_python(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    silent = {id(statement.value) for node in ast.walk(tree) if isinstance(getattr(node, "body", None), list)
              for statement in node.body if isinstance(statement, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            silent |= {id(part) for part in node.values}
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else f"{{{ast.unparse(part.value)}}}"
                          for part in node.values if isinstance(part, ast.Constant | ast.FormattedValue))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in silent:
            yield node.value


def in_template(path: Path) -> Iterator[str]:
    """Text between tags, what stands in quotes within Jinja, and the attributes that people hear or see."""
    source = re.sub(r"{#.*?#}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    for inside in re.findall(r"{[{%].*?[%}]}", source, flags=re.DOTALL):
        yield from (text for pair in re.findall(r'"([^"]*)"|\'([^\']*)\'', inside) for text in pair if text)
    plain = re.sub(r"{[{%].*?[%}]}", "", source, flags=re.DOTALL)
    yield from re.findall(r'(?:aria-label|title|placeholder|data-busy-label|data-words[\w-]*)="([^"]+)"', plain)
    yield from re.split(r"<[^>]*>", plain)


def in_yaml(path: Path) -> Iterator[str]:
    yield from _texts(YAML(typ="safe").load(path), frozenset() if "library" in path.parts else SAID_BY_OFFICE)


def _texts(node: Any, without: frozenset[str]) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        for key, value in node.items():
            yield from _texts(value, without) if key not in without else ()
    elif isinstance(node, list):
        for value in node:
            yield from _texts(value, without)


def in_script(path: Path) -> Iterator[str]:
    source = re.sub(r"^\s*//.*$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    for found in re.findall(r'"([^"\n]*)"|\'([^\'\n]*)\'|`([^`]*)`', source):
        yield from (text for text in found if text)


def in_guide(path: Path) -> Iterator[str]:
    """Its lines, without what stands in them as code, or as an example of what is not to be said."""
    source = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    yield from re.sub(r"`[^`]*`|bukan \*[^*]+\*", "", source).splitlines()


READERS = {".py": in_python, ".html": in_template, ".yaml": in_yaml, ".js": in_script}
GUIDES = tuple(ROOT / "docs" / f"{name}.md" for name in ("pelatih", "kantor", "scenarios", "trust"))
"""The guides that are Indonesian."""


@cache
def texts() -> tuple[tuple[str, str], ...]:
    """(file, text) of everything that people may read. Read when a test asks: each test process imports this file."""
    return tuple(_all_texts())


def _all_texts() -> Iterator[tuple[str, str]]:
    for ending, read in READERS.items():
        for path in files(ending):
            name = path.relative_to(ROOT).as_posix()
            if not name.startswith(OFFICIAL):
                yield from ((name, " ".join(text.split())) for text in read(path) if is_for_people(text))


IN_GUIDES = tuple((path.name, text) for path in GUIDES for text in in_guide(path))


@pytest.mark.parametrize("never", NEVER)
def test_no_text_says_a_word_that_means_something_else_in_a_village_office(never):
    pattern = re.compile(rf"\b(?:{never})\b", re.IGNORECASE)
    found = [f"{name}: {text[:120]}" for name, text in (*texts(), *IN_GUIDES)
             if pattern.search(text) and not is_ours(never, name, text)]
    assert not found, "\n".join([f"say instead: {NEVER[never]}", *found])


def is_ours(never: str, name: str, text: str) -> bool:
    """English of the program's own: log lines, descriptions for authors, SQL."""
    return never == "sandbox" and not re.search(r"\b(di|ke|yang|ini|sudah|belum)\b", text)


def test_whoever_is_to_take_a_submission_back_is_told_which_button_does_it():
    told = [(name, text) for name, text in texts() if re.search(r"Tidak apa-apa.*\bbatalkan\b", text, re.IGNORECASE)]
    assert len(told) > 10
    assert [each for each in told if "tekan Batalkan kiriman" not in each[1]] == []


def test_a_button_that_takes_something_back_says_what():
    assert [f"{name}: {text}" for name, text in texts() if text in BARE] == []


@pytest.mark.parametrize("label", PRESSED)
def test_a_button_that_messages_quote_stands_on_its_page(label):
    template, button = PRESSED[label]
    assert button in re.sub(r"{{ icon\([^)]*\) }} ", "", (ROOT / template).read_text(encoding="utf-8"))


def test_a_guide_tells_people_to_press_only_what_stands_on_a_page():
    """In a guide a button stands in italics: tekan *Salinan baru*."""
    words = {text.casefold() for _, text in texts()} | {str(state.label) for state in State}  # the board's counts are filters
    pressed = [(name, label) for name, text in IN_GUIDES for label in re.findall(r"(?:[Tt]ekan|[Tt]ombol) \*+([^*]+)\*", text)]
    assert len(pressed) > 5
    assert [(name, label) for name, label in pressed
            if not any(word.startswith(label.rstrip(". …").casefold()) for word in words) and label not in KEYS] == []


def test_whoever_is_told_to_press_something_is_told_the_buttons_own_label():
    quoted = [(name, text, after) for name, text in texts() for after in PRESS.findall(text)]
    assert len(quoted) > 10
    labels = re.compile("|".join(re.escape(label) + r"(?!\w)" for label in (*PRESSED, *KEYS)))
    wrong = [f"{name}: {text[:160]}" for name, text, after in quoted if not labels.match(after)]
    assert not wrong, "\n".join(wrong)
