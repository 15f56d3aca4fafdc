"""Who may see a staff page, and for which trainings it is asked."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import ParamSpec, TypeVar, cast

from flask import flash, g, redirect, request, session, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from sandbox.accounts.users import StaffUser
from sandbox.errors import NotAllowed
from sandbox.platform import groups
from sandbox.platform.db import read
from sandbox.words.digits import natural
from sandbox.words.texts import lazy_gettext as _l

P = ParamSpec("P")
R = TypeVar("R")
CHOSEN = "pelatihan"
"""Under this name a session keeps which training its owner works with; none: the one that is on."""
PERSONS = ("peserta", "hadir", "catatan", "ganti", "tetap")
"""Fields in which a page or a form names a person by number; of 12/pagi the first part."""


class OtherTraining(NotAllowed):
    code = "GL-403P"
    text = _l("Anda bukan staf pelatihan orang itu, jadi halamannya tidak dibuka. Penyelenggara semua pelatihan bisa menambahkan "
              "Anda di Akun staf.")


class HallTaken(NotAllowed):
    code = "GL-403K"
    text = _l("Kelompok yang sedang dibuka milik pelatihan lain, bukan yang Anda pakai. Peserta, jadwal, kartu, dan laporan "
              "tetap bisa dikerjakan; pelatihan yang dipakai dipilih di halaman Pelatihan.")


def current_staff() -> StaffUser:
    """The member of staff of this request. Raises NotAllowed for anybody else."""
    if not isinstance(user := current_user._get_current_object(), StaffUser):
        raise NotAllowed()
    return user


def staff_required(*roles: str, of_all: bool = False, in_the_hall: bool = False) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Lets staff in (with `roles`: only those). Nobody logged in goes to the staff login; a trainee gets a 403.

    `of_all`: only staff of all trainings, for it concerns them all. `in_the_hall`: it concerns the open group, so that this has
    to be one of the trainings that are asked for.
    """

    def decorate(view: Callable[P, R]) -> Callable[P, R]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
            user = current_user._get_current_object()
            if not user.is_authenticated and request.method == "GET":
                return cast(R, _to_login())
            if not isinstance(user, StaffUser) or (roles and user.role not in roles) or (of_all and not user.is_of_all):
                raise NotAllowed()
            with _asking_for(trainings_of(user)):
                _require_own(kwargs.get("trainee_id"))
                if in_the_hall and _hall_is_anothers():
                    return cast(R, _to_own_pages())
                return view(*args, **kwargs)

        return guarded

    return decorate


def trainings_of(user: StaffUser) -> frozenset[int]:
    """What this request asks for: the training that was chosen in this browser, else those of the account; empty: all."""
    own, chosen = user.staff.trainings, session.get(CHOSEN)
    return frozenset({chosen}) if chosen and (not own or chosen in own) else own


def require_training(user: StaffUser, trainee_id: int) -> None:
    """Raises OtherTraining where that person takes part in a training that the account does not belong to."""
    if not user.is_of_all and groups.training_of(trainee_id) not in {None, *user.staff.trainings}:
        raise OtherTraining()


@contextmanager
def _asking_for(trainings: frozenset[int]) -> Iterator[None]:
    if not trainings:
        yield
        return
    token = groups.MINE.set(trainings)
    try:
        g.lang = groups.present_lang()
        yield
    finally:
        groups.MINE.reset(token)


def _require_own(named: object) -> None:
    """Of all persons that the request names. Who belongs to all trainings asks nothing."""
    user = current_staff()
    if user.is_of_all:
        return
    told = [natural(value.partition("/")[0]) for name in PERSONS for value in request.values.getlist(name)]
    for number in {named, *told} - {None}:
        require_training(user, cast(int, number))


def _hall_is_anothers() -> bool:
    if not groups.MINE.get():
        return False
    with read() as db:
        opened = groups.open_now(db)
    return opened is not None and not groups.is_mine(opened.training_id)


def _to_own_pages() -> Response:
    """Whoever only looks comes to the page of their own days, which says why. Raises HallTaken where something was pressed."""
    if request.method != "GET":
        raise HallTaken()
    flash(str(HallTaken()), "info")
    return redirect(url_for("hall.schedule"))


def _to_login() -> Response:
    return redirect(url_for("accounts.staff_login", next=request.full_path))
