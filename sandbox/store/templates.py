"""Finds a village's template. A template is usable when its sidecar (NAME.json) is there; it never changes afterwards."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sandbox.errors import GladiError, TemplateNotReady
from sandbox.store import damage
from sandbox.store.clone import SourceDamaged
from sandbox.words.texts import lazy_gettext as _l


class TemplateStuck(GladiError):
    """A damaged template that can't be taken away, so that nobody makes it anew."""

    code = "GL-508"
    text = _l("Data desa rusak dan tidak bisa disingkirkan: %(path)s. Hapus file itu; Gladi lalu membuatnya lagi sendiri.")


@dataclass(frozen=True, slots=True)
class Template:
    """An immutable village. `sha256` is checked on every copy."""

    path: Path
    sha256: str


def template_name(village_code: str, as_of: date, seed: int, version: str) -> str:
    """Base name of a village's template for a training day: 35.10.02.2003-2026-03-02-1-v1f0c9a27e3b45d.

    `version`: of tables and forms, as practice/version.py tells it.
    """
    return f"{village_code}-{as_of.isoformat()}-{seed}-v{version}"


def version_of(name: str) -> str:
    """The version in the base name of a template."""
    return name.rpartition("-v")[2]


def in_version(name: str, version: str) -> str:
    """The base name of the same village's template in that version."""
    return f"{name.rpartition('-v')[0]}-v{version}"


def clear_outdated(folder: Path, version: str) -> int:
    """Remove the templates of other versions, which nothing may be copied from; how many. Their sidecars go first."""
    outdated = [sidecar for sidecar in folder.glob("*-v*.json") if version_of(sidecar.stem) != version]
    for sidecar in outdated:
        sidecar.unlink(missing_ok=True)
        sidecar.with_suffix(".sqlite").unlink(missing_ok=True)
    return len(outdated)


def find(folder: Path, name: str) -> Template:
    """The template of that base name. Raises TemplateNotReady while it is not published, SourceDamaged if its sidecar is."""
    sidecar = folder / f"{name}.json"
    try:
        sha256 = json.loads(sidecar.read_text(encoding="utf-8"))["sha256"]
    except FileNotFoundError as error:
        raise not_ready(name) from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SourceDamaged(path=sidecar) from error
    return Template(folder / f"{name}.sqlite", sha256)


def not_ready(name: str) -> TemplateNotReady:
    """The error that says of that template that it is still being made."""
    return TemplateNotReady(village=name.split("-")[0])


def withdraw(folder: Path, name: str) -> None:
    """Take a damaged template out of use: without its sidecar it counts as not made, and is made anew (seed/building/prepare.py).

    Raises TemplateStuck.
    """
    path, sidecar = folder / f"{name}.sqlite", folder / f"{name}.json"
    try:
        for file in (sidecar, path):
            if file.is_dir():
                damage.set_aside(file)
        sidecar.unlink(missing_ok=True)
    except OSError as error:
        raise TemplateStuck(path=sidecar) from error  # without the other file alone it would still count as made
