"""The counts that an instance's processes share."""

import tempfile
from pathlib import Path

from sandbox.server.signs.metrics import shared_folder


def test_what_a_killed_run_left_goes_and_another_instance_s_stays(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    killed, other = shared_folder(tmp_path / "hall"), shared_folder(tmp_path / "other")
    anew = shared_folder(tmp_path / "hall")
    assert [Path(folder.name).exists() for folder in (killed, other, anew)] == [False, True, True]
    for folder in (killed, other, anew):
        folder.cleanup()
