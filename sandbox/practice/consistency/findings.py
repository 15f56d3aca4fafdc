"""Which comparisons do not hold: cells and facts in, findings out.

A cell that is empty is unknown and accuses nobody: a sum of which a part is empty is not compared, except where it is already
too much without it. Figures are the same up to half of the last digit of an area.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sandbox.practice.consistency.rulebook import AtMost, Computed, Equal, Excludes, IsKnown, Near, OneOf, SheetRule
from sandbox.practice.consistency.selecting import CellGroup, Comparison, Ref

Value = float | str
CENT = 0.011
"""So much two figures may differ by rounding."""


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """What is compared: cells by their place, and what is known of the village without any sheet."""

    cells: Mapping[Ref, Value]
    known: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A comparison that does not hold: what stands on either side, and by how much they differ (of figures)."""

    comparison: Comparison
    left: Value
    right: Value | None = None
    difference: float | None = None

    @property
    def rule(self) -> SheetRule:
        return self.comparison.rule


def findings(facts: SheetFacts, comparisons: Iterable[Comparison]) -> list[Mismatch]:
    """Every comparison that does not hold, in the order given."""
    return [found for comparison in comparisons for found in JUDGED[type(comparison.rule)](facts, comparison)]


def _equal(facts: SheetFacts, comparison: Comparison) -> Iterator[Mismatch]:
    left, right = _side(facts, comparison.of), _side(facts, comparison.to)
    if left is None or right is None:
        return
    if isinstance(left, str) or isinstance(right, str):
        if str(left) != str(right):
            yield Mismatch(comparison, left, right)
    elif abs(left - right) > CENT:
        yield Mismatch(comparison, left, right, left - right)


def _at_most(facts: SheetFacts, comparison: Comparison) -> Iterator[Mismatch]:
    assert isinstance(comparison.rule, AtMost)
    left, right = _least(facts, comparison.of), _side(facts, comparison.to)
    if left is None or right is None or isinstance(right, str):
        return
    most = right * comparison.rule.times
    if left > most + CENT:
        yield Mismatch(comparison, left, right, left - most)


def _near(facts: SheetFacts, comparison: Comparison) -> Iterator[Mismatch]:
    assert isinstance(comparison.rule, Near)
    left, right = _side(facts, comparison.of), _side(facts, comparison.to)
    if left is None or right is None or isinstance(left, str) or isinstance(right, str):
        return
    if abs(left - right) > right * comparison.rule.share:
        yield Mismatch(comparison, left, right, left - right)


def _one_of(facts: SheetFacts, comparison: Comparison) -> Iterator[Mismatch]:
    assert isinstance(comparison.rule, OneOf)
    left = _side(facts, comparison.of)
    if left is not None and left not in comparison.rule.values:
        yield Mismatch(comparison, left)


def _is_known(facts: SheetFacts, comparison: Comparison) -> Iterator[Mismatch]:
    assert isinstance(comparison.rule, IsKnown)
    left, right = _side(facts, comparison.of), facts.known.get(comparison.rule.known)
    if left is None or right is None:
        return
    if isinstance(left, str) or isinstance(right, str):
        if _plain(left) != _plain(right):
            yield Mismatch(comparison, left, right)
    elif left != right:
        yield Mismatch(comparison, left, right, left - right)


def _excludes(facts: SheetFacts, comparison: Comparison) -> Iterator[Mismatch]:
    rule = comparison.rule
    assert isinstance(rule, Excludes)
    left = facts.cells.get(comparison.of[0].refs[0])
    said = next((value for ref in comparison.to[0].refs if (value := facts.cells.get(ref)) in rule.says), None)
    if left is None or said is None:
        return
    if left in rule.never if rule.never else not isinstance(left, str) and left > 0:
        yield Mismatch(comparison, left, said)


def _computed(facts: SheetFacts, comparison: Comparison) -> Iterator[Mismatch]:
    left, right = _side(facts, comparison.of), computed(facts, comparison)
    if isinstance(left, int | float) and right is not None and abs(left - right) > CENT:
        yield Mismatch(comparison, left, right, left - right)


def computed(facts: SheetFacts, comparison: Comparison) -> float | None:
    """What a computed cell of other sheets comes to; None as long as nothing is known that it is computed of."""
    assert isinstance(comparison.rule, Computed)
    plus, minus = _least(facts, comparison.to), _least(facts, comparison.less)
    per = _side(facts, comparison.per) if comparison.per else 1
    if plus is None or not isinstance(per, int | float) or not per:
        return None
    field = comparison.of[0].refs[0].field
    number = comparison.rule.times * (plus - (minus or 0)) / per
    return round(number, field.most_decimals) if field.most_decimals else round(number)


Judge = Callable[[SheetFacts, Comparison], Iterator[Mismatch]]
JUDGED: Mapping[Any, Judge] = {
    Equal: _equal, AtMost: _at_most, Near: _near, OneOf: _one_of, IsKnown: _is_known, Excludes: _excludes, Computed: _computed}


def _side(facts: SheetFacts, groups: Iterable[CellGroup]) -> Value | None:
    """The sum of the groups, or the word of an only cell; None if one of the cells is empty."""
    values: list[Value | None] = []
    for group in groups:
        found = [facts.cells.get(ref) for ref in group.refs]
        values += [sum(1 for value in found if value is not None) or None] if group.is_count else found
    if len(values) == 1:
        return values[0]
    numbers = [value for value in values if isinstance(value, int | float)]
    return sum(numbers) if values and len(numbers) == len(values) else None


def _least(facts: SheetFacts, groups: Iterable[CellGroup]) -> float | None:
    """The sum of what is filled: the least that the whole sum can be. None if nothing is."""
    found = [facts.cells.get(ref) for group in groups for ref in group.refs]
    numbers = [value for value in found if isinstance(value, int | float)]
    return sum(numbers) if numbers else None


def _plain(value: Value) -> str:
    """A code with or without dots is the same."""
    return str(value).replace(".", "").strip().casefold()
