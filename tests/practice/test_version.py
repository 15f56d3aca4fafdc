"""The version of what is stored: it follows what the forms ask and how the tables look, and nothing else."""

import shutil
from pathlib import Path

import pytest

from sandbox.practice import version
from sandbox.practice.forms import instrument_files


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the instruments, to be changed."""
    return Path(shutil.copytree(instrument_files.files(), tmp_path / "instruments"))


def changed(folder: Path, name: str, old: str, new: str) -> version.Version:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return version.of(folder)


def test_a_copy_of_the_instruments_is_of_the_same_version(copied):
    assert version.of(copied) == version.present()
    assert len(version.present().name) == 14


@pytest.mark.parametrize(("name", "old", "new"), [
    ("ddk_household.yaml", "number: 13\n", "number: 91\n"),
    ("ddk_household.yaml", "Sumur gali", "Sumur galian"),
    ("ddk_member.yaml", "required: submit", "required: save"),
    ("sheets/potensi/kelembagaan.yaml", "title: ", "title: Lain "),
    ("rules/potensi.yaml", "kind: at_most", "kind: equal"),
    ("families/families.yaml", "title: ", "title: Lain "),
])
def test_what_a_form_asks_makes_another_version_of_forms_and_none_of_tables(copied, name, old, new):
    other = changed(copied, name, old, new)
    assert other.forms != version.present().forms
    assert other.tables == version.present().tables


def test_how_a_form_is_written_does_not_matter(copied):
    assert changed(copied, "ddk_household.yaml", "title: ", "# catatan\n\ntitle:    ") == version.present()


def test_files_that_change_while_a_process_runs_are_noticed(copied, monkeypatch):
    monkeypatch.setenv(instrument_files.FILES, str(copied))
    version.present()
    assert not version.files_changed()
    changed(copied, "ddk_household.yaml", "Sumur gali", "Sumur galian")
    assert version.files_changed()
