"""A village of the seed breaks no rule between the cells of its sheets, except where the ledger says so."""

import pytest
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from sandbox.ledger import Defect
from sandbox.practice.consistency import selecting, village
from sandbox.practice.consistency.findings import findings
from tests.seed.villages import AS_OF, a_village


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The smallest village of the district."""
    engine = create_engine(f"sqlite:///{a_village(tmp_path_factory.mktemp('consistent')).path.as_posix()}")
    with Session(engine) as session:
        yield session
    engine.dispose()


def broken(session, period):
    """Each broken rule of that year, with the sheets that it compares."""
    asked = selecting.everything()
    return [(each.rule.id, {(ref.sheet, period + ref.years) for ref in each.comparison.refs})
            for each in findings(village.facts(session, period, asked), asked)]


def test_last_year_breaks_no_rule(built):
    assert broken(built, AS_OF.year - 1) == []


def test_this_year_breaks_rules_only_on_sheets_of_the_ledger(built):
    wrong = {tuple(row) for row in built.execute(select(Defect.sheet, Defect.period).where(Defect.sheet.is_not(None)))}
    found = broken(built, AS_OF.year)
    assert found
    assert [rule_id for rule_id, sheets in found if not sheets & wrong] == []
