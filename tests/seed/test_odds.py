"""Weighted draws: nothing of weight 0 is ever drawn, shares are those of the weights, and order does not hang on the machine."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from seed.chance.odds import Curve, Odds, OddsTable, order_of, steps, stream

WEIGHTS = st.dictionaries(st.integers(0, 60), st.integers(0, 50), min_size=1, max_size=12).filter(lambda row: any(row.values()))
CHANCES = st.lists(st.floats(0, 1, exclude_max=True), min_size=1, max_size=30)


@given(WEIGHTS, CHANCES)
def test_odds_draw_only_what_has_a_weight(weights, chances):
    assert set(Odds.of(weights).at(np.array(chances)).tolist()) <= {code for code, weight in weights.items() if weight}


@given(st.lists(WEIGHTS, min_size=1, max_size=5), CHANCES, st.integers(0, 2**31))
def test_a_table_draws_for_each_class_only_what_has_a_weight_there(rows, chances, seed):
    classes = np.random.default_rng(seed).integers(len(rows), size=len(chances))
    drawn = OddsTable.of_odds(rows).at(np.array(chances), classes)
    assert all(rows[which].get(code, 0) > 0 for which, code in zip(classes.tolist(), drawn.tolist(), strict=True))


def test_a_table_draws_by_the_shares_of_each_class():
    classes = np.repeat([0, 1], 50_000)
    drawn = OddsTable.of_odds([{1: 3, 2: 1}, {2: 1, 3: 9}]).draw(stream("test", "35.10.01.2001", 1), classes)
    assert abs(np.mean(drawn[:50_000] == 2) - .25) < .01
    assert abs(np.mean(drawn[50_000:] == 3) - .9) < .01


def test_low_chances_give_the_first_of_the_order():
    table = OddsTable.of_odds([{1: 1, 2: 1, 3: 1}], order=(3, 1, 2))
    assert table.at(np.array([.1, .5, .9]), np.zeros(3, dtype=np.int64)).tolist() == [3, 1, 2]


@given(CHANCES)
def test_a_curve_stays_between_its_ends(chances):
    found = Curve.of(np.array([18.0, 30, 50]), np.array([0.0, 5, 0])).at(np.array(chances))
    assert ((found >= 18) & (found <= 50)).all()


@given(st.lists(st.integers(0, 2**46 - 1), max_size=50))
def test_the_order_is_that_of_a_stable_sort(keys):
    found = np.array(keys, dtype=np.int64)
    assert order_of(found).tolist() == np.argsort(found, kind="stable").tolist()


def test_steps_begin_at_their_starts():
    assert steps(18, 60)[[0, 17, 18, 59, 60, 97]].tolist() == [0, 0, 1, 1, 2, 2]
