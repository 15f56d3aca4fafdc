"""Which forms a process of this instance uses: those of the open group, else the instrument files as they stand."""

from pathlib import Path

from instructor.days import pinning
from sandbox.practice import version
from sandbox.practice.forms import instrument_files
from sandbox.practice.forms.instrument_files import InstrumentError


def settle(instance: Path) -> int | None:
    """Let this process and its children go on with the open group's forms; that group's number if the files say something else.

    Where the tables changed too (another Gladi), or this Gladi cannot read the forms that were kept, nothing can go on: None,
    and the copies are renewed. Only before the first form is read.
    """
    kept = pinning.kept_forms()
    if kept is None or kept.texts == instrument_files.texts(instrument_files.files()):
        return None  # what every command finds nearly always, without reading a form
    if _is(instrument_files.files(), kept.version):
        return None
    folder = instance / "forms" / kept.version
    instrument_files.lay_out(kept.texts, folder)
    if not _is(folder, kept.version):
        return None
    instrument_files.use(folder)
    return kept.group_number


def _is(folder: Path, wanted: str) -> bool:
    """Whether the forms of that folder, with the tables of this Gladi, are that version."""
    try:
        return version.of(folder).name == wanted
    except InstrumentError:
        return False
