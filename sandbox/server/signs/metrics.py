"""/metrics for Prometheus: requests and their time by room, summed over all server processes."""

import hashlib
import os
import shutil
import tempfile
import time
from pathlib import Path

from flask import Flask, Response, g, request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest, multiprocess
from prometheus_client import REGISTRY as OWN

REQUESTS = Counter("gladi_requests", "Requests answered", ["room", "status"])
SECONDS = Histogram("gladi_request_seconds", "Time to answer, a staged wait included", ["room"],
                    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60))
SHARED = "PROMETHEUS_MULTIPROC_DIR"


def shared_folder(instance: Path) -> tempfile.TemporaryDirectory[str]:
    """A folder in which the instance's processes count together. What a run that was killed left there goes.

    Only the one server of an instance may ask for it.
    """
    prefix = f"gladi-metrics-{hashlib.sha256(os.fsencode(instance.resolve())).hexdigest()[:12]}-"
    for left in Path(tempfile.gettempdir()).glob(f"{prefix}*"):
        shutil.rmtree(left, ignore_errors=True)
    return tempfile.TemporaryDirectory(prefix=prefix)


def init_app(app: Flask) -> None:
    """Count every request; serve the counts."""
    app.before_request(_start)
    app.after_request(_count)
    app.add_url_rule("/metrics", "metrics", _metrics)


def _start() -> None:
    g.began = time.perf_counter()


def _count(response: Response) -> Response:
    room = request.blueprint or "other"
    REQUESTS.labels(room, f"{response.status_code // 100}xx").inc()
    if "began" in g:
        SECONDS.labels(room).observe(time.perf_counter() - g.began)
    return response


def _metrics() -> Response:
    registry = OWN
    if os.environ.get(SHARED):
        registry = CollectorRegistry()
        multiprocess.MultiProcessCollector(registry)
    return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)
