"""What a store promises, whichever database is behind it.

Law: no ambient sandbox. The only way into a practice database is `with store.open(pin, write=…) as session`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy.orm import Session

from sandbox.errors import GladiError
from sandbox.words.texts import lazy_gettext as _l

TEMPLATE, MARK = "template", "mark:"
OF_TWO = "berdua-"
"""The names of marks that are made when two people join in one copy, or part, begin so."""


@dataclass(frozen=True, slots=True)
class Pin:
    """A sandbox at one generation: read once a request, and never again to choose a database.

    `source` is what this generation is made from at first touch: "template" or "mark:NAME".
    """

    sandbox: int
    generation: int
    template: str
    source: str = TEMPLATE

    @property
    def is_of_two(self) -> bool:
        """Whether it was made when two people joined in one copy, or parted."""
        return self.source.startswith(f"{MARK}{OF_TWO}")

    @property
    def key(self) -> str:
        """Short name for logs: 17/3."""
        return f"{self.sandbox}/{self.generation}"


@dataclass(frozen=True, slots=True)
class KeptCopy:
    """A generation or a mark that is kept: whose, as g3 or mark-awal, its bytes, and when it was last written (Unix seconds)."""

    sandbox: int
    name: str
    size: int
    written_at: float


def name_of_mark(name: str) -> str:
    """How the kept copy of a mark is called."""
    return f"mark-{name}"


class OtherVersion(GladiError):
    """A copy whose tables are of another version: an archive from before an update."""

    code = "GL-VER"
    status = 409
    text = _l("Salinan %(name)s disimpan oleh versi Gladi yang lain, jadi tidak dibuka. Filenya utuh di arsip.")


class SandboxDamaged(GladiError):
    """A copy that cannot be read. Only its own seat waits, until it is renewed; the file is kept beside its place."""

    code = "GL-509"
    status = 503
    text = _l("Salinan desa %(seat)s tidak bisa dibaca (%(file)s: %(why)s). File itu tetap disimpan. Panggil pelatih: tombol "
              "Salinan baru ada di halaman peserta itu, di bawah Lainnya.")


class MarkExists(GladiError):
    code = "GL-MARK-2"
    text = _l("Penanda %(name)s sudah ada di salinan desa ini.")


class MarkMissing(GladiError):
    code = "GL-MARK"
    status = 409
    text = _l("Keadaan sebelum latihan ini tidak tersimpan lagi, jadi tidak bisa dimulai dari awal. Data Anda tidak berubah. "
              "Panggil pelatih.")


class Store(Protocol):
    """Private databases of sandboxes. Implementations: sqlite.SqliteStore, postgres.store.PostgresStore; opening.py chooses."""

    def open(self, pin: Pin, *, write: bool = False, durable: bool = True) -> AbstractContextManager[Session]:
        """A session on this sandbox's own database; the copy is made at first touch.

        With `write` the session holds the write lock from its first moment; the caller commits, and what was not
        committed is rolled back. Without `durable` the commit outlives a killed process, but not surely a power cut.
        `session.info["memory"]` is a dict in which whoever reads much may keep what it read of this generation; this process
        may forget it at any time. Raises TemplateNotReady, OtherVersion, SandboxDamaged, StoreBusy, StoreFull.
        """
        ...

    def commit(self, session: Session, row: Mapping[str, object]) -> int | None:
        """Commit a deed. `row`: what `feed.NEXT` asks of it.

        Where the feed lies in the same database it gets the row with this commit, if it has all before it; then the sandbox's
        present generation, read after the commit. None where the row is still to be copied (feed.add). Raises StoreUndone.
        """
        ...

    def sync(self, pin: Pin) -> None:
        """Let everything that was committed so far outlive a power cut. Raises StoreFull."""
        ...

    def make(self, pin: Pin) -> None:
        """Make the copy, if it is not there. Raises TemplateNotReady, MarkMissing, SandboxDamaged, StoreBusy, StoreFull."""
        ...

    def exists(self, pin: Pin) -> bool:
        """Whether this generation was ever made; also one that was damaged since."""
        ...

    def mark(self, pin: Pin, name: str, *, of: int | None = None, also: Callable[[Session], None] | None = None) -> str:
        """Keep a copy of this moment; the source string for `generations.renew`. A name is used once: raises MarkExists.

        `of`: the sandbox that generations are to be made of, where that is another one of the village. `also` writes into the
        mark before anybody can take it, and into nothing else.
        """
        ...

    def require_source(self, sandbox: int, source: str) -> None:
        """Raises MarkMissing if a new generation can't be made from `source` any more: it is not there, or not whole."""
        ...

    def touched_since(self, moment: float) -> Iterator[tuple[int, int]]:
        """(sandbox, generation) of every database written since `moment` (Unix seconds)."""
        ...

    def behind(self, moment: float) -> Iterator[tuple[int, int]]:
        """Those of them whose journal the feed may not have as it is: where the store can tell it at once, no others."""
        ...

    def kept(self, sandbox: int | None = None) -> Iterator[KeptCopy]:
        """Every copy and mark that is kept, of all sandboxes or of that one, whoever may still need it."""
        ...

    def remove(self, copies: Sequence[KeptCopy]) -> list[KeptCopy]:
        """Remove these for good, whoever needs them; those that could be removed."""
        ...

    def clear_templates(self, version: str) -> None:
        """Remove the templates of other versions of tables and forms, which nothing may be copied from."""
        ...

    def ready(self, template: str) -> bool:
        """Whether the village's template is there."""
        ...

    def close(self) -> None:
        """Close every cached connection."""
        ...
