"""Many templates side by side: a worker process a core, each building one village after the other."""

import os
import subprocess
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event, Thread

from sandbox.machine import child
from seed.building.template import TemplateInfo, find
from seed.building.worker import Job, info_of
from seed.errors import SeedError
from seed.land.regions import Region

Answer = TemplateInfo | Exception


def build_many(regions: Sequence[Region], *, as_of: date, seed: int, folder: Path, on_done: Callable[[TemplateInfo], None],
               workers: int | None = None) -> None:
    """Build every template that is not there yet; `on_done` is told of each, those that are there first.

    Usually in the order of `regions`; a large village may be overtaken. Raises SeedError at the first village that can't be
    built: those being built are finished, none is half-made, and the next call goes on from there.
    """
    missing = []
    for region in regions:
        if info := find(region, as_of=as_of, seed=seed, folder=folder):
            on_done(info)
        else:
            missing.append(Job(region, as_of, seed, folder))
    if missing:
        _build_all(missing, min(workers or os.cpu_count() or 1, len(missing)), on_done)


def _build_all(jobs: Sequence[Job], workers: int, on_done: Callable[[TemplateInfo], None]) -> None:
    """Build all jobs with so many workers. Raises what the first failed one raised, when all workers have ended."""
    waiting: SimpleQueue[Job] = SimpleQueue()
    answers: SimpleQueue[Answer] = SimpleQueue()
    for job in jobs:
        waiting.put(job)
    stopped = Event()
    # Daemons: a server that is told to stop does not wait for the villages of tomorrow's group.
    threads = [Thread(target=_work, args=(waiting, answers, stopped), daemon=True) for _ in range(workers)]
    for thread in threads:
        thread.start()
    try:
        for _ in jobs:
            on_done(_info(answers.get()))
    finally:
        stopped.set()
        for thread in threads:
            thread.join()


def _work(waiting: "SimpleQueue[Job]", answers: "SimpleQueue[Answer]", stopped: Event) -> None:
    """One thread: it does nothing but wait for its worker process."""
    try:
        with Worker() as worker:
            while not stopped.is_set():
                answers.put(worker.build(waiting.get_nowait()))
    except Empty:
        return
    except (SeedError, OSError, ValueError) as error:
        answers.put(error)


def _info(answer: "Answer") -> TemplateInfo:
    if isinstance(answer, Exception):
        raise answer
    return answer


class Worker:
    """A worker process. It ends when its input is closed, and so also when this process dies."""

    def __init__(self) -> None:
        # No village needs more than one thread of linear algebra, and each would cost memory. In a group of its own Ctrl-C in
        # the terminal does not reach it, which may just be beginning: it finishes its village, and ends with its input.
        environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "PYTHONUTF8": "1"}
        self.process = subprocess.Popen(
            child.command("seed.building.worker"), stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment,
            encoding="utf-8", process_group=0)

    def __enter__(self) -> "Worker":
        return self

    def __exit__(self, *_: object) -> None:
        assert self.process.stdin is not None
        with suppress(BrokenPipeError):
            self.process.stdin.close()
        self.process.wait()

    def build(self, job: Job) -> TemplateInfo:
        """Have the worker build this village, and wait for it. Raises SeedError: what the worker said, or that it is gone."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        try:
            self.process.stdin.write(job.line() + "\n")
            self.process.stdin.flush()
            answer = self.process.stdout.readline()
        except BrokenPipeError:
            answer = ""
        if not answer:
            status = self.process.wait()
            raise SeedError(why=f"pembuat data berhenti di tengah jalan (status {status}). Jalankan sekali lagi")
        return info_of(answer)
