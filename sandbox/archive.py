"""The archive: the copy in which somebody worked last, of a group that is closed. It is looked at, never written."""

from dataclasses import replace

from sqlalchemy import select

from sandbox.errors import GladiError
from sandbox.platform.db import read
from sandbox.platform.models import Feed
from sandbox.seats import Seat
from sandbox.store.base import Store
from sandbox.words.texts import lazy_gettext as _l


class NothingArchived(GladiError):
    code = "GL-404AR"
    status = 404
    text = _l("Tidak ada salinan %(seat)s di arsip: belum pernah dipakai, atau sudah dihapus karena umurnya. Hasilnya tetap ada.")


def at_the_end(seat: Seat) -> Seat:
    """The seat as its closed day left it; one whose day is not over, or who did nothing, as it is."""
    if not seat.is_over:
        return seat
    with read() as session:
        last = session.scalar(select(Feed.generation).where(Feed.sandbox_id == seat.pin.sandbox, Feed.person > 0)
                              .order_by(Feed.generation.desc()).limit(1))
    return seat if last is None else replace(seat, pin=replace(seat.pin, generation=last))


def require(store: Store, seat: Seat) -> None:
    """Raises NothingArchived for a closed seat whose copy is not there: looking must not make a new one."""
    if seat.is_over and not store.exists(seat.pin):
        raise NothingArchived(seat=f"{seat.village_name} ({seat.role_label})")
