"""The copies of the open group are made before anybody needs them: once each, and no more of them after a failure for a while."""

import errno
import logging
import os

import pytest

from sandbox.server.processes.ahead import AGAIN_AFTER, LOOK_EVERY, CopiesAhead
from sandbox.store import generations
from tests.conftest import NOON


class Steps:
    """A clock that stands still until it is told to go on."""

    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Steps()


def there(training):
    return [training.store.exists(training.seat(trainee).pin) for trainee in (1, 2, 3, 4, 5)]


def test_the_copies_of_the_open_group_are_made_and_a_new_generations_too(opened, clock):
    copies = CopiesAhead(opened.store, clock)
    copies.tick()
    assert there(opened) == [True, True, True, True, False]  # trainee 5 belongs to tomorrow
    generations.reset_all(now=NOON)
    copies.tick()
    assert not any(there(opened))
    clock.now += LOOK_EVERY
    copies.tick()
    assert there(opened) == [True, True, True, True, False]


def test_a_copy_that_is_gone_is_not_made_a_second_time(opened, clock):
    copies = CopiesAhead(opened.store, clock)
    copies.tick()
    for kept in list(opened.store.kept(opened.seat(1).pin.sandbox)):
        opened.store.remove([kept])
    clock.now += LOOK_EVERY
    copies.tick()
    assert there(opened) == [False, True, True, True, False]  # its first touch says what is wrong, to whoever needs it


@pytest.mark.sqlite  # only a folder gets full under a test's hands
def test_what_can_not_be_made_is_told_once_and_tried_again_after_a_rest(opened, clock, caplog, monkeypatch):
    copies = CopiesAhead(opened.store, clock)

    def full(*_args):
        raise OSError(errno.ENOSPC, "no space left")

    with monkeypatch.context() as no_room, caplog.at_level(logging.WARNING):
        no_room.setattr(os, "copy_file_range", full, raising=False)
        copies.tick()
        clock.now += AGAIN_AFTER / 2
        copies.tick()
    assert [record.getMessage().split()[0] for record in caplog.records] == ["GL-507"]
    assert not any(there(opened))
    copies.tick()
    assert not any(there(opened))
    clock.now += AGAIN_AFTER / 2
    copies.tick()
    assert there(opened) == [True, True, True, True, False]  # that of the failure after all others


@pytest.mark.sqlite  # on PostgreSQL a village is rows
def test_a_village_that_is_not_built_yet_waits_for_the_next_look(opened, clock):
    copies, folder = CopiesAhead(opened.store, clock), opened.services.settings.templates
    signs = [(path, path.read_bytes()) for path in folder.glob("*.json")]
    for path, _ in signs:
        path.unlink()
    copies.tick()
    assert not any(there(opened))
    for path, content in signs:
        path.write_bytes(content)
    clock.now += LOOK_EVERY
    copies.tick()
    assert there(opened) == [True, True, True, True, False]
