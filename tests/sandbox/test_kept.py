"""What is kept for the next process is found by its whole key, undamaged, or not at all; and no disk is in anybody's way."""

import os
import stat
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from sandbox.files import kept
from sandbox.files.kept import Shelf


@pytest.fixture
def shelf(tmp_path):
    return Shelf(tmp_path / "__pycache__" / "coba")


def test_what_was_kept_is_found_by_its_key_and_no_other(shelf):
    shelf.keep("satu", b"1")
    assert (shelf.find("satu"), shelf.find("satu ")) == (b"1", None)


def test_what_is_torn_or_damaged_or_lies_under_anothers_name_is_not_found(shelf):
    shelf.keep("satu", b"123")
    whole, path = shelf.path_of("satu").read_bytes(), shelf.path_of("satu")
    for wrong in (b"", whole[:20], whole[:-1], whole + b"4", b"\0" + whole[1:]):
        path.write_bytes(wrong)
        assert shelf.find("satu") is None
    shelf.path_of("dua").write_bytes(whole)
    assert shelf.find("dua") is None


def test_a_folder_that_cannot_be_written_to_is_nobodys_error(shelf):
    shelf.folder.parent.write_bytes(b"")
    shelf.keep("satu", b"1")
    assert shelf.find("satu") is None


def test_two_that_keep_at_once_leave_one_whole_answer_and_nothing_else(shelf):
    answer = b"1" * 200_000
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: shelf.keep("satu", answer), range(12)))
    assert shelf.find("satu") == answer
    assert list(shelf.folder.iterdir()) == [shelf.path_of("satu")]


def test_nobody_else_may_write_to_it_whatever_the_umask(shelf):
    before = os.umask(0)
    try:
        shelf.keep("satu", b"1")
    finally:
        os.umask(before)
    assert not shelf.path_of("satu").stat().st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def test_the_oldest_go_when_it_is_full(shelf, monkeypatch):
    monkeypatch.setattr(kept, "MOST", 2)
    for second, key in enumerate(("satu", "dua", "tiga")):
        shelf.keep(key, b"1")
        os.utime(shelf.path_of(key), (second, second))
    assert [shelf.find(key) for key in ("satu", "dua", "tiga")] == [None, b"1", b"1"]


def test_nothing_is_kept_where_python_keeps_nothing(shelf, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    shelf.keep("satu", b"1")
    assert not shelf.folder.exists()
