"""The words that many sheets have among their options."""

from collections.abc import Collection, Iterable

THERE, NOT_THERE = "Ada", "Tidak ada"
YES, NO = "Ya", "Tidak"
MANY, FEW = "Banyak", "Sedikit"
GOOD, BROKEN = "Baik", "Rusak"
ACTIVE, PASSIVE = "Aktif", "Pasif"
AT_WORK, DORMANT = "Ada dan aktif", "Ada dan tidak aktif"
"""Whether an office or institution is there, and at work."""
KEPT, NOT_KEPT = "Ada dan terisi", "Ada dan tidak terisi"
"""Whether a register is there, and kept."""


def there(is_there: bool) -> str:
    """Ada or Tidak ada."""
    return THERE if is_there else NOT_THERE


def yes(is_so: bool) -> str:
    """Ya or Tidak."""
    return YES if is_so else NO


def yes_to(titles: Iterable[str], true: Collection[str]) -> dict[str, str]:
    """Ya for those of the lines that are true, Tidak for the others."""
    return {title: yes(title in true) for title in titles}
