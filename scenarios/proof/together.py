"""Proves many exercises at once: one process a core, for a proof is nothing but work."""

import logging
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from time import process_time
from typing import NamedTuple

from scenarios.file.loader import ScenarioError, load
from scenarios.proof.playing import StageFor
from scenarios.proof.proof import Proof, prove

log = logging.getLogger("gladi.proof")


class Proved(NamedTuple):
    """A proof, and the processor time that it took."""

    proof: Proof
    seconds: float


def prove_files(paths: Sequence[Path], stage_for: StageFor, *, exploring: bool = False) -> Iterator[Proved]:
    """The proofs in the order of `paths`, each as soon as it and those before it are done.

    `stage_for` is a function of a module: each process imports it for itself.
    """
    if len(paths) < 2:
        yield from (_timed(path, stage_for, exploring=exploring) for path in paths)
        return
    # Spawned, not forked: a process that has opened databases or patched its sockets must not be copied.
    with ProcessPoolExecutor(min(len(paths), os.cpu_count() or 1), mp_context=get_context("spawn")) as pool:
        yield from pool.map(partial(_timed, stage_for=stage_for, exploring=exploring), paths)


def _timed(path: Path, stage_for: StageFor, *, exploring: bool) -> Proved:
    begun = process_time()
    proof = prove_file(path, stage_for, exploring=exploring)
    return Proved(proof, process_time() - begun)


def prove_file(path: Path, stage_for: StageFor, *, exploring: bool = False) -> Proof:
    """The proof of one file. One that cannot be read, or that breaks the prover, failed."""
    try:
        return prove(load(path), stage_for, exploring=exploring)
    except ScenarioError as error:
        return Proof(path.stem, problems=list(error.lines))
    except Exception as error:  # the edge of one proof: the others go on
        log.exception("the proof of %s broke off", path.stem)
        return Proof(path.stem, problems=[f"pembuktian berhenti sebelum selesai ({type(error).__name__}: {error})"])
