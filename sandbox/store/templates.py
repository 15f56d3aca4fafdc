"""Finds a village's template. A template is usable when its sidecar (NAME.json) is there; it never changes afterwards."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sandbox.errors import TemplateNotReady


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
    """The template of that base name. Raises TemplateNotReady while it is not published."""
    sidecar = folder / f"{name}.json"
    try:
        sha256 = json.loads(sidecar.read_text(encoding="utf-8"))["sha256"]
    except FileNotFoundError as error:
        raise TemplateNotReady(village=name.split("-")[0]) from error
    return Template(folder / f"{name}.sqlite", sha256)
