"""Proves many exercises at once: one process a core, for a proof is nothing but work.

Each process has one stage for all its proofs: to set one up takes longer than to play an exercise on it.
"""

import atexit
import logging
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from multiprocessing import get_context
from pathlib import Path
from time import process_time
from typing import NamedTuple

from scenarios.file.loader import ScenarioError, load
from scenarios.proof.playing import ProofPlace, StageFor
from scenarios.proof.proof import USUAL, Depth, Proof, prove

log = logging.getLogger("gladi.proof")


class Proved(NamedTuple):
    """A proof, and the processor time that it took."""

    proof: Proof
    seconds: float


class Workshop:
    """The stage of one process: set up for its first proof, and set up anew after one that broke off on it."""

    def __init__(self, stage_for: StageFor) -> None:
        self.stage_for = stage_for
        self.kept = ExitStack()
        self.stage: ProofPlace | None = None

    def prove(self, path: Path, depth: Depth) -> Proved:
        """The proof of one file. One that cannot be read, or that breaks the prover, failed."""
        begun = process_time()
        try:
            proof = prove(load(path), self._stage(in_files=depth.exploring), depth)
        except ScenarioError as error:
            proof = Proof(path.stem, problems=list(error.lines))
        except Exception as error:  # the edge of one proof: the others go on
            log.exception("the proof of %s broke off", path.stem)
            self.close()
            proof = Proof(path.stem, problems=[f"pembuktian berhenti sebelum selesai ({type(error).__name__}: {error})"])
        return Proved(proof, process_time() - begun)

    def close(self) -> None:
        self.stage = None
        try:
            self.kept.close()
        except Exception:  # what broke a proof may break this, too: the others go on
            log.exception("a stage of proofs did not end well")

    def _stage(self, *, in_files: bool) -> ProofPlace:
        if self.stage is None:
            self.stage = self.kept.enter_context(self.stage_for([], in_files=in_files))
        return self.stage


def prove_files(paths: Sequence[Path], stage_for: StageFor, depth: Depth = USUAL) -> Iterator[Proved]:
    """The proofs in the order of `paths`, each as soon as it and those before it are done.

    `stage_for` is a function of a module: each process imports it for itself.
    """
    if len(paths) < 2:
        yield from _one_after_another(paths, stage_for, depth)
        return
    with _pool(min(len(paths), os.cpu_count() or 1), stage_for) as pool:
        longest_first = sorted(paths, key=_size, reverse=True)  # else one core waits at the end for the other
        begun = {path: pool.submit(_prove, path, depth) for path in longest_first}
        for path in paths:
            yield _result(begun[path]) or _alone(path, stage_for, depth)


def _one_after_another(paths: Sequence[Path], stage_for: StageFor, depth: Depth) -> Iterator[Proved]:
    workshop = Workshop(stage_for)
    try:
        for path in paths:
            yield workshop.prove(path, depth)
    finally:
        workshop.close()


def _alone(path: Path, stage_for: StageFor, depth: Depth) -> Proved:
    """The proof in a process of its own: of those in which one died, nobody knows whose proof it was."""
    with _pool(1, stage_for) as pool:
        proved = _result(pool.submit(_prove, path, depth))
    return proved or Proved(Proof(path.stem, problems=["pembuktian berhenti sebelum selesai (prosesnya mati)"]), 0.0)


def _pool(processes: int, stage_for: StageFor) -> ProcessPoolExecutor:
    # Spawned, not forked: a process that has opened databases or patched its sockets must not be copied.
    return ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=_open, initargs=(stage_for,))


def _result(begun: "Future[Proved]") -> Proved | None:
    try:
        return begun.result()
    except BrokenProcessPool:
        return None


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0


_OPENED: list[Workshop] = []
"""The workshop of this process, if it is one of a pool."""


def _open(stage_for: StageFor) -> None:
    _OPENED.append(Workshop(stage_for))
    atexit.register(_OPENED[0].close)


def _prove(path: Path, depth: Depth) -> Proved:
    return _OPENED[0].prove(path, depth)
